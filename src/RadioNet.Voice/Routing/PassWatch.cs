using RadioNet.Protocols;

namespace RadioNet.Voice.Routing;

/// <summary>Tells the host when a stream begins at a destination, once for each, however many bursts follow; and when one that nobody was asked about is over.</summary>
internal sealed class PassWatch(IRouterHost host, TimeProvider time)
{
    public void Begin(IncomingStream stream, in Leg leg) => host.Note(Mark(stream, leg.Port.Id, leg.Slot, time.GetTimestamp()));

    public void End(IncomingStream stream)
    {
        if (stream.Port.BetweenNodes) host.Note(Mark(stream, null, stream.Key.Slot, stream.LastHeard));
    }

    private static PassMark Mark(IncomingStream stream, PortId? to, Timeslot slot, long at) => new()
    {
        Stream = stream.Id,
        Spurt = stream.GrantedSpurt != 0 ? stream.GrantedSpurt : stream.Spurt,
        From = stream.Port.Id,
        FromNode = stream.Port.BetweenNodes,
        Arrived = stream.Started,
        To = to,
        Slot = slot,
        At = at,
    };
}
