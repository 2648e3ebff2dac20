namespace RadioNet.Voice.Routing;

/// <summary>Tells the host when a stream begins at a destination: once for each, however many bursts follow.</summary>
internal sealed class LegWatch(IRouterHost host, TimeProvider time)
{
    public void Begin(IncomingStream stream, in Leg leg) => host.Note(new LegBegin(
        stream.Id, stream.GrantedSpurt != 0 ? stream.GrantedSpurt : stream.Spurt, leg.Port.Id, leg.Slot, time.GetTimestamp()));
}
