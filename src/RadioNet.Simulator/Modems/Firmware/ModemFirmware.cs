using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Air;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>
/// The firmware's side of the MMDVM modem protocol (firmware-interfaces/mmdvm-modem), for DMR: octets from the host, bursts from
/// the air and time go in; octets to the host and bursts to the air come out. It has no clock, no thread and no line of its own,
/// and allocates nothing per frame. One thread at a time.
/// </summary>
/// <remarks>
/// It does what firmware does, its oddities included: 11 bursts fit where 10 are reported, the transmitter runs on for 20 ms
/// after it was switched off, a start in that time is ignored, the first configuration always begins idle, and a host that
/// does not ask for the status in 2 s finds the modem idle.
/// </remarks>
public sealed partial class ModemFirmware : IAirStation, IReceiverOutput
{
    private const int OutputCapacity = 8192;
    private const int LengthOffset = 1;

    private readonly FirmwareParser _parser = new();
    private readonly OctetQueue _output = new(OutputCapacity);
    private readonly byte[] _frame = new byte[byte.MaxValue];
    private readonly RssiCurve _rssi;
    private readonly NoiseBits _noise;
    private readonly Modulator _modulator;
    private readonly DuplexTransmitter _duplex;
    private readonly DirectTransmitter _direct;
    private readonly CarrierTransmitter _carrier;
    private readonly PatternSource _pattern;
    private readonly DuplexReceiver _receiver;
    private readonly DirectReceiver _directReceiver;
    private readonly RssiMeter _meter;
    private TimeSpan _bootedAt;
    private TimeSpan _statusAt;
    private TimeSpan _directOffAt;
    private TimeSpan _receiverClock;
    private bool _isReceiving;

    /// <summary>Makes a board that is switched on.</summary>
    /// <param name="options">Which board.</param>
    /// <param name="antenna">What it transmits into; null: into nothing but <see cref="OnAir"/>.</param>
    /// <param name="now">When.</param>
    public ModemFirmware(FirmwareOptions options, IAntenna? antenna = null, TimeSpan now = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        OnAir = new(antenna);
        _rssi = options.Rssi ?? new(0, 0);
        _noise = new(options.Seed);
        _modulator = new(OnAir);
        _duplex = new(_modulator);
        _direct = new(_modulator);
        _carrier = new(OnAir);
        _pattern = new(_duplex, _direct);
        _receiver = new(this, _noise, options.NoiseDbm);
        _directReceiver = new(this, _noise, options.NoiseDbm);
        _meter = new(_rssi, options.NoiseDbm);
        PowerUp(now);
    }

    /// <summary>Which board it is.</summary>
    public FirmwareOptions Options { get; }

    /// <summary>What it has sent on the air.</summary>
    public OnAirLog OnAir { get; }

    /// <summary>Its state.</summary>
    public ModemState State { get; private set; }

    /// <summary>What the host configured; null before it did.</summary>
    public ModemConfiguration? Configuration { get; private set; }

    /// <summary>What the host tuned it to; null before it did.</summary>
    public SetFrequency? Frequency { get; private set; }

    /// <summary>Whether its carrier is on.</summary>
    public bool IsTransmitting => _duplex.IsOn || _direct.IsOn || _carrier.IsOn;

    /// <summary>Octets that wait to go to the host.</summary>
    public int Waiting => _output.Count;

    /// <summary>The carrier-detect input; where the host configured it so, it locks the modem out.</summary>
    public bool CarrierDetectInput { get; private set; }

    /// <inheritdoc/>
    public TimeSpan NextDue
    {
        get
        {
            var due = WatchdogDue;
            due = Earlier(due, Earlier(_duplex.NextDue, _direct.NextDue));
            due = Earlier(due, Earlier(_receiver.NextDue, _directReceiver.NextDue));
            return Earlier(due, Earlier(_carrier.NextDue, _meter.NextDue));
        }
    }

    private TimeSpan WatchdogDue =>
        Configuration is null || !Options.HasWatchdog ? TimeSpan.MaxValue : _statusAt + ModemTimers.Watchdog;

    private bool HasDmr => (EnabledModes & ModemModes.Dmr) != 0;

    private bool IsDuplex => Configuration?.Duplex ?? true;

    private bool IsLockedOut => CarrierDetectInput && Configuration is { UseCosAsLockout: true };

    /// <summary>Takes octets from the host.</summary>
    public void FromHost(ReadOnlySpan<byte> octets, TimeSpan now)
    {
        Advance(now);
        if (now < _bootedAt) return;
        foreach (byte octet in octets)
        {
            if (!_parser.TryTake(octet, out var command, out var payload)) continue;
            _framesFromHost++;
            Obey(command, payload, now);
            Advance(now);
        }
    }

    /// <summary>Gives the next frame for the host; 0 when there is none.</summary>
    /// <param name="destination">At least 255 octets.</param>
    public int ToHost(Span<byte> destination) =>
        _output.Count == 0 ? 0 : _output.Take(destination[.._output.PeekAt(LengthOffset)]);

    /// <inheritdoc/>
    public void Advance(TimeSpan now)
    {
        while (NextDue is var due && due <= now)
        {
            if (WatchdogDue <= due) OnWatchdog(due);
            _duplex.Advance(due);
            _pattern.Feed(State, due);
            _direct.Advance(due);
            _carrier.Advance(due);
            _receiver.Advance(due);
            _directReceiver.Advance(due);
            if (_meter.NextDue <= due) Send(_meter.Read().Write(_frame));
            FollowTransmitters(due);
        }
    }

