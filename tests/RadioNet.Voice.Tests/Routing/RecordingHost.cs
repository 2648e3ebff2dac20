using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>A host that keeps what it hears, and has no room while <see cref="IsFull"/>.</summary>
internal sealed class RecordingHost : IRouterHost
{
    public bool IsFull { get; set; }

    public List<RouterEvent> Said { get; } = [];

    public List<(PortId? Port, PeerAddress From, byte[] Octets)> Datagrams { get; } = [];

    public List<PassMark> Passed { get; } = [];

    public IEnumerable<RouterEvent> Of(RouterEventKind kind) => Said.Where(said => said.Kind == kind);

    public bool TryTake(in RouterEvent said)
    {
        if (!IsFull) Said.Add(said);
        return !IsFull;
    }

    public bool TryTake(PortId? port, in PeerAddress from, ReadOnlySpan<byte> datagram)
    {
        if (!IsFull) Datagrams.Add((port, from, datagram.ToArray()));
        return !IsFull;
    }

    public void Note(in PassMark mark) => Passed.Add(mark);
}
