using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Routing;

/// <summary>The bursts of a stream that wait for a decision, or for destinations that join at its very start; at most 3.</summary>
internal sealed class KeptBursts
{
    public const int Most = 3;

    private readonly byte[] _octets = new byte[Most * DmrdPacket.Length];
    private readonly BurstTrail[] _trails = new BurstTrail[Most];
    private int _oldest;

    public int Count { get; private set; }

    /// <summary>Whether the stream's first burst is the oldest kept one.</summary>
    public bool FromStart { get; private set; } = true;

    /// <summary>One kept burst, the oldest first.</summary>
    public DmrdPacket this[int index]
    {
        get
        {
            if (!DmrdPacket.TryRead(Octets(Place(index)), out DmrdPacket packet)) throw new InvalidOperationException("A kept burst is no DMRD.");
            return packet;
        }
    }

    /// <summary>What else is known of one kept burst.</summary>
    public ref readonly BurstTrail Trail(int index) => ref _trails[Place(index)];

    /// <summary>Keeps a burst; true when the oldest had to be dropped for it.</summary>
    public bool Add(in DmrdPacket packet, in BurstTrail trail)
    {
        bool full = Count == Most;
        if (full)
        {
            _oldest = (_oldest + 1) % Most;
            Count--;
            FromStart = false;
        }

        int place = Place(Count++);
        Span<byte> octets = Octets(place);
        packet.Octets[..DmrdPacket.ShortLength].CopyTo(octets);
        DmrdPatch.SetBitErrors(octets, packet.BitErrors);
        DmrdPatch.SetRssi(octets, packet.Rssi);
        _trails[place] = trail;
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

    private int Place(int index) => (_oldest + index) % Most;

    private Span<byte> Octets(int place) => _octets.AsSpan(place * DmrdPacket.Length, DmrdPacket.Length);
}
