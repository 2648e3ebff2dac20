using RadioNet.Protocols;
using RadioNet.Voice.Links;
using RadioNet.Voice.Recording;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>An open port, as the router keeps it; all but <see cref="LastHeard"/> belongs to the router's thread.</summary>
internal sealed class RouterPort
{
    private readonly PeerAddress _peer;
    private readonly IncomingStream?[] _incoming = new IncomingStream?[2];
    private readonly OutgoingSlot[] _outgoing = [new(), new()];
    private readonly Dictionary<StreamKey, IncomingStream>? _many;
    private long _lastHeard;

    public RouterPort(PortId id, PortDescription description)
        : this(id, description.ColorCode, description.ManyCalls)
    {
        Repeater = description.Repeater;
        _peer = description.Peer;
    }

    public RouterPort(PortId id, VoiceLink link, LinkPortDescription description)
        : this(id, description.ColorCode, description.ManyCalls) => (Link, BetweenNodes) = (link, description.BetweenNodes);

    public RouterPort(PortId id, RecorderRing recorder)
        : this(id, null, manyCalls: true) => Recorder = recorder;

    public RouterPort(PortId id, TalkRing talks)
        : this(id, TalkRing.ColorCode, manyCalls: true) => Talks = talks;

    private RouterPort(PortId id, ColorCode? colorCode, bool manyCalls)
    {
        (Id, ColorCode, ManyCalls) = (id, colorCode, manyCalls);
        if (ManyCalls) _many = new Dictionary<StreamKey, IncomingStream>(new StreamKey.SecretComparer());
    }

    public PortId Id { get; }

    /// <summary>The voice link that it is; null when it is a Homebrew session.</summary>
    public VoiceLink? Link { get; }

    /// <summary>Who takes bursts in this process, to record or to play them, when it is that; else null.</summary>
    public RecorderRing? Recorder { get; }

    /// <summary>What consoles say, when it is that; else null.</summary>
    public TalkRing? Talks { get; }

    /// <summary>Whether it is the other end of a Homebrew session, with an address of its own.</summary>
    public bool IsSession => Link is null && Recorder is null && Talks is null;

    public RepeaterId Repeater { get; }

    /// <summary>Its colour code; null when bursts of any pass.</summary>
    public ColorCode? ColorCode { get; }

    public bool ManyCalls { get; }

    /// <summary>Whether another node is behind it: its streams follow orders, and are announced to nobody.</summary>
    public bool BetweenNodes { get; }

    /// <summary>Whether it was closed: bursts of a link may still wait in the ring.</summary>
    public bool IsClosed { get; set; }

    public ref readonly PeerAddress Peer => ref _peer;

    /// <summary>Streams in the pool that came in here.</summary>
    public int Streams { get; set; }

    /// <summary>When the last burst came, <see cref="TimeProvider.GetTimestamp"/> ticks; 0 before the first. Read from any thread.</summary>
    public long LastHeard
    {
        get => Volatile.Read(ref _lastHeard);
        set => Volatile.Write(ref _lastHeard, value);
    }

    /// <summary>
    /// The stream that a burst with this key meets: the one with the key, or on a timeslot whichever came last there.
    /// </summary>
    public IncomingStream? Meet(StreamKey key) => _many is null ? _incoming[Index(key.Slot)] : _many.GetValueOrDefault(key);

    public void Attach(IncomingStream stream)
    {
        if (_many is null) _incoming[Index(stream.Key.Slot)] = stream;
        else _many[stream.Key] = stream;
        stream.Attached = true;
    }

    public void Detach(IncomingStream stream)
    {
        if (!stream.Attached) return;
        if (_many is null) _incoming[Index(stream.Key.Slot)] = null;
        else _many.Remove(stream.Key);
        stream.Attached = false;
    }

    /// <summary>Who is sent to a timeslot; meaningless on a port that carries many calls.</summary>
    public OutgoingSlot Outgoing(Timeslot slot) => _outgoing[Index(slot)];

    private static int Index(Timeslot slot) => slot == Timeslot.Two ? 1 : 0;
}
