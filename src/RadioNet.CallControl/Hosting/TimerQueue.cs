using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Hosting;

/// <summary>The timers of machines. Belongs to the one thread that hosts them.</summary>
/// <param name="time">The clock.</param>
public sealed class TimerQueue(TimeProvider time)
{
    private readonly PriorityQueue<Letter, long> _due = new();

    /// <summary>Sets a timer.</summary>
    public void Set(ToClock.Set asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var at = time.GetTimestamp() + (long)(asked.After.TotalSeconds * time.TimestampFrequency);
        _due.Enqueue(new Letter(asked.Owner, new TimerFired(asked.Timer, asked.Generation)), at);
    }

    /// <summary>The next letter whose time has come.</summary>
    public bool TryTake(out Letter letter)
    {
        if (_due.TryPeek(out letter, out var at) && at <= time.GetTimestamp())
        {
            _due.Dequeue();
            return true;
        }

        letter = default;
        return false;
    }

    /// <summary>How long until the next one, at most the given time.</summary>
    public TimeSpan UntilNext(TimeSpan longest)
    {
        if (!_due.TryPeek(out _, out var at))
        {
            return longest;
        }

        var left = time.GetElapsedTime(time.GetTimestamp(), at);
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < longest ? left : longest;
    }
}
