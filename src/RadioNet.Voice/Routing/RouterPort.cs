using RadioNet.Protocols;
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
    {
        Id = id;
        Repeater = description.Repeater;
        ColorCode = description.ColorCode;
        ManyCalls = description.ManyCalls;
        _peer = description.Peer;
        if (ManyCalls) _many = new Dictionary<StreamKey, IncomingStream>(new StreamKey.SecretComparer());
    }

    public PortId Id { get; }

    public RepeaterId Repeater { get; }

    public ColorCode ColorCode { get; }

    public bool ManyCalls { get; }

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
