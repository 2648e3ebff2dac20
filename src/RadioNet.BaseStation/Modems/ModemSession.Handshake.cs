using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>From an open port to a modem that works.</summary>
public sealed partial class ModemSession
{
    private TimeSpan _versionLimit;
    private int _wrongStates;

    /// <summary>The state that the modem rests in.</summary>
    private ModemState RestState => _setup.Maintenance ? ModemState.Idle : ModemState.Dmr;

    /// <summary>
    /// Another setup. A modem that must be told of it is configured again: at once, or when its transmitter goes off, for which
    /// it waits <see cref="ModemSessionOptions.SetupPatience"/>.
    /// </summary>
    public void Apply(ModemSetup setup, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(setup);
        if (setup.AsksTheSameAs(_setup))
        {
            (_setup, _nextSetup) = (setup, null);
            return;
        }

        if (_stage == ModemStage.Ready && _transmitter.IsWanted)
        {
            if (_nextSetup is null) _nextSetupLimit = now + _options.SetupPatience;
            _nextSetup = setup;
            return;
        }

        TakeSetup(setup, now);
    }

    private void TakeSetup(ModemSetup setup, TimeSpan now)
    {
        if (_stage == ModemStage.Ready) SwitchOff();
        (_setup, _nextSetup) = (setup, null);
        if (_stage is ModemStage.Closed or ModemStage.Lost or ModemStage.Stopping) return;
        if (_stage is not ModemStage.Version) Tell(new(ModemPhase.Opening), now);
        BeginHandshake(now);
    }

    /// <summary>Ends whatever the modem may be transmitting.</summary>
    private void SwitchOff()
    {
        if (_setup.Maintenance)
            Put(_scratch.AsSpan(0, new CalibrationTransmit(false).Write(_scratch)), isCommand: true);
        else if (_setup.Configuration.Duplex)
            Put(_scratch.AsSpan(0, new DmrStart(false).Write(_scratch)), isCommand: true);
    }

    private void BeginHandshake(TimeSpan now)
    {
        Leave(ModemStage.Version, now);
        (_due, _versionLimit) = (now, now + _options.VersionLimit);
        _discardedBefore = _reader.DiscardedOctets;
        AskVersion(now);
    }

    private void AskVersion(TimeSpan now)
    {
        if (now >= _versionLimit)
        {
            Lose(IsGarbage ? ModemFaults.Garbage(_port) : ModemFaults.NotAnswering(_port), now);
        }
        else if (now >= _due)
        {
            PutVersionQuestion();
            _due = Earlier(now + _options.VersionInterval, _versionLimit);
        }
    }

    private void PutVersionQuestion() =>
        Put(_scratch.AsSpan(0, ModemFrame.Write(_scratch, ModemCommand.GetVersion)), isCommand: true);

    private void OnVersion(in ModemFrame frame, TimeSpan now)
    {
        if (IsAnswerToRequest(frame, now)) return;
        if (_stage == ModemStage.Version)
        {
            if (VersionReply.TryRead(frame, out var modem)) OnModem(modem!, now);
            else if (VersionReply.ProtocolOf(frame) is > (byte)ModemProtocol.Version2 and var protocol) Refuse(ModemFaults.UnknownProtocol(protocol), now);
        }
        else if (_stage == ModemStage.Ready && VersionReply.TryRead(frame, out var other))
        {
            OnVersionWhileReady(other!, now);
        }
    }

    private void OnModem(VersionReply modem, TimeSpan now)
    {
        Modem = modem;
        if ((modem.Modes & ModemModes.Dmr) == 0)
        {
            Refuse(ModemFaults.NoDmr(modem), now);
        }
        else if (_setup.Configuration.Check(modem.Protocol) is var wrong and not ModemConfigurationFault.None)
        {
            Refuse(ModemFaults.Configuration(wrong), now);
        }
        else
        {
            if (Condition.Phase == ModemPhase.Lost) Tell(new(ModemPhase.Opening, Condition.Cause), now);
            Enter(ModemStage.Frequency, now);
        }
    }

    /// <summary>Goes on to a stage of the handshake and sends its command.</summary>
    private void Enter(ModemStage stage, TimeSpan now)
    {
        _stage = stage;
        _due = TimeSpan.MaxValue;
        var modem = Modem!;
        var (command, length) = stage switch
        {
            ModemStage.Frequency => (ModemCommand.SetFrequency, _setup.Frequency.Write(_scratch, modem.Hardware)),
            ModemStage.Configuration => (ModemCommand.SetConfig, _setup.Configuration.Write(_scratch, modem.Protocol)),
            ModemStage.Mode => (ModemCommand.SetMode, new SetMode(RestState).Write(_scratch)),
            _ => (ModemCommand.GetStatus, ModemFrame.Write(_scratch, ModemCommand.GetStatus)),
        };
        Ask(_scratch.AsSpan(0, length), command, now);
    }

    /// <summary>A command of the handshake was obeyed.</summary>
    private void Advance(TimeSpan now)
    {
        switch (_stage)
        {
            case ModemStage.Frequency:
                Enter(ModemStage.Configuration, now);
                break;
            case ModemStage.Configuration:
                Enter(ModemStage.Mode, now);
                break;
            case ModemStage.Mode:
                (_state, _wantedState, _wrongStates) = (RestState, RestState, 0);
                // What another owner, or this one before it was restarted, may have left on.
                if (_state == ModemState.Dmr) SwitchOff();
                Enter(ModemStage.Check, now);
                break;
        }
    }

    private void OnFirstStatus(in StatusReply status, TimeSpan now)
    {
        _cells.Statuses++;
        if (status.State != _state)
        {
            if (++_wrongStates >= _options.Tries)
                Refuse(ModemFaults.WrongState(status.State), now);
            else
                _command.SendAgain(now + _options.RetryPause);
            return;
        }

        _command.Clear();
        _stage = ModemStage.Ready;
        _showsConfiguration = ShowsConfiguration(status);
        _discardedBefore = _reader.DiscardedOctets;
        _watch.Start(now + _options.StatusPoll);
        Tell(new(_setup.Maintenance ? ModemPhase.Maintenance : ModemPhase.Ready), now);
        if (!_setup.Maintenance) _user.OnStatus(status, now);
    }

    /// <summary>The modem can't be what it is to be; it is asked again later.</summary>
    private void Refuse(ModemFault fault, TimeSpan now)
    {
        Leave(ModemStage.Refused, now);
        _due = now + _options.RefusalPause;
        Tell(new(ModemPhase.Refused, fault), now);
    }

    private bool IsGarbage => _reader.DiscardedOctets + _reader.Pending - _discardedBefore >= GarbageWorthMention;
}
