using RadioNet.Protocols.Dmr;

namespace RadioNet.BaseStation.Repeater;

/// <summary>
/// A radio's voice whose header was lost: its superframe's bursts are kept until their embedded link control is whole, which is at
/// burst E, so that none of them is lost (ETSI TS 102 361-1, clause 7.1.3.1).
/// </summary>
internal sealed class LateEntry
{
    private readonly byte[] _octets = new byte[EmbeddedLinkControl.Fragments * BurstLayout.BurstOctets + BurstLayout.BurstOctets];
    private readonly Kept[] _kept = new Kept[EmbeddedLinkControl.Fragments + 1];
    private EmbeddedLinkControlAccumulator _embedded;

    /// <summary>Bursts kept, the last one among them.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a burst of our colour code was heard.</summary>
    public bool IsOurs { get; private set; }

    /// <summary>One kept burst's place, signal strength and time, the oldest first.</summary>
    public Kept this[int index] => _kept[index];

    /// <summary>One kept burst's 33 octets.</summary>
    public Span<byte> Burst(int index) => _octets.AsSpan(index * BurstLayout.BurstOctets, BurstLayout.BurstOctets);

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        (Count, IsOurs) = (0, false);
        _embedded.Reset();
    }

    /// <summary>Takes the next voice burst; true when the link control of its superframe is whole.</summary>
    public bool TryAdd(int index, ReadOnlySpan<byte> burst, int? dbm, TimeSpan now, out LinkControl lc)
    {
        IsOurs |= index > 0;
        if (Count > 0 && index != _kept[Count - 1].Index + 1 || Count == _kept.Length)
        {
            Count = 0;
            _embedded.Reset();
        }

        burst.CopyTo(Burst(Count));
        _kept[Count++] = new Kept(index, dbm, now);
        lc = default;
        return index > 0 && _embedded.TryAdd(burst, out lc);
    }

    /// <summary>A kept burst.</summary>
    internal readonly record struct Kept(int Index, int? Dbm, TimeSpan Came);
}
