namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>A host that does what is due a little late: by how much is drawn once for each time that something is due at.</summary>
internal sealed class LateHost
{
    private TimeSpan _due = TimeSpan.MaxValue;
    private TimeSpan _at;

    public TimeSpan DueAt(TimeSpan due, TimeSpan now, Func<TimeSpan> lateness)
    {
        if (due == TimeSpan.MaxValue) return due;
        if (due == _due && _at > now) return _at;
        _due = due;
        _at = (due > now ? due : now) + lateness();
        return _at;
    }
}
