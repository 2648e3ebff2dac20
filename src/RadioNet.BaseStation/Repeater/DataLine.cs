using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.BaseStation.Repeater;

/// <summary>
/// Data and control bursts that wait for their timeslot, between its voice streams. The first of a row waits for as long as a
/// voice stream's, so that the row is not torn; each waits 2 s at most, then it is dropped and counted.
/// </summary>
internal sealed class DataLine(RepeaterContext context)
{
    /// <summary>Bursts that can wait.</summary>
    public const int Capacity = 32;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly byte[] _octets = new byte[Capacity * BurstLayout.BurstOctets];
    private readonly Entry[] _entries = new Entry[Capacity];
    private int _first;
    private TimeSpan _release;

    /// <summary>Bursts that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a row is being sent.</summary>
    public bool IsFlowing { get; private set; }

    /// <summary>When the first that waits may be sent.</summary>
    public TimeSpan ReleaseAt => Count == 0 ? TimeSpan.MaxValue : _release;

    /// <summary>What the last burst that was sent is.</summary>
    public SlotActivity Activity { get; private set; }

    /// <summary>Whom it is for.</summary>
    public uint Target { get; private set; }

    /// <summary>Takes a burst.</summary>
    /// <param name="kind">A data or control burst.</param>
    /// <param name="order">Its place in its stream, by which an overtaken one is put back; bursts of other streams stay behind.</param>
    /// <param name="burst">33 octets.</param>
    /// <param name="kindOfTarget">What the target names.</param>
    /// <param name="target">Whom it is for.</param>
    /// <param name="delay">How long a row waits before its first burst.</param>
    /// <param name="now">The time.</param>
    public void Add(
        DmrdBurst kind, (uint Stream, uint Timestamp) order, ReadOnlySpan<byte> burst, AddressKind kindOfTarget, uint target, TimeSpan delay, TimeSpan now)
    {
        if (Count == Capacity) DropFirst();
        if (Count == 0 && !IsFlowing) _release = now + delay;
        int at = Count++;
        for (; at > 0 && IsAfter(At(at - 1).Order, order); at--)
        {
            At(at) = At(at - 1);
            Octets(at - 1).CopyTo(Octets(at));
        }

        At(at) = new Entry(kind, order, kindOfTarget, target, now + Longest);
        burst.CopyTo(Octets(at));
    }

    /// <summary>Takes the next burst out, when it is time; false when there is none.</summary>
    public bool TryTake(TimeSpan now, Span<byte> burst, out DmrdBurst kind)
    {
        kind = default;
        while (Count > 0 && At(0).Until < now) DropFirst();
        IsFlowing &= Count > 0;
        if (Count == 0 || (!IsFlowing && now < _release)) return false;
        ref var entry = ref At(0);
        kind = entry.Kind;
        (Activity, Target) = (ActivityOf(entry), entry.Target);
        Octets(0).CopyTo(burst);
        Forget();
        IsFlowing = true;
        return true;
    }

    /// <summary>Forgets what waits.</summary>
    public void Clear() => (Count, IsFlowing) = (0, false);

    private static bool IsAfter((uint Stream, uint Timestamp) former, (uint Stream, uint Timestamp) order) =>
        former.Stream == order.Stream && (int)(former.Timestamp - order.Timestamp) > 0;

    private static SlotActivity ActivityOf(in Entry entry) => (entry.Kind, entry.TargetKind) switch
    {
        (DmrdBurst.Csbk or DmrdBurst.MbcHeader or DmrdBurst.MbcContinuation, AddressKind.Group) => SlotActivity.GroupCsbk,
        (DmrdBurst.Csbk or DmrdBurst.MbcHeader or DmrdBurst.MbcContinuation, _) => SlotActivity.UnitCsbk,
        (_, AddressKind.Group) => SlotActivity.GroupData,
        _ => SlotActivity.UnitData,
    };

    private void DropFirst()
    {
        context.Counters.DataDropped++;
        Forget();
    }

    private void Forget()
    {
        _first = (_first + 1) % Capacity;
        Count--;
    }

    private ref Entry At(int index) => ref _entries[(_first + index) % Capacity];

    private Span<byte> Octets(int index) =>
        _octets.AsSpan((_first + index) % Capacity * BurstLayout.BurstOctets, BurstLayout.BurstOctets);

    private readonly record struct Entry(
        DmrdBurst Kind, (uint Stream, uint Timestamp) Order, AddressKind TargetKind, uint Target, TimeSpan Until);
}
