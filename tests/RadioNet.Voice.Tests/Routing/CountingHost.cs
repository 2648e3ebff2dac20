using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>A host that keeps numbers alone, so that it allocates nothing either.</summary>
internal sealed class CountingHost : IRouterHost
{
    public long Started { get; private set; }

    public long Ended { get; private set; }

    public long Datagrams { get; private set; }

    public StreamId LastStarted { get; private set; }

    public bool TryTake(in RouterEvent said)
    {
        if (said.Kind == RouterEventKind.StreamEnded) Ended++;
        if (said.Kind != RouterEventKind.StreamStarted) return true;
        Started++;
        LastStarted = said.Stream;
        return true;
    }

    public bool TryTake(PortId? port, in PeerAddress from, ReadOnlySpan<byte> datagram)
    {
        Datagrams++;
        return true;
    }
}
