using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Air;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>What it makes of the host's commands.</summary>
public sealed partial class ModemFirmware
{
    private bool _isDebugging;
    private ModemStatusFlags _raised;

    private ModemModes EnabledModes { get; set; }

    private void Obey(ModemCommand command, ReadOnlySpan<byte> payload, TimeSpan now)
    {
        switch (command)
        {
            case ModemCommand.GetVersion:
                SendVersion();
                break;
            case ModemCommand.GetStatus:
                _statusAt = now;
                SendStatus();
                break;
            case ModemCommand.SetConfig:
                Answer(command, Configure(payload, now));
                break;
            case ModemCommand.SetMode:
                Answer(command, ChangeState(payload, now));
                break;
            case ModemCommand.SetFrequency:
                Answer(command, Tune(payload));
                break;
            case ModemCommand.CalibrationData:
                Answer(command, Calibrate(payload, now), "Received invalid calibration data"u8);
                break;
            case ModemCommand.SendCwId:
                AnswerFailure(command, Identify(payload, now), "Invalid CW Id data"u8);
                break;
            case ModemCommand.DmrData1 or ModemCommand.DmrData2:
                AnswerFailure(command, WriteBurst(command, payload, now), "Received invalid DMR data"u8);
                break;
            case ModemCommand.DmrStart:
                AnswerFailure(command, SwitchTransmitter(payload, now), "Received invalid DMR start"u8);
                break;
            case ModemCommand.DmrShortLc:
                AnswerFailure(command, SetShortLc(payload), "Received invalid DMR Short LC"u8);
                break;
            case ModemCommand.DmrAloha when Options.KnowsTrunking:
                AnswerFailure(command, SetAloha(payload), "Received invalid DMR ALOHA"u8);
                break;
            case ModemCommand.DmrAbort:
                AnswerFailure(command, Abort(payload), "Received invalid DMR Abort"u8);
                break;
            case ModemCommand.Transparent or ModemCommand.QsoInfo:
                break;
            default:
                ObeyOther(command, payload.Length);
                break;
        }
    }

    /// <summary>Commands of other modes than DMR.</summary>
    private void ObeyOther(ModemCommand command, int payloadLength)
    {
        if (OtherModes.ShortestParameters(command) is { } shortest)
        {
            bool isRefused = (Options.Modes & ModemModes.Fm) != 0 && payloadLength < shortest;
            Answer(command, isRefused ? NakReason.WrongData : null);
        }
        else if (OtherModes.StateOf(command) is not { } state || (Options.Modes & state.RequiredMode()) == 0)
        {
            Answer(command, NakReason.UnknownCommand);
        }
        else if ((EnabledModes & state.RequiredMode()) == 0 || (State != ModemState.Idle && State != state))
        {
            Answer(command, NakReason.WrongMode);
        }
        else
        {
            State = state;
        }
    }

    private NakReason? Configure(ReadOnlySpan<byte> payload, TimeSpan now)
    {
        int length = ModemFrame.Write(_longFrame, ModemCommand.SetConfig, payload);
        if (!ModemFrame.TryRead(_longFrame.AsSpan(0, length), out var frame)
            || !ModemConfiguration.TryRead(frame, Options.Protocol, out var configuration)) return NakReason.WrongData;
        _isDebugging = configuration!.Debug;
        if (configuration.TransmitDelayMilliseconds > ModemConfiguration.LongestTransmitDelayMilliseconds
            || !configuration.ColorCode.IsValid) return NakReason.WrongData;
        if (configuration.Duplex && !Options.CanDuplex) return NakReason.NoDuplex;
        var modes = configuration.Modes & Options.Modes;
        if (!Knows(configuration.InitialState) || !configuration.InitialState.IsEnabledBy(modes)) return NakReason.WrongData;

        bool isFirst = Configuration is null;
        Configuration = configuration;
        EnabledModes = modes;
        bool isTrunked = configuration.Trunking && Options.KnowsTrunking;
        _modulator.IsInverted = Options.IsTransmitterInverted is { } isInverted && isInverted != configuration.TransmitInverted;
        _duplex.Filler.Configure(configuration.ColorCode, isTrunked);
        _direct.Configure(TimeSpan.FromMilliseconds(configuration.TransmitDelayMilliseconds));
        _receiver.Configure(configuration.ColorCode, configuration.DmrDelaySamples);
        _directReceiver.Configure(configuration.ColorCode);
        OnAir.Expect(configuration.ColorCode, isTrunked);
        Enter(configuration.InitialState, now);
        if (isFirst) (State, _statusAt) = (ModemState.Idle, now);
        Apply(now);
        return null;
    }

    private NakReason? ChangeState(ReadOnlySpan<byte> payload, TimeSpan now)
    {
        if (payload.IsEmpty) return NakReason.WrongData;
        var state = (ModemState)payload[0];
        if (state == State) return null;
        if (!Knows(state) || !state.IsEnabledBy(EnabledModes)) return NakReason.WrongData;
        Enter(state, now);
        Apply(now);
        return null;
    }

