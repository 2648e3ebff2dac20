namespace RadioNet.BaseStation.Modems;

/// <summary>Counts what would be alarmed about, and lets one alarm of each kind through in a given time.</summary>
internal sealed class AlarmLimiter(TimeSpan interval)
{
    private static readonly int _kinds = Enum.GetValues<ModemAlarmKind>().Length;

    private readonly long[] _counts = new long[_kinds];
    private readonly TimeSpan[] _quietUntil = [.. Enumerable.Repeat(TimeSpan.MinValue, _kinds)];

    /// <summary>Counts one; how many there are to tell of, 0 when it is too early to tell.</summary>
    public long Count(ModemAlarmKind kind, TimeSpan now)
    {
        long count = ++_counts[(int)kind];
        if (now < _quietUntil[(int)kind]) return 0;
        (_counts[(int)kind], _quietUntil[(int)kind]) = (0, now + interval);
        return count;
    }
}
