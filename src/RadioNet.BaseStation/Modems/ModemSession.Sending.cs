using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>What a carrier sends, and the modem's states for it.</summary>
public sealed partial class ModemSession
{
    private ModemState _settingState;

    /// <summary>
    /// Sends what a carrier transmits: bursts, DMR_START, DMR_ABORT, DMR_SHORTLC, DMR_ALOHA, SEND_CWID. The session sees to it
    /// that the modem is in the state that the frame needs; an identification gives way to everything else.
    /// </summary>
    /// <param name="frame">One whole frame.</param>
    /// <param name="now">The time.</param>
    /// <returns>False when it was dropped: the modem is not ready, its port takes no more, or the frame is none of these.</returns>
    public bool Send(ReadOnlySpan<byte> frame, TimeSpan now)
    {
        if (_stage != ModemStage.Ready || _setup.Maintenance || !ModemFrame.TryRead(frame, out var read))
        {
            _cells.FramesUnsent++;
            return false;
        }

        return read.Command switch
        {
            ModemCommand.DmrStart => TrySwitch(read, now),
            ModemCommand.SendCwId => TryIdentify(frame, now),
            ModemCommand.DmrData1 or ModemCommand.DmrData2 or ModemCommand.DmrShortLc or ModemCommand.DmrAloha or ModemCommand.DmrAbort =>
                Put(frame, isCommand: false),
            _ => false,
        };
    }

    /// <summary>Makes a modem that is ready rest in the state DMR, should it not.</summary>
    public void WantDmr(TimeSpan now)
    {
        if (_stage != ModemStage.Ready || _setup.Maintenance || _wantedState == ModemState.Dmr) return;
        EndIdentification(isSent: false, now);
    }

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
            if (_alarms.Happened(ModemAlarmKind.Refused, now) is > 0 and var count) _user.OnAlarm(ModemAlarms.Refused(command, reason, count, _setup), now);
        }

        _user.OnRefused(command, reason, now);
    }
}
