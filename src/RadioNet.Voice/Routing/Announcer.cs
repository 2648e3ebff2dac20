using RadioNet.Protocols.Dmr;

namespace RadioNet.Voice.Routing;

/// <summary>
/// Tells the host about streams. A start, an update and an end that the host has no room for stay unsaid and are said again
/// later, in this order; a sign of life is forgotten.
/// </summary>
internal sealed class Announcer(IRouterHost host, CounterCells cells)
{
    /// <summary>Says what is unsaid of a stream, as far as the host has room.</summary>
    public void Say(IncomingStream stream)
    {
        if (stream.StartUnsaid)
        {
            if (!host.TryTake(stream.Tell(RouterEventKind.StreamStarted))) return;
            // The start has told all that is known.
            (stream.StartUnsaid, stream.UpdateUnsaid) = (false, false);
        }

        if (stream.UpdateUnsaid)
        {
            if (!host.TryTake(stream.Tell(RouterEventKind.StreamUpdated))) return;
            stream.UpdateUnsaid = false;
        }

        if (stream.EndUnsaid) stream.EndUnsaid = !host.TryTake(stream.Tell(RouterEventKind.StreamEnded));
    }

    /// <summary>Says that a stream still runs, if its start was said.</summary>
    public void SayAlive(IncomingStream stream)
    {
        if (!stream.StartUnsaid && !host.TryTake(stream.Tell(RouterEventKind.StreamAlive))) cells.HostFull++;
    }

    /// <summary>Says where a stream's talker is, if its start was said.</summary>
    public void SayPosition(IncomingStream stream, GpsInfo position)
    {
        if (!stream.StartUnsaid && !host.TryTake(stream.Tell(RouterEventKind.Located) with { Position = position })) cells.HostFull++;
    }
}
