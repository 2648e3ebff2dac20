using System.Buffers;

namespace RadioNet.Protocols.Ambe3000;

/// <summary>Finds packets in octets as they come, in pieces of any length. It allocates nothing once it is made.</summary>
public sealed class AmbePacketReader
{
    private readonly byte[] _octets = new byte[4 * AmbePacket.LongestOctets];
    private int _from;
    private int _to;

    /// <summary>Octets so far that belonged to no packet.</summary>
    public long Junk { get; private set; }

    /// <summary>
    /// Room for octets as they come; <see cref="Added"/> says how many did. All packets must have been taken before: what is left
    /// then is less than one packet, so there always is room.
    /// </summary>
    public Span<byte> Room()
    {
        _octets.AsSpan(_from, _to - _from).CopyTo(_octets);
        (_from, _to) = (0, _to - _from);
        return _octets.AsSpan(_to);
    }

    /// <summary>Takes so many octets at the beginning of <see cref="Room"/>.</summary>
    public void Added(int count) => _to += count;

    /// <summary>Takes the next whole packet. It is readable until <see cref="Room"/> is asked for.</summary>
    public bool TryTake(out AmbePacket packet)
    {
        while (true)
        {
            var status = AmbePacket.TryRead(_octets.AsSpan(_from, _to - _from), out packet, out int consumed);
            _from += consumed;
            if (status == OperationStatus.Done) return true;
            if (status == OperationStatus.NeedMoreData) return false;
            Junk += consumed;
        }
    }

    /// <summary>Forgets a packet of which only a part has come.</summary>
    public void Clear()
    {
        Junk += _to - _from;
        (_from, _to) = (0, 0);
    }
}