    /// <inheritdoc/>
    public void OnBurst(in HeardBurst heard)
    {
        if (Configuration is not { } configuration || IsLockedOut) return;
        bool isTurned = Options.IsReceiverInverted is { } isInverted && isInverted != configuration.ReceiveInverted;
        Demodulate(isTurned ? heard with { Burst = heard.Burst.Inverted() } : heard);
    }

    /// <summary>Switches it off and on: configuration, state and all that waits are forgotten.</summary>
    public void PowerUp(TimeSpan now)
    {
        if (Configuration is not null || State != ModemState.Idle) Advance(now);
        _parser.Reset();
        _output.Clear();
        (State, Configuration, Frequency, _isDebugging) = (ModemState.Idle, null, null, false);
        EnabledModes = Options.Modes;
        _bootedAt = now + Options.BootTime;
        _pattern.Reset();
        _duplex.PowerUp();
        _direct.PowerUp();
        _carrier.PowerUp();
        OnAir.Key(Emission.None, now);
        _receiver.Stop();
        _receiver.Reset();
        _directReceiver.Reset();
        _meter.Stop();
        _isReceiving = false;
        _raised = ModemStatusFlags.None;
    }

    /// <summary>Raises flags of the status that are cleared by being read: overflows.</summary>
    public void Raise(ModemStatusFlags overflows) => _raised |= overflows;

    /// <summary>Sets the carrier-detect input.</summary>
    public void SetCarrierDetect(bool isDetected, TimeSpan now)
    {
        Advance(now);
        CarrierDetectInput = isDetected;
        Apply(now);
    }

    /// <inheritdoc/>
    void IReceiverOutput.Report(Timeslot slot, DmrControl control, ReadOnlySpan<byte> burst, double? dbm)
    {
        ushort? raw = dbm is { } level && Options.Rssi is not null ? _rssi.ToRaw(level) : null;
        _burstsHeard++;
        Send(DmrData.Write(_frame, slot, control, burst, raw));
    }

    /// <inheritdoc/>
    void IReceiverOutput.ReportLost(Timeslot slot) => Send(new DmrLost(slot).Write(_frame));

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private void Demodulate(in HeardBurst heard)
    {
        if (State == ModemState.RssiCalibration) _meter.OnBurst(heard);
        if (!HasDmr || State is not (ModemState.Idle or ModemState.Dmr)) return;
        if (!IsDuplex)
        {
            if (!_direct.IsOn && heard.Burst.Start >= _directOffAt) _directReceiver.OnBurst(heard);
        }
        else if (State == ModemState.Dmr && IsTransmitting)
        {
            _receiver.OnBurst(heard);
        }
        else
        {
            OnIdleBurst(heard.Burst.Octets);
        }
    }

    /// <summary>While the transmitter is off, a control block of the right colour code is all that is reported.</summary>
    private void OnIdleBurst(ReadOnlySpan<byte> burst)
    {
        if (MobileSync.Find(burst) != SyncPattern.MobileData || !SlotType.TryRead(burst, out var slotType)) return;
        if (slotType.DataType != DataType.Csbk || slotType.ColorCode != Configuration!.ColorCode) return;
        _burstsHeard++;
        Send(DmrData.Write(_frame, Timeslot.One, DmrControl.FromDataType(DataType.Csbk, isIdleReceive: true), burst));
    }

    private void OnWatchdog(TimeSpan now)
    {
        _parser.Reset();
        _statusAt = now;
        if (State.RequiredMode() is ModemModes.None or ModemModes.Fm) return;
        _watchdogs++;
        if (State == ModemState.Dmr && IsTransmitting) _duplex.Restart(on: false, now);
        State = ModemState.Idle;
        Apply(now);
    }

    /// <summary>Lets each part work or rest as state and configuration want it.</summary>
    private void Apply(TimeSpan now)
    {
        bool mayTransmit = Configuration is not null && !IsLockedOut;
        bool isDmr = State == ModemState.Dmr && HasDmr;
        _duplex.Enable(mayTransmit && ((isDmr && IsDuplex) || State == ModemState.DmrCalibration1k), now);
        _direct.Enable(mayTransmit && ((isDmr && !IsDuplex) || State == ModemState.DmrSimplexCalibration1k), now);
        var tone = State switch
        {
            ModemState.DmrCalibration => Emission.Tone,
            ModemState.LowFrequencyCalibration => Emission.Square,
            _ => Emission.None,
        };
        if (mayTransmit && _pattern.IsWanted && tone != Emission.None)
            _carrier.Start(tone, now);
        else if (OnAir.Emission is Emission.Tone or Emission.Square)
            _carrier.Stop(now);
        _pattern.Feed(State, now);
        if (State != ModemState.RssiCalibration)
            _meter.Stop();
        else if (_meter.NextDue == TimeSpan.MaxValue)
            _meter.Start(now);
        FollowTransmitters(now);
    }

    /// <summary>The receiver's timeslots follow the duplex transmitter; a simplex one hears nothing while it sends.</summary>
    private void FollowTransmitters(TimeSpan now)
    {
        if (_direct.IsOn) _directOffAt = now;
        bool shouldReceive = State == ModemState.Dmr && _duplex.IsOn;
        if (shouldReceive && (!_isReceiving || _receiverClock != _duplex.ClockStart))
        {
            _receiverClock = _duplex.ClockStart;
            _receiver.Start(_receiverClock);
        }
        else if (!shouldReceive && _isReceiving)
        {
            _receiver.Stop();
        }

        _isReceiving = shouldReceive;
    }
}
