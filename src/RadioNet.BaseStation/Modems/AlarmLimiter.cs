namespace RadioNet.BaseStation.Modems;

/// <summary>
/// Which alarms are open, and when there is one to tell: one of each kind in a given time. A state is complained of while it
/// holds, and its end is told at once; what happens in a moment is over when it has not happened again for that time.
/// </summary>
internal sealed class AlarmLimiter(TimeSpan interval)
{
    private static readonly int _kinds = Enum.GetValues<ModemAlarmKind>().Length;

    private readonly long[] _counts = new long[_kinds];
    private readonly TimeSpan[] _quietUntil = [.. Enumerable.Repeat(TimeSpan.MinValue, _kinds)];
    private readonly TimeSpan[] _overAt = [.. Enumerable.Repeat(TimeSpan.MaxValue, _kinds)];
    private int _holding;
    private int _open;

    /// <summary>When the next matter of a moment is over.</summary>
    public TimeSpan Due { get; private set; } = TimeSpan.MaxValue;

    /// <summary>Something happened that is over at once; how many there are to tell of, 0 when it is too early to tell.</summary>
    public long Happened(ModemAlarmKind kind, TimeSpan now)
    {
        _counts[(int)kind]++;
        SetOver((int)kind, now + interval);
        return Take(kind, now);
    }

    /// <summary>A matter of a moment that is over; false when there is none.</summary>
    public bool TryEnd(TimeSpan now, out ModemAlarmKind kind)
    {
        kind = default;
        if (now < Due) return false;
        int over = Array.IndexOf(_overAt, Due);
        SetOver(over, TimeSpan.MaxValue);
        kind = (ModemAlarmKind)over;
        return true;
    }

    /// <summary>A state holds, perhaps still; how often it began, when that is to be told, and else 0.</summary>
    public long Holds(ModemAlarmKind kind, TimeSpan now)
    {
        int bit = 1 << (int)kind;
        if ((_holding & bit) == 0) _counts[(int)kind]++;
        _holding |= bit;
        if ((_open & bit) != 0) return 0;
        long count = Take(kind, now);
        if (count > 0) _open |= bit;
        return count;
    }

    /// <summary>A state does not hold; whether that is to be told, as its beginning was.</summary>
    public bool Ended(ModemAlarmKind kind)
    {
        int bit = 1 << (int)kind;
        bool wasOpen = (_open & bit) != 0;
        (_holding, _open) = (_holding & ~bit, _open & ~bit);
        return wasOpen;
    }

    private void SetOver(int kind, TimeSpan at)
    {
        (_overAt[kind], Due) = (at, TimeSpan.MaxValue);
        foreach (var over in _overAt) Due = over < Due ? over : Due;
    }

    private long Take(ModemAlarmKind kind, TimeSpan now)
    {
        long count = _counts[(int)kind];
        if (now < _quietUntil[(int)kind]) return 0;
        (_counts[(int)kind], _quietUntil[(int)kind]) = (0, now + interval);
        return count;
    }
}
