using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Routing;

/// <summary>
/// The bursts of a stream that wait for a decision, or for destinations that join at its very start; at most 3. A grant that comes
/// on time makes the stream's first three its start, a late one the last three before it and the next three: the timeslots answer
/// after the floor, and who has one by then hears what is kept.
/// </summary>
internal sealed class KeptBursts
{
    public const int Most = 3;

    private readonly byte[] _octets = new byte[Most * DmrdPacket.Length];
    private readonly BurstTrail[] _trails = new BurstTrail[Most];
    private int _oldest;
    private int _room;
    private bool _fromStart = true;

    public int Count { get; private set; }

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
            _fromStart = false;
        }

        int place = Place(Count++);
        Span<byte> octets = Octets(place);
        packet.Octets[..DmrdPacket.ShortLength].CopyTo(octets);
        DmrdPatch.SetBitErrors(octets, packet.BitErrors);
        DmrdPatch.SetRssi(octets, packet.Rssi);
        _trails[place] = trail;
        return full;
    }

    /// <summary>The stream is granted, and was not before.</summary>
    public void BeginStart() => _room = _fromStart ? Most - Count : Most;

    /// <summary>Keeps a burst of a granted stream while that is at its start; then forgets all.</summary>
    public void AddAtStart(in DmrdPacket packet, in BurstTrail trail)
    {
        if (_room == 0)
        {
            Clear();
            return;
        }

        _room--;
        Add(packet, trail);
    }

    /// <summary>Forgets all; what is kept from now on is not the start.</summary>
    public void Clear()
    {
        Count = 0;
        _room = 0;
        _fromStart = false;
    }

    /// <summary>For a new stream.</summary>
    public void Reset()
    {
        Count = 0;
        _room = 0;
        _fromStart = true;
    }

    private int Place(int index) => (_oldest + index) % Most;

    private Span<byte> Octets(int place) => _octets.AsSpan(place * DmrdPacket.Length, DmrdPacket.Length);
}
