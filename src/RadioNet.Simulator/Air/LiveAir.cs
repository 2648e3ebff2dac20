namespace RadioNet.Simulator.Air;

/// <summary>
/// A virtual air in real time, for several threads: each thing that is done on it happens now, after all that was due before.
/// The threads of its modems drive it; with no modem on it, it stands still between two calls.
/// </summary>
public sealed class LiveAir
{
    /// <summary>Less is the ordinary play of a machine's timers.</summary>
    private static readonly TimeSpan LeastLate = TimeSpan.FromMilliseconds(30);

    private readonly Lock _gate = new();
    private readonly LatenessLog _late = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly VirtualAir _air;

    /// <summary>Lets an air live.</summary>
    /// <param name="air">The air; nobody else may touch it any more. Null: a new one.</param>
    /// <param name="time">The clock; null for the system's monotonic one.</param>
    public LiveAir(VirtualAir? air = null, TimeProvider? time = null)
    {
        _air = air ?? new VirtualAir();
        _time = time ?? TimeProvider.System;
        _start = _time.GetTimestamp();
    }

    /// <summary>Raised in the thread that did something, when something may be due earlier than it was.</summary>
    internal event Action? Stirred;

    /// <summary>The time on it, from its beginning.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>A time on it, as ticks of its clock's timestamp.</summary>
    public long TimestampOf(TimeSpan at) => _start + (long)(at.TotalSeconds * _time.TimestampFrequency);

    /// <summary>
    /// By how much what was due between two timestamps came too late at the most, as far as it is remembered: by so much the machine is too
    /// slow, or busy with other things.
    /// </summary>
    public TimeSpan LatenessBetween(long from, long to) => _time.GetElapsedTime(0, _late.LongestBetween(from, to));

    /// <summary>Does something on the air, now, alone.</summary>
    public T Do<T>(Func<VirtualAir, TimeSpan, T> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        T result;
        lock (_gate)
        {
            var now = Advance();
            result = action(_air, now);
        }

        Stirred?.Invoke();
        return result;
    }

    /// <inheritdoc cref="Do{T}"/>
    public void Do(Action<VirtualAir, TimeSpan> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Do((air, now) =>
        {
            action(air, now);
            return true;
        });
    }

    /// <summary>Takes the air for one who drives it: advanced up to now; give it back by leaving the scope.</summary>
    internal Lock.Scope Enter(out VirtualAir air, out TimeSpan now)
    {
        var scope = _gate.EnterScope();
        (air, now) = (_air, Advance());
        return scope;
    }

    private TimeSpan Advance()
    {
        var (now, due) = (Now, _air.NextDue);
        if (due < now - LeastLate) _late.Note(TimestampOf(due), TimestampOf(now));
        _air.Advance(now);
        return now;
    }
}
