using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Repeater;

/// <summary>
/// For how long the modem surely has something to send on one timeslot: 60 ms for each burst that was sent, less the time since it
/// began to take them, raised by each status that tells of more (firmware-interfaces/mmdvm-modem, section "Status"). The modem's
/// own time is up to 60 ms longer, by where its next turn is.
/// </summary>
internal sealed class ModemQueue
{
    // While the modem has enough, bursts are so far apart that a refusal is surely the last one's; a late host catches up at once.
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Enough = 2 * RepeaterContext.Burst;

    // How old a status may be: within so long of a burst or an abort it may not know of that.
    private static readonly TimeSpan StatusAge = TimeSpan.FromMilliseconds(20);

    // After its last burst a simplex modem may still be on the air for so long.
    private static readonly TimeSpan Tail = TimeSpan.FromMilliseconds(300);

    // The modem makes a burst so long before it is on the air.
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(30);

    private TimeSpan _waiting;
    private TimeSpan _from = TimeSpan.MaxValue;
    private TimeSpan _lastSent = TimeSpan.MinValue;
    private TimeSpan _lastChange = TimeSpan.MinValue;

    /// <summary>The time for which the modem has something to send.</summary>
    public TimeSpan Waiting(TimeSpan now)
    {
        if (now <= _from) return _waiting;
        var left = _waiting - (now - _from);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>When it will be empty, if nothing more is sent; never while the modem takes none.</summary>
    public TimeSpan EmptyAt => _from == TimeSpan.MaxValue ? TimeSpan.MaxValue : _from + _waiting;

    /// <summary>From when a simplex modem has surely ended what it had, and would begin with a preamble.</summary>
    public TimeSpan SilentAt =>
        _from == TimeSpan.MaxValue ? _waiting == TimeSpan.Zero ? TimeSpan.MinValue : TimeSpan.MaxValue : EmptyAt + Tail;

    /// <summary>
    /// When the next burst may be sent so that not more than so many wait; zero, which is always past, when nothing restrains it, and
    /// never while the modem takes none and they do.
    /// </summary>
    public TimeSpan RoomAt(int target, TimeSpan now)
    {
        var spaced = Waiting(now) < Enough || _lastSent == TimeSpan.MinValue ? TimeSpan.Zero : _lastSent + Spacing;
        var excess = _waiting - (target - 1) * RepeaterContext.Burst;
        if (excess <= TimeSpan.Zero) return spaced;
        if (_from == TimeSpan.MaxValue) return TimeSpan.MaxValue;
        var room = _from + excess;
        return room > spaced ? room : spaced;
    }

    /// <summary>A burst was sent.</summary>
    public void Sent(TimeSpan now)
    {
        Set(Waiting(now) + RepeaterContext.Burst, now);
        (_lastSent, _lastChange) = (now, now);
    }

    /// <summary>What waits will be on the air after a time, and not before.</summary>
    public void ResumeAfter(TimeSpan time, TimeSpan now) => (_waiting, _from) = (Waiting(now), now + time - Ahead);

    /// <summary>The modem takes none.</summary>
    public void Pause(TimeSpan now) => (_waiting, _from) = (Waiting(now), TimeSpan.MaxValue);

    /// <summary>Nothing is in the modem, which takes nothing.</summary>
    public void Clear() => (_waiting, _from, _lastSent, _lastChange) =
        (TimeSpan.Zero, TimeSpan.MaxValue, TimeSpan.MinValue, TimeSpan.MinValue);

    /// <summary>The modem told how many bursts its queue still takes.</summary>
    /// <param name="space">How many.</param>
    /// <param name="age">How long ago it may have been told, by a host that reads late: what waited then may have been sent since.</param>
    /// <param name="now">The time.</param>
    public void Status(int space, TimeSpan age, TimeSpan now)
    {
        int bursts = Math.Clamp(StatusReply.EmptyDmrSpace - space, 0, StatusReply.EmptyDmrSpace);
        var least = bursts * RepeaterContext.Burst;
        var most = least + RepeaterContext.Burst;
        var waiting = Waiting(now);
        if (_lastChange != TimeSpan.MinValue && now - _lastChange < StatusAge) return;
        var surely = least - (age > StatusAge ? age : StatusAge);
        if (waiting < surely) Set(surely, now);
        else if (waiting > most) Set(least, now);
    }

    /// <summary>The modem refused the last burst: it is worth another try when one of those that wait is gone.</summary>
    public void Refused(int target, TimeSpan now) => Set(target * RepeaterContext.Burst, now);

    /// <summary>What waits was thrown away; the modem pauses.</summary>
    public void Abort(TimeSpan now)
    {
        var end = now + ModemTimers.DmrAbort - Ahead;
        (_waiting, _lastChange) = (TimeSpan.Zero, now);
        if (_from < end) _from = end;
    }

    private void Set(TimeSpan waiting, TimeSpan now)
    {
        _waiting = waiting;
        if (_from < now) _from = now;
    }
}
