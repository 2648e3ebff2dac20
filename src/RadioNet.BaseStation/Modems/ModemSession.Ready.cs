using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>A modem that works.</summary>
public sealed partial class ModemSession
{
    private ModemState _state;
    private ModemState _wantedState;
    private int _contradictions;
    private bool _showsConfiguration;
    private VersionReply? _otherModem;

    private void TickReady(TimeSpan now)
    {
        if (_watch.IsSilent(now))
        {
            var fault = !_outbox.Waiting.IsEmpty ? ModemFaults.Stalled(_port) : IsGarbage ? ModemFaults.Garbage(_port) : ModemFaults.Silent(_port);
            Lose(fault, now);
            return;
        }

        if (_nextSetup is { } next && (!_transmitter.IsWanted || now >= _nextSetupLimit))
        {
            TakeSetup(next, now);
            return;
        }

        if (now >= _identification.Due) EndIdentification(isSent: false, now);
        if (!_watch.MustAsk(now)) return;
        if (_watch.IsUnanswered) _cells.StatusesUnanswered++;
        Put(_scratch.AsSpan(0, ModemFrame.Write(_scratch, ModemCommand.GetStatus)), isCommand: true);
        _watch.Asked(now);
    }

    private void OnAir(in ModemFrame frame, TimeSpan now)
    {
        if (_stage == ModemStage.Ready && _setup.Maintenance)
        {
            _user.OnOther(frame, now);
        }
        else if (_stage != ModemStage.Ready)
        {
            _cells.BurstsWithoutCall++;
        }
        else if (DmrData.TryRead(frame, out var burst) && burst.Control.IsValid)
        {
            _cells.Bursts++;
            _user.OnAir(burst, burst.RawRssi is { } raw ? _setup.Rssi.ToDbm(raw) : null, now);
        }
        else if (DmrLost.TryRead(frame, out var lost))
        {
            _user.OnAirLost(lost.Slot, now);
        }
        else
        {
            _cells.BurstsWithoutCall++;
        }
    }

    private void OnStatus(in ModemFrame frame, TimeSpan now)
    {
        if (Modem is not { } modem || !StatusReply.TryRead(frame, modem.Protocol, out var status)) return;
        if (_stage == ModemStage.Check && _command.Awaits(ModemCommand.GetStatus))
        {
            OnFirstStatus(status, now);
        }
        else if (_stage == ModemStage.Ready)
        {
            _watch.Answered();
            _cells.Statuses++;
            WatchFlags(status.Flags, now);
            bool isRequested = IsAnswerToRequest(frame, now);
            if (!_setup.Maintenance)
                OnStatusOfCarrier(status, now);
            else if (!isRequested)
                _user.OnOther(frame, now);
        }
    }

    private void OnStatusOfCarrier(in StatusReply status, TimeSpan now)
    {
        if (Contradicts(status) || SeesTransmitterOff(status, now))
        {
            if (++_contradictions >= ContradictionsWhenBelieved)
                Restart(ModemFaults.Restarted(_port), now);
            else
                _watch.AskNow(now);
            return;
        }

        _contradictions = 0;
        if (_identification.IsSent && _identification.IsOver(status.Flags, now))
        {
            _cells.Identifications++;
            EndIdentification(isSent: true, now);
        }

        _user.OnStatus(status, now);
    }

    /// <summary>Whether a status is not that of a modem which was configured and set as this one was.</summary>
    private bool Contradicts(in StatusReply status)
    {
        bool isState = status.State == _state || (_identification.IsSent && status.State == ModemState.CwId);
        bool isBeingSet = _command.Awaits(ModemCommand.SetMode);
        return (!isState && !isBeingSet) || (_showsConfiguration && !ShowsConfiguration(status));
    }

    /// <summary>
    /// Whether a status shows what the configuration enables: protocol 1 by its modes, protocol 2 by having no room for modes
    /// that are disabled. A modem that has restarted has all that its firmware knows enabled.
    /// </summary>
    private bool ShowsConfiguration(in StatusReply status) => Modem!.Protocol == ModemProtocol.Version1
        ? status.Modes == _setup.Configuration.Modes
        : (status.DStarSpace | status.YsfSpace | status.P25Space | status.NxdnSpace) == 0;

    /// <summary>Watches a duplex modem's transmitter; true when it was on and is off, and nobody has told it to be.</summary>
    private bool SeesTransmitterOff(in StatusReply status, TimeSpan now)
    {
        bool isWatched = _setup.Configuration.Duplex && !_identification.IsOn && _state == ModemState.Dmr && !_command.IsBusy;
        if (!isWatched || (status.Flags & ModemStatusFlags.Lockout) != 0) return false;
        var sight = _transmitter.See((status.Flags & ModemStatusFlags.Transmitting) != 0);
        if (sight is TransmitterSight.Obeys or TransmitterSight.Disobeys) WatchTransmitter(sight == TransmitterSight.Disobeys, now);
        return sight == TransmitterSight.IsOff;
    }

    /// <summary>The modem answers, and has forgotten what it was told, or is another one: it is told again.</summary>
    private void Restart(ModemFault fault, TimeSpan now)
    {
        _cells.Restarts++;
        Alarm(ModemAlarmKind.Restarted, now);
        Tell(new(ModemPhase.Lost, fault), now);
        BeginHandshake(now);
    }

    /// <summary>A late answer to an old question, or another modem: that must be said twice.</summary>
    private void OnVersionWhileReady(VersionReply modem, TimeSpan now)
    {
        if (modem == Modem || _setup.Maintenance)
        {
            _otherModem = null;
        }
        else if (modem == _otherModem)
        {
            Restart(ModemFaults.Exchanged(_port, modem), now);
        }
        else
        {
            _otherModem = modem;
            PutVersionQuestion();
        }
    }
}
