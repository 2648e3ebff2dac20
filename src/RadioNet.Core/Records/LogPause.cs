namespace RadioNet.Core.Records;

/// <summary>Lets one line a minute into the log, and counts for it what there would have been a line of. Safe from any thread.</summary>
internal sealed class LogPause(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private long? _said;
    private long _count;

    /// <summary>Something happened that is worth a line: whether it may be written now.</summary>
    /// <param name="count">How often it has happened.</param>
    public bool MayLog(out long count)
    {
        lock (_gate)
        {
            count = ++_count;
            if (_said is { } said && time.GetElapsedTime(said) < Pause)
            {
                return false;
            }

            _said = time.GetTimestamp();
            return true;
        }
    }
}
