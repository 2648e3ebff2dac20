using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Control;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;

namespace RadioNet.Simulator.Air;

/// <summary>
/// A radio on a virtual air. On a base station's channel it sends in the timeslots that the station's bursts give it, and wakes a
/// station that sleeps (ETSI TS 102 361-2, clause 5.1.1.1); on a simplex channel it sends at once. It is half duplex.
/// </summary>
public sealed class Handset : IAirStation
{
    private static readonly TimeSpan _frame = 2 * AirBurst.SlotDuration;
    private static readonly TimeSpan _shortestNotice = TimeSpan.FromMilliseconds(1);

    private readonly BaseStationClock _clock;
    private readonly HandsetEar _ear;
    private readonly byte[] _wakeUp = new byte[BurstLayout.BurstOctets];
    private HandsetTransmission? _transmission;
    private TimeSpan _nextAt;
    private int _nextBurst;
    private bool _isReleased;

    private Handset(HandsetOptions options, AirAntenna antenna)
    {
        Options = options;
        Antenna = antenna;
        Radio = new(options.Id, options.ColorCode) { Interleaved = options.Interleaved, Headers = options.Headers };
        _clock = new(options.ColorCode);
        _ear = new(options);
        new BaseStationActivation(0, options.Id).ToCsbk().WriteBurst(_wakeUp, options.ColorCode, SyncPattern.MobileData);
    }

    /// <summary>Raised when a press of the key has come to its end.</summary>
    public event Action<HandsetTransmission>? TransmissionEnded;

    /// <summary>Raised when a call that it was unmuted for is over.</summary>
    public event Action<HeardCall>? CallHeard
    {
        add => _ear.CallHeard += value;
        remove => _ear.CallHeard -= value;
    }

    /// <summary>Raised when it received a text for it.</summary>
    public event Action<HeardText>? TextHeard
    {
        add => _ear.TextHeard += value;
        remove => _ear.TextHeard -= value;
    }

    /// <summary>Raised for each control signalling block in its timeslot.</summary>
    public event Action<HeardControl>? ControlHeard
    {
        add => _ear.ControlHeard += value;
        remove => _ear.ControlHeard -= value;
    }

    /// <summary>How it is programmed.</summary>
    public HandsetOptions Options { get; }

    /// <summary>Its antenna.</summary>
    public AirAntenna Antenna { get; }

    /// <summary>Makes its transmissions.</summary>
    public VirtualRadio Radio { get; }

    /// <summary>What became of the last press of the key; null before the first.</summary>
    public HandsetTransmission? Last { get; private set; }

    /// <summary>How far the running transmission is; null while the key is not pressed.</summary>
    public HandsetTransmission? Current => _transmission;

    /// <summary>Whether the key is pressed and it waits or sends.</summary>
    public bool IsKeyed => _transmission is not null;

    /// <inheritdoc/>
    public TimeSpan NextDue => _transmission is not null && _nextAt < _ear.NextDue ? _nextAt : _ear.NextDue;

    /// <summary>Puts a handset on the air.</summary>
    public static Handset Join(VirtualAir air, HandsetOptions options)
    {
        ArgumentNullException.ThrowIfNull(air);
        ArgumentNullException.ThrowIfNull(options);
        uint sends = (uint)(options.Channel.ReceiveHertz + options.FrequencyErrorHertz);
        var antenna = air.Raise($"radio {options.Id}", options.Channel.TransmitHertz, sends);
        var handset = new Handset(options, antenna);
        air.Connect(antenna, handset);
        return handset;
    }

    /// <summary>Whether it hears its base station.</summary>
    public bool IsSynchronised(TimeSpan now) => _clock.IsSynchronised(now);

    /// <summary>Presses the key. What was sent until then is cut off.</summary>
    public void Press(Transmission transmission, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(transmission);
        if (_transmission is not null) Finish(HandsetTransmissionState.Sent, now);
        _transmission = new(transmission, now);
        (_nextAt, _nextBurst, _isReleased) = (now, 0, false);
        if (Options.IsPolite && _ear.IsBusy) Finish(HandsetTransmissionState.ChannelBusy, null);
    }

    /// <summary>Releases the key: a call's superframe is finished and its terminator sent; other things stop at once.</summary>
    public void Release(TimeSpan now)
    {
        if (_transmission is not { } transmission) return;
        if (transmission.StartedAt is null)
            Finish(HandsetTransmissionState.Released, null);
        else if (transmission.Transmission.VoiceBursts == 0)
            Finish(HandsetTransmissionState.Sent, now);
        _isReleased = true;
    }

    /// <inheritdoc/>
    public void Advance(TimeSpan now)
    {
        _ear.Advance(now);
        while (_transmission is { } transmission && _nextAt <= now)
        {
            if (transmission.StartedAt is not null)
                SendNext(transmission);
            else if (Options.Channel.IsSimplex)
                Begin(transmission, _nextAt);
            else if (_clock.IsSynchronised(_nextAt))
                Begin(transmission, _clock.NextInbound(Options.Slot, _nextAt + _shortestNotice));
            else
                WakeUp(transmission);
        }
    }

    /// <inheritdoc/>
    public void OnBurst(in HeardBurst heard)
    {
        if (Options.Channel.IsSimplex)
        {
            _ear.OnBurst(heard.Burst);
            return;
        }

        var slot = _clock.Follow(heard.Burst);
        if (slot == Options.Slot && _transmission?.StartedAt is null) _ear.OnBurst(heard.Burst);
        if (slot == Timeslot.None || _transmission is not { StartedAt: null, WakeUps: > 0 }) return;
        _nextAt = heard.Burst.End; // it woke up
    }

    private void Begin(HandsetTransmission transmission, TimeSpan at)
    {
        at += Options.TimingError;
        _transmission = transmission with { State = HandsetTransmissionState.OnAir, StartedAt = at };
        _nextAt = at;
    }

    private void WakeUp(HandsetTransmission transmission)
    {
        if (transmission.WakeUps == Options.WakeUps)
        {
            Finish(HandsetTransmissionState.NoBaseStation, null);
            return;
        }

        Antenna.Transmit(new AirBurst(_nextAt, Timeslot.None, _wakeUp));
        _transmission = transmission with { WakeUps = transmission.WakeUps + 1 };
        _nextAt += AirBurst.Duration + Options.WakeUpWait;
    }

    private void SendNext(HandsetTransmission transmission)
    {
        var bursts = transmission.Transmission.Bursts;
        if (_nextBurst == bursts.Length)
        {
            Finish(HandsetTransmissionState.Sent, _nextAt - _frame + AirBurst.Duration);
            return;
        }

        var slot = Options.Channel.IsSimplex ? Timeslot.None : Options.Slot;
        if (_isReleased && bursts[_nextBurst].Kind == DmrdBurst.VoiceA) _nextBurst = bursts.Length - 1;
        Antenna.Transmit(new AirBurst(_nextAt, slot, bursts[_nextBurst].Payload.Span));
        _transmission = transmission with { BurstsSent = transmission.BurstsSent + 1 };
        _nextBurst++;
        _nextAt += _frame;
    }

    private void Finish(HandsetTransmissionState state, TimeSpan? endedAt)
    {
        Last = _transmission! with { State = state, EndedAt = endedAt };
        _transmission = null;
        TransmissionEnded?.Invoke(Last);
    }
}
