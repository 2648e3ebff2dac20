using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;

namespace RadioNet.Voice.Routing;

/// <summary>
/// Opened bursts of voice links on their way to the router's thread, each as a DMRD with its trail: one writer, one reader, all room
/// taken at the start. A full ring refuses the newest.
/// </summary>
/// <param name="capacity">Bursts; a power of two.</param>
internal sealed class LinkRing(int capacity)
{
    private readonly Place[] _places = new Place[capacity];
    private readonly byte[] _octets = new byte[capacity * DmrdPacket.Length];
    private readonly int _mask = capacity - 1;
    private long _written;
    private long _read;

    /// <summary>How many bursts wait; on the reader's thread a lower bound.</summary>
    public int Count => (int)(Volatile.Read(ref _written) - _read);

    /// <summary>The oldest waiting burst; there must be one.</summary>
    public void Peek(out RouterPort port, out BurstTrail trail, out DmrdPacket packet)
    {
        int index = (int)_read & _mask;
        (port, trail) = (_places[index].Port, _places[index].Trail);
        if (!DmrdPacket.TryRead(Octets(index), out packet)) throw new InvalidOperationException("A burst in the ring is no DMRD.");
    }

    /// <summary>Forgets the oldest waiting burst.</summary>
    public void Drop() => Volatile.Write(ref _read, _read + 1);

    /// <summary>Adds a burst; false when there is no room.</summary>
    public bool TryWrite(RouterPort port, in VoiceLinkPacket packet, long arrived)
    {
        long at = _written;
        if (at - Volatile.Read(ref _read) > _mask) return false;
        int index = (int)at & _mask;
        LinkBurst burst = packet.Burst;
        _places[index] = new Place(port, new BurstTrail(arrived, burst.Call, burst.Spurt, burst.Hops));
        new DmrdHeader
        {
            Sequence = (byte)(packet.Header.Timestamp / VoiceLinkPacket.TicksPerBurst),
            Source = burst.Source,
            Target = burst.Target,
            TargetKind = burst.TargetKind,
            Slot = burst.Slot,
            Burst = burst.Burst,
            StreamId = packet.Header.Ssrc,
        }.Write(Octets(index), packet.Payload, burst.BitErrors, burst.Rssi);
        Volatile.Write(ref _written, at + 1);
        return true;
    }

    private Span<byte> Octets(int index) => _octets.AsSpan(index * DmrdPacket.Length, DmrdPacket.Length);

    private readonly record struct Place(RouterPort Port, BurstTrail Trail);
}
