using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>What a carrier sends beside bursts, and what a modem complains of.</summary>
public sealed partial class ModemSession
{
    private ModemState _settingState;
    private bool _isLockedOut;
    private int _openAlarms;

    private bool TrySwitch(in ModemFrame frame, TimeSpan now)
    {
        if (!_setup.Configuration.Duplex || !DmrStart.TryRead(frame, out var start)) return false;
        if (start.IsOn && _transmitter.IsWanted) _cells.StartsRepeated++;
        _transmitter.Want(start.IsOn);
        if (_state == ModemState.Dmr && _wantedState == ModemState.Dmr) return Put(frame.Octets, isCommand: true);

        // The modem is idle for an identification: a start follows the state, and there is nothing to switch off.
        if (start.IsOn) EndIdentification(isSent: false, now);
        return true;
    }

    private bool TryIdentify(ReadOnlySpan<byte> frame, TimeSpan now)
    {
        if (_transmitter.IsWanted || _identification.IsOn || frame.Length > byte.MaxValue || _isLockedOut)
        {
            _user.OnIdentified(isSent: false, now);
            return false;
        }

        _identification.Want(frame, now);
        SetState(ModemState.Idle, now);
        return true;
    }

    private void EndIdentification(bool isSent, TimeSpan now)
    {
        bool wasOn = _identification.IsOn;
        _identification.Clear();
        SetState(ModemState.Dmr, now);
        if (wasOn) _user.OnIdentified(isSent, now);
    }

    /// <summary>Brings the modem into a state as soon as no other command is on its way.</summary>
    private void SetState(ModemState state, TimeSpan now)
    {
        _wantedState = state;
        if (_state == state || _command.IsBusy) return;
        _settingState = state;
        Ask(_scratch.AsSpan(0, new SetMode(state).Write(_scratch)), ModemCommand.SetMode, now);
    }

    /// <summary>The modem has obeyed SET_MODE: what waited for it follows.</summary>
    private void OnStateSet(TimeSpan now)
    {
        (_state, _contradictions) = (_settingState, 0);
        SetState(_wantedState, now);
        if (_state == ModemState.Dmr && _transmitter.IsWanted)
        {
            Put(_scratch.AsSpan(0, new DmrStart(true).Write(_scratch)), isCommand: true);
        }
        else if (_state == ModemState.Idle && _identification is { IsOn: true, IsSent: false })
        {
            Put(_identification.Frame, isCommand: true);
            _identification.Sent(now);
        }

        _user.OnState(_state, now);
    }

    /// <summary>The modem refused what is not acknowledged.</summary>
    private void OnRefusal(ModemCommand command, NakReason reason, TimeSpan now)
    {
        if (_stage != ModemStage.Ready) return;
        if (_setup.Maintenance && _command.IsBusy) return;
        if (command == ModemCommand.SendCwId && _identification.IsSent)
        {
            // While the modem is not idle there is a later time for it; other reasons are worth an alarm.
            EndIdentification(isSent: false, now);
            if (reason == NakReason.NoRoom) return;
        }

        if (reason == NakReason.NoRoom)
        {
            _cells.NoRoom++;
            Alarm(ModemAlarmKind.NoRoom, now);
        }
        else
        {
            _cells.Refusals++;
            if (_alarms.Count(ModemAlarmKind.Refused, now) is > 0 and var count) _user.OnAlarm(ModemAlarms.Refused(command, reason, count, _setup), now);
        }

        _user.OnRefused(command, reason, now);
    }

    private void WatchFlags(ModemStatusFlags flags, TimeSpan now)
    {
        if ((flags & ModemStatusFlags.AdcOverflow) != 0) Alarm(ModemAlarmKind.AdcOverflow, ref _cells.AdcOverflows, now);
        if ((flags & ModemStatusFlags.DacOverflow) != 0) Alarm(ModemAlarmKind.DacOverflow, ref _cells.DacOverflows, now);
        if ((flags & ModemStatusFlags.ReceiveBufferOverflow) != 0) Alarm(ModemAlarmKind.ReceiveOverflow, ref _cells.ReceiveOverflows, now);
        if ((flags & ModemStatusFlags.TransmitBufferOverflow) != 0) Alarm(ModemAlarmKind.TransmitOverflow, ref _cells.TransmitOverflows, now);
        WatchLockout((flags & ModemStatusFlags.Lockout) != 0, now);

        long discarded = _reader.DiscardedOctets;
        if (discarded - _discardedBefore >= GarbageWorthMention) Alarm(ModemAlarmKind.Garbage, now);
        _discardedBefore = discarded;
    }

    private void WatchLockout(bool isLockedOut, TimeSpan now)
    {
        if (isLockedOut == _isLockedOut) return;
        _isLockedOut = isLockedOut;
        if (isLockedOut)
            Alarm(ModemAlarmKind.Lockout, ref _cells.Lockouts, now);
        else
            EndAlarm(ModemAlarmKind.Lockout, now);
    }

    private void Alarm(ModemAlarmKind kind, ref long counter, TimeSpan now)
    {
        counter++;
        Alarm(kind, now);
    }

    private void Alarm(ModemAlarmKind kind, TimeSpan now)
    {
        if (_alarms.Count(kind, now) is not (> 0 and var count)) return;
        _openAlarms |= 1 << (int)kind;
        _user.OnAlarm(ModemAlarms.Of(kind, count, _port), now);
    }

    /// <summary>The matter is over; told when its beginning was.</summary>
    private void EndAlarm(ModemAlarmKind kind, TimeSpan now)
    {
        int bit = 1 << (int)kind;
        if ((_openAlarms & bit) == 0) return;
        _openAlarms &= ~bit;
        _user.OnAlarm(ModemAlarms.Over(kind, _port), now);
    }
}
