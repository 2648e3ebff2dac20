using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Repeater;

/// <summary>
/// The carrier's transmitter: on when something is to be sent, and for the hang time after; off when it has sent as much as it may
/// (firmware-interfaces/mmdvm-modem, section "DMR"). A simplex one switches itself on with the first burst.
/// </summary>
internal sealed class Transmitter(RepeaterContext context, SlotOutput slot1, SlotOutput slot2)
{
    // Longer than the modem's clock can be behind ours when its queue seems empty.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(120);

    // A status that was on its way doesn't know of the last command.
    private static readonly TimeSpan StatusAge = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    private readonly DutyMeter _duty = new();
    private ModemState _state;
    private TimeSpan _lastBusy = TimeSpan.MinValue;
    private TimeSpan _wokenUntil = TimeSpan.MinValue;
    private TimeSpan _switched = TimeSpan.MinValue;
    private TimeSpan _asked = TimeSpan.MinValue;
    private bool _isOn;
    private bool _hasRest1;
    private bool _hasRest2;

    /// <summary>Whether it is on.</summary>
    public bool IsOn => _isOn;

    /// <summary>Whether something is to be sent, for which the modem must be in the state DMR.</summary>
    public bool NeedsDmrState { get; private set; }

    /// <summary>The share of the duty cycle's window for which it was on, 0 to 1.</summary>
    public double DutyShare => _duty.Share;

    /// <summary>A radio woke it: it is on for the hang time, whether it may send or not, for an emergency may follow.</summary>
    public void Wake(TimeSpan now) => _wokenUntil = now + Longer(context.Settings.TransmitHang, Least);

    /// <summary>The modem has a state.</summary>
    public void OnState(ModemState state, TimeSpan now)
    {
        _state = state;
        if (state == ModemState.Dmr || !_isOn) return;

        // It left its state, and with it switched its transmitter off: its watchdog does that.
        slot1.Queue.Pause(now);
        slot2.Queue.Pause(now);
        SwitchedTo(false, now);
    }

    /// <summary>The modem told its state, flags and queues, at most so long ago.</summary>
    public void OnStatus(in StatusReply status, TimeSpan age, TimeSpan now)
    {
        OnState(status.State, now);
        if (_isOn || !context.Settings.Duplex)
        {
            slot1.Queue.Status(status.DmrSlot1Space, age, now);
            slot2.Queue.Status(status.DmrSlot2Space, age, now);
        }
        else
        {
            _hasRest1 = status.DmrSlot1Space < StatusReply.EmptyDmrSpace && !slot1.IsSending(now);
            _hasRest2 = status.DmrSlot2Space < StatusReply.EmptyDmrSpace && !slot2.IsSending(now);
        }

        bool isKeyed = (status.Flags & ModemStatusFlags.Transmitting) != 0;
        if (!context.Settings.Duplex || _state != ModemState.Dmr || isKeyed == _isOn || (_switched != TimeSpan.MinValue && now - age - _switched < StatusAge)) return;
        context.Counters.SwitchedAgain++;
        Switch(_isOn, now);
    }

    /// <summary>The modem refused DMR_START: it is in another state than we think.</summary>
    public void OnStartRefused(TimeSpan now) => OnState(ModemState.Idle, now);

    /// <summary>The modem is gone.</summary>
    public void Forget(TimeSpan now)
    {
        Measure(now);
        if (_isOn) SwitchedTo(false, now);
        (_state, NeedsDmrState, _hasRest1, _hasRest2) = (ModemState.Idle, false, false, false);
        ForgetHold();
    }

    /// <summary>Measures the duty cycle anew.</summary>
    public void Configured(TimeSpan now)
    {
        if (_duty.Window != context.Settings.DutyWindow) _duty.Reset(context.Settings.DutyWindow, now);
    }

    /// <summary>Switches off at once, whatever waits in the modem.</summary>
    public void Stop(TimeSpan now)
    {
        ForgetHold();
        if (_isOn && context.Settings.Duplex) SwitchOff(now);
    }

