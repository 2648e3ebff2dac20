using Microsoft.Extensions.Time.Testing;

namespace RadioNet.Core.Tests;

/// <summary>A clock of the test's that knows when who waits by it wants to wake.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private int _armed;

    /// <summary>How many timers were made.</summary>
    public int Armed => Volatile.Read(ref _armed);

    /// <summary>When the last one of them is due.</summary>
    public DateTimeOffset Due { get; private set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Due = GetUtcNow() + dueTime;
        Interlocked.Increment(ref _armed);
        return timer;
    }
}
