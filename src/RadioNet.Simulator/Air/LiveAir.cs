namespace RadioNet.Simulator.Air;

/// <summary>
/// A virtual air in real time, for several threads: each thing that is done on it happens now, after all that was due before.
/// The threads of its modems drive it; with no modem on it, it stands still between two calls.
/// </summary>
public sealed class LiveAir
{
    private readonly Lock _gate = new();
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

    /// <summary>Does something on the air, now, alone.</summary>
    public T Do<T>(Func<VirtualAir, TimeSpan, T> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        T result;
        lock (_gate)
        {
            var now = Now;
            _air.Advance(now);
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
        (air, now) = (_air, Now);
        air.Advance(now);
        return scope;
    }
}
