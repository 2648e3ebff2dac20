using Microsoft.Extensions.Time.Testing;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>
/// A router core with recording sockets and host and a clock that the test moves; ports are numbered from 1. The receiver of voice links
/// has no thread here.
/// </summary>
internal sealed class RouterRig
{
    private readonly Dictionary<PeerAddress, int> _numbers = [];
    private readonly Dictionary<int, FarEnd> _farEnds = [];
    private int _openedVoice;
    private uint _lease;

    public RouterRig(RouterOptions? options = null)
    {
        Links = new LinkReceiver(VoiceSocket, Time, () => { });
        Core = new RouterCore(options ?? new RouterOptions(), Time, Socket, Host, VoiceSocket, Links);
    }

    public FakeTimeProvider Time { get; } = new();

    public RecordingSocket Socket { get; } = new();

    public RecordingSocket VoiceSocket { get; } = new();

    public LinkReceiver Links { get; }

    public RecordingHost Host { get; } = new();

    public RouterCore Core { get; }

    public RouterCounters Counters => Core.Cells.Snapshot(default, default, Links.Cells);

    public StreamId LastStream => Host.Of(RouterEventKind.StreamStarted).Last().Stream;

    public static PeerAddress Address(int port) => PeerAddress.FromV4(0x0A00_0000u + (uint)port, 62031);

    public static RepeaterId Repeater(int port) => new(452000u + (uint)port);

    public PortId Open(int port, byte colorCode = 1, bool manyCalls = false)
    {
        _numbers[Address(port)] = port;
        Obey(new RouterCommand.OpenPort(new PortId(port), new PortDescription(Repeater(port), Address(port), new ColorCode(colorCode), manyCalls)));
        return new PortId(port);
    }

    /// <summary>Opens a port that is a voice link; its far end is a base station's that has been heard once, unless it keeps silent.</summary>
    public FarEnd OpenLink(int port, byte? colorCode = 1, bool manyCalls = false, bool silent = false)
    {
        var far = new FarEnd(port, Time);
        _farEnds[port] = far;
        Obey(new RouterCommand.OpenLink(new PortId(port), far.Near, new LinkPortDescription(colorCode is { } code ? new ColorCode(code) : null, manyCalls)));
        if (!silent) ReceiveVoice(far.Address, far.KeepAlive());
        return far;
    }

    /// <summary>Opens a link to another node, whose end the far end is; with the key number of a session of its own.</summary>
    public FarEnd OpenNode(int port, int? session = null, bool silent = false)
    {
        var far = new FarEnd(session ?? port, Time);
        _farEnds[port] = far;
        Obey(new RouterCommand.OpenLink(new PortId(port), far.Near, LinkPortDescription.Nodes));
        if (!silent) ReceiveVoice(far.Address, far.KeepAlive());
        return far;
    }

    /// <summary>Datagrams that come in at the voice socket in one batch.</summary>
    public void ReceiveVoice(PeerAddress from, params IEnumerable<byte[]> datagrams)
    {
        VoiceSocket.Incoming.AddRange(datagrams.Select(datagram => (from, datagram)));
        Links.Receive(TimeSpan.Zero);
        while (Links.Ring.Count > 0)
        {
            Links.Ring.Peek(out RouterPort port, out BurstTrail trail, out DmrdPacket packet);
            Core.OnLinkBurst(port, packet, trail, Time.GetTimestamp());
            Links.Ring.Drop();
        }

        if (Links.TakeAnswersDue()) Core.KeepLinksAlive(Time.GetTimestamp());
    }

    /// <summary>What a far end was sent, opened as it came; the router's other datagrams are opened at their far ends, too.</summary>
    public List<SentBurst> HeardAt(FarEnd far)
    {
        for (; _openedVoice < VoiceSocket.Sent.Count; _openedVoice++)
        {
            (PeerAddress to, byte[] octets) = VoiceSocket.Sent[_openedVoice];
            _farEnds.Values.Single(each => each.Address == to && each.Owns(octets)).Hear(octets);
        }

        return far.Heard;
    }

    public void Receive(int port, byte[] datagram) => Core.OnDatagram(Address(port), datagram, Time.GetTimestamp());

    public void Obey(RouterCommand command) => Core.Obey(command, Time.GetTimestamp());

    public void Grant(StreamId stream, params Destination[] to) => Obey(new RouterCommand.Grant(stream, (uint)stream.Value | 0x8000_0000, new Route([.. to])));

    public void Reroute(StreamId stream, params Destination[] to) => Obey(new RouterCommand.Reroute(stream, new Route([.. to])));

    /// <summary>Orders where a spurt goes that comes from another node; without destinations, that it goes to nowhere yet.</summary>
    public void Relay(ulong call, ulong spurt, int? from, params Destination[] to) =>
        Obey(new RouterCommand.Relay(call, spurt, (uint)spurt, from is { } port ? new PortId(port) : null, new Route([.. to])));

    public void EndRelay(ulong call, ulong spurt) => Obey(new RouterCommand.Relay(call, spurt, 0, null, null));

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