    /// <summary>Brings the duty cycle up to date; true when the limit was reached or is over.</summary>
    public bool Measure(TimeSpan now)
    {
        const double enough = 0.9;
        double limit = context.Settings.DutyLimit;
        _duty.Advance(_isOn, now);
        bool isLimited = limit < 1 && _duty.Share >= (context.IsLimited ? limit * enough : limit);
        if (isLimited == context.IsLimited) return false;
        context.IsLimited = isLimited;
        Tell(isLimited ? RepeaterEventKind.DutyLimitReached : RepeaterEventKind.DutyLimitOver);
        return true;
    }

    /// <summary>Switches as what is to be sent wants it.</summary>
    /// <param name="isBusy">Whether something is to be sent, is in the modem, or is received from a radio.</param>
    /// <param name="now">The time.</param>
    public void Advance(bool isBusy, TimeSpan now)
    {
        if (isBusy) _lastBusy = now;
        bool isWanted = isBusy || now < HeldUntil;
        NeedsDmrState = isWanted;
        if (isWanted && _state != ModemState.Dmr) Ask(now);
        if (context.Settings.Duplex)
        {
            if (isWanted && !_isOn && _state == ModemState.Dmr) SwitchOn(now);
            else if (!isWanted && _isOn) SwitchOff(now);
            context.MayFeed = _isOn;
            return;
        }

        bool mayFeed = _state == ModemState.Dmr;
        bool isSending = mayFeed && slot2.Queue.Waiting(now) > TimeSpan.Zero;
        if (isSending && !context.MayFeed) slot2.Queue.ResumeAfter(context.Settings.Preamble, now);
        context.MayFeed = mayFeed;
        if (isSending != _isOn) SwitchedTo(isSending, now);
    }

    /// <summary>When it next has something to do.</summary>
    public TimeSpan NextDue(TimeSpan now)
    {
        var due = TimeSpan.MaxValue;
        if (NeedsDmrState && _state != ModemState.Dmr) due = _asked + AskAgain;
        if (HeldUntil > now && HeldUntil < due) due = HeldUntil;
        if (context.Settings.DutyLimit >= 1) return due;
        var limit = _duty.NextPart;
        if (_isOn && !context.IsLimited)
        {
            var reached = now + (context.Settings.DutyLimit - _duty.Share) * _duty.Window + TimeSpan.FromMilliseconds(1);
            if (reached < limit) limit = reached;
        }

        return (_isOn || context.IsLimited) && limit < due ? limit : due;
    }

    /// <summary>Until when it stays on with nothing to send.</summary>
    private TimeSpan HeldUntil => _lastBusy == TimeSpan.MinValue
        ? _wokenUntil
        : Longer(_wokenUntil, _lastBusy + (context.IsLimited ? Least : Longer(context.Settings.TransmitHang, Least)));

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private void ForgetHold() => (_lastBusy, _wokenUntil) = (TimeSpan.MinValue, TimeSpan.MinValue);

    private void Ask(TimeSpan now)
    {
        if (_asked != TimeSpan.MinValue && now - _asked < AskAgain) return;
        _asked = now;
        Tell(RepeaterEventKind.DmrStateWanted);
    }

    private void SwitchOn(TimeSpan now)
    {
        Switch(on: true, now);
        if (_hasRest1) slot1.Flush(now);
        if (_hasRest2) slot2.Flush(now);
        (_hasRest1, _hasRest2) = (false, false);
        SwitchedTo(true, now);
    }

    private void SwitchOff(TimeSpan now)
    {
        Switch(on: false, now);
        slot1.Queue.Clear();
        slot2.Queue.Clear();
        SwitchedTo(false, now);
    }

    private void Switch(bool on, TimeSpan now)
    {
        Span<byte> frame = stackalloc byte[DmrStart.Length];
        context.Outlet.SendToModem(frame[..new DmrStart(on).Write(frame)]);
        _switched = now;
        if (!on) return;
        slot1.Queue.ResumeAfter(ModemTimers.DmrStartUp, now);
        slot2.Queue.ResumeAfter(ModemTimers.DmrStartUp, now);
    }

    private void SwitchedTo(bool on, TimeSpan now)
    {
        _duty.Advance(_isOn, now);
        _isOn = on;
        Tell(on ? RepeaterEventKind.TransmitterOn : RepeaterEventKind.TransmitterOff);
    }

    private void Tell(RepeaterEventKind kind) => context.Outlet.Tell(new RepeaterEvent { Kind = kind });
}
