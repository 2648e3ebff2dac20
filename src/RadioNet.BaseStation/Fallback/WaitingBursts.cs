using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Fallback;

/// <summary>The newest bursts of a spurt that is not decided yet; at most 3, as at a node.</summary>
internal sealed class WaitingBursts
{
    public const int Most = 3;

    private readonly byte[] _octets = new byte[Most * DmrdPacket.BurstLength];
    private readonly (LinkBurst Head, int Ahead)[] _heads = new (LinkBurst, int)[Most];
    private int _oldest;

    public int Count { get; private set; }

    /// <summary>One burst's head, and how many of 60 ms it comes after the one before; the oldest first.</summary>
    public ref readonly (LinkBurst Head, int Ahead) this[int index] => ref _heads[Place(index)];

    /// <summary>One burst's 33 octets.</summary>
    public ReadOnlySpan<byte> Burst(int index) => Octets(Place(index));

    /// <summary>Keeps a burst, in place of the oldest where there is no room.</summary>
    public void Add(in LinkBurst head, ReadOnlySpan<byte> burst, int ahead)
    {
        if (Count == Most)
        {
            _oldest = Place(1);
            Count--;
        }

        var place = Place(Count++);
        _heads[place] = (head, ahead);
        burst.CopyTo(Octets(place));
    }

    public void Clear() => Count = 0;

    private int Place(int index) => (_oldest + index) % Most;

    private Span<byte> Octets(int place) => _octets.AsSpan(place * DmrdPacket.BurstLength, DmrdPacket.BurstLength);
}
