using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>A host for a router with a thread: decides on that thread, and lets a test wait for what it hears.</summary>
internal sealed class DecidingHost : IRouterHost, IDisposable
{
    public ManualResetEventSlim Started { get; } = new();

    public ManualResetEventSlim Ended { get; } = new();

    public ManualResetEventSlim Pinged { get; } = new();

    public Action<StreamId>? Decide { get; set; }

    public volatile bool Throws;

    public RouterEvent LastStart { get; private set; }

    public RouterEvent LastEnd { get; private set; }

    /// <summary>Bytes that the router's thread had allocated when the last start or end was said.</summary>
    public long AllocatedAtLastWord { get; private set; }

    public bool TryTake(in RouterEvent said)
    {
        if (said.Kind is RouterEventKind.StreamStarted or RouterEventKind.StreamEnded) AllocatedAtLastWord = GC.GetAllocatedBytesForCurrentThread();
        switch (said.Kind)
        {
            case RouterEventKind.StreamStarted:
                LastStart = said;
                Decide?.Invoke(said.Stream);
                Started.Set();
                break;
            case RouterEventKind.StreamEnded:
                LastEnd = said;
                Ended.Set();
                break;
        }

        return true;
    }

    public bool TryTake(PortId? port, in PeerAddress from, ReadOnlySpan<byte> datagram)
    {
        bool throws = Throws;
        if (port is not null || datagram.Length == 3) Pinged.Set();
        return throws ? throw new InvalidOperationException("A defect of the host.") : true;
    }

    public void Dispose()
    {
        Started.Dispose();
        Ended.Dispose();
        Pinged.Dispose();
    }
}