    private bool Knows(ModemState state) => state switch
    {
        ModemState.InterruptCalibration => Options.Protocol == ModemProtocol.Version1,
        ModemState.M17Calibration => (Options.Modes & ModemModes.M17) != 0,
        _ => true,
    };

    private void Enter(ModemState state, TimeSpan now)
    {
        Debug(OtherModes.NameOf(state));
        State = state;
        if (OnAir.Emission == Emission.Morse) _carrier.Stop(now);
        if (state == ModemState.Dmr) return;
        _receiver.Reset();
        _directReceiver.Reset();
    }

    private NakReason? Tune(ReadOnlySpan<byte> payload)
    {
        int length = ModemFrame.Write(_longFrame, ModemCommand.SetFrequency, payload);
        bool isRead = ModemFrame.TryRead(_longFrame.AsSpan(0, length), out var frame) & SetFrequency.TryRead(frame, out var frequency);
        if (Options.Bands.IsEmpty) return null;
        if (!isRead || !IsInBand(frequency.ReceiveHertz) || !IsInBand(frequency.TransmitHertz)) return NakReason.WrongData;
        Frequency = frequency;
        OnAir.Tune(frequency.ReceiveHertz, frequency.TransmitHertz);
        return null;
    }

    private bool IsInBand(uint hertz)
    {
        foreach (var band in Options.Bands)
            if (band.Contains(hertz))
                return true;
        return false;
    }

    private NakReason? Calibrate(ReadOnlySpan<byte> payload, TimeSpan now)
    {
        bool isDmr = State is ModemState.DmrCalibration or ModemState.LowFrequencyCalibration or ModemState.DmrCalibration1k
            or ModemState.DmrSimplexCalibration1k;
        if (!isDmr) return OtherModes.IsCalibratedBy(State, Options.Modes) ? null : NakReason.WrongMode;
        if (payload.Length != 1) return NakReason.WrongData;
        _pattern.Want(payload[0] == 1, State);
        Apply(now);
        return null;
    }

    private NakReason? Identify(ReadOnlySpan<byte> text, TimeSpan now)
    {
        if (State != ModemState.Idle) return NakReason.NoRoom;
        int units = MorseLength.Of(text);
        if (units == 0) return NakReason.WrongData;
        Debug("Message created with length"u8, (short)units);
        if (Configuration is not null && !IsLockedOut) _carrier.Start(Emission.Morse, now, units * MorseLength.Unit);
        return null;
    }

    private NakReason? WriteBurst(ModemCommand command, ReadOnlySpan<byte> payload, TimeSpan now)
    {
        bool isFirst = command == ModemCommand.DmrData1;
        if (!HasDmr || State is not (ModemState.Idle or ModemState.Dmr) || (isFirst && !IsDuplex)) return NakReason.WrongMode;
        if (payload.Length != 1 + BurstLayout.BurstOctets) return NakReason.WrongData;
        bool isTaken = IsDuplex
            ? _duplex.TryWrite(isFirst ? Timeslot.One : Timeslot.Two, payload[1..], now)
            : _direct.TryWrite(payload[1..], now);
        if (!isTaken)
        {
            _overruns++;
            return NakReason.NoRoom;
        }

        _burstsToSend++;
        if (State == ModemState.Idle) Enter(ModemState.Dmr, now);
        Apply(now);
        return null;
    }

    private NakReason? SwitchTransmitter(ReadOnlySpan<byte> payload, TimeSpan now)
    {
        if (!HasDmr) return NakReason.WrongMode;
        if (payload.Length != 1 || payload[0] > 1 || State != ModemState.Dmr) return NakReason.WrongData;
        bool on = payload[0] == 1;
        if (on != IsTransmitting) _duplex.Restart(on, now);
        FollowTransmitters(now);
        return null;
    }

    private NakReason? SetShortLc(ReadOnlySpan<byte> payload)
    {
        const int octets = DmrShortLc.Length - 3;
        if (!HasDmr) return NakReason.WrongMode;
        if (payload.Length != octets) return NakReason.WrongData;
        Span<uint> fragments = stackalloc uint[ShortLinkControl.Fragments];
        DmrShortLc.ReadFragments(payload, fragments);
        _duplex.SetShortLc(fragments);
        return null;
    }

    private NakReason? SetAloha(ReadOnlySpan<byte> payload)
    {
        if (!HasDmr) return NakReason.WrongMode;
        if (payload.Length != BurstLayout.BurstOctets) return NakReason.WrongData;
        _duplex.Filler.SetAloha(payload);
        return null;
    }

    private NakReason? Abort(ReadOnlySpan<byte> payload)
    {
        if (!HasDmr) return NakReason.WrongMode;
        if (payload.Length != 1 || payload[0] is not (1 or 2)) return NakReason.WrongData;
        _duplex.Abort((Timeslot)payload[0]);
        return null;
    }
}
