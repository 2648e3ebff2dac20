using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Routing;

/// <summary>The bursts of a stream that wait for a decision, or for destinations that join at its very start; at most 3.</summary>
internal sealed class KeptBursts
{
    public const int Most = 3;

    private readonly byte[] _octets = new byte[Most * DmrdPacket.Length];
    private int _oldest;

    public int Count { get; private set; }

    /// <summary>Whether the stream's first burst is the oldest kept one.</summary>
    public bool FromStart { get; private set; } = true;

    /// <summary>One kept burst, the oldest first.</summary>
    public DmrdPacket this[int index]
    {
        get
        {
            if (!DmrdPacket.TryRead(Place(index), out DmrdPacket packet)) throw new InvalidOperationException("A kept burst is no DMRD.");
            return packet;
        }
    }

    /// <summary>Keeps a burst; true when the oldest had to be dropped for it.</summary>
    public bool Add(in DmrdPacket packet)
    {
        bool full = Count == Most;
        if (full)
        {
            _oldest = (_oldest + 1) % Most;
            Count--;
            FromStart = false;
        }

        Span<byte> place = Place(Count++);
        packet.Octets[..DmrdPacket.ShortLength].CopyTo(place);
        place[DmrdPacket.ShortLength..].Clear();
        return full;
    }

    /// <summary>Forgets all; what is kept from now on is not the start.</summary>
    public void Clear()
    {
        Count = 0;
        FromStart = false;
    }

    /// <summary>For a new stream.</summary>
    public void Reset()
    {
        Count = 0;
        FromStart = true;
    }

    private Span<byte> Place(int index) => _octets.AsSpan((_oldest + index) % Most * DmrdPacket.Length, DmrdPacket.Length);
}
