using Microsoft.Extensions.Time.Testing;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>A router core with a recording socket and host and a clock that the test moves; ports are numbered from 1.</summary>
internal sealed class RouterRig
{
    private readonly Dictionary<PeerAddress, int> _numbers = [];
    private uint _lease;

    public RouterRig(RouterOptions? options = null) => Core = new RouterCore(options ?? new RouterOptions(), Time, Socket, Host);

    public FakeTimeProvider Time { get; } = new();

    public RecordingSocket Socket { get; } = new();

    public RecordingHost Host { get; } = new();

    public RouterCore Core { get; }

    public RouterCounters Counters => Core.Cells.Snapshot(default);

    public StreamId LastStream => Host.Of(RouterEventKind.StreamStarted).Last().Stream;

    public static PeerAddress Address(int port) => PeerAddress.FromV4(0x0A00_0000u + (uint)port, 62031);

    public static RepeaterId Repeater(int port) => new(452000u + (uint)port);

    public PortId Open(int port, byte colorCode = 1, bool manyCalls = false)
    {
        _numbers[Address(port)] = port;
        Obey(new RouterCommand.OpenPort(new PortId(port), new PortDescription(Repeater(port), Address(port), new ColorCode(colorCode), manyCalls)));
        return new PortId(port);
    }

    public void Receive(int port, byte[] datagram) => Core.OnDatagram(Address(port), datagram, Time.GetTimestamp());

    public void Obey(RouterCommand command) => Core.Obey(command, Time.GetTimestamp());

    public void Grant(StreamId stream, params Destination[] to) => Obey(new RouterCommand.Grant(stream, (uint)stream.Value | 0x8000_0000, new Route([.. to])));

    public void Reroute(StreamId stream, params Destination[] to) => Obey(new RouterCommand.Reroute(stream, new Route([.. to])));

    /// <summary>A destination with a lease higher than all before.</summary>
    public Destination To(int port, Timeslot slot = Timeslot.One) => new(new PortId(port), slot, ++_lease);

    /// <summary>Moves the clock in the router's own steps, with a tick after each.</summary>
    public void Advance(int milliseconds)
    {
        for (int left = milliseconds; left > 0; left -= 20)
        {
            Time.Advance(TimeSpan.FromMilliseconds(Math.Min(20, left)));
            Core.Tick(Time.GetTimestamp());
        }
    }

    public List<SentBurst> Sent => [.. Socket.Sent.Select(sent => SentBurst.Read(_numbers[sent.To], sent.Octets))];

    public List<SentBurst> SentTo(int port, Timeslot slot = Timeslot.One) => [.. Sent.Where(sent => sent.Port == port && sent.Slot == slot)];
}
