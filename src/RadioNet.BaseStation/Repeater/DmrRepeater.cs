using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Control;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Repeater;

/// <summary>
/// The conventional DMR repeater of one carrier (ETSI TS 102 361-2), between an MMDVM modem and the node, as a pure machine: no
/// clock, no I/O, no thread, nothing allocated per burst. Times are those of one monotonic clock. Belongs to one thread.
/// </summary>
/// <remarks>
/// The node gets what radios send with the mobile's sync, codes without their errors; the air gets this carrier's sync and colour code. A
/// radio that talks has its timeslot before the network; what it displaces is joined again, late, when the timeslot is free.
/// Call <see cref="Tick"/> when <see cref="NextDue"/> says so.
/// </remarks>
public sealed class DmrRepeater
{
    // Who is refused may ask on and on.
    private static readonly TimeSpan RefusalInterval = TimeSpan.FromSeconds(1);

    private readonly RepeaterContext _context;
    private readonly SlotDownlink[] _downlinks;
    private readonly SlotUplink[] _uplinks;
    private readonly Transmitter _transmitter;
    private readonly ActivityBoard _board;
    private TimeSpan _cwIdDue;
    private TimeSpan _refusalDue = TimeSpan.MinValue;
    private TimeSpan _lastRun;
    private bool _isGathering;

    /// <summary>Makes a repeater whose link and modem are down.</summary>
    /// <param name="settings">How it repeats.</param>
    /// <param name="outlet">Where bursts and sentences go.</param>
    /// <param name="access">Who may use it.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public DmrRepeater(RepeaterSettings settings, IRepeaterOutlet outlet, AccessRule access, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(outlet);
        ArgumentNullException.ThrowIfNull(access);
        settings.Check();
        _context = new RepeaterContext(settings, outlet, access);
        _downlinks = [new(Timeslot.One, _context), new(Timeslot.Two, _context)];
        _uplinks = [new(Timeslot.One, _context, _downlinks[0]), new(Timeslot.Two, _context, _downlinks[1])];
        _transmitter = new Transmitter(_context, _downlinks[0].Output, _downlinks[1].Output);
        _board = new ActivityBoard(_context);
        _transmitter.Configured(now);
        _cwIdDue = now + (settings.CwIdInterval ?? TimeSpan.Zero);
        _lastRun = now;
    }

    /// <summary>How it repeats.</summary>
    public RepeaterSettings Settings => _context.Settings;

    /// <summary>What it met since it was made.</summary>
    public RepeaterCounters Counters => _context.Counters;

    /// <summary>Whether its transmitter is on.</summary>
    public bool IsTransmitting => _transmitter.IsOn;

    /// <summary>Whether something is to be sent, for which the modem must be in the state DMR.</summary>
    public bool NeedsDmrState => _transmitter.NeedsDmrState;

    /// <summary>The share of the duty cycle's window for which it transmitted, 0 to 1.</summary>
    public double DutyShare => _transmitter.DutyShare;

    /// <summary>How long a stream of the network that begins now on a timeslot waits for late bursts.</summary>
    public TimeSpan JitterDelay(Timeslot slot) => _downlinks[IndexOf(slot)].JitterDelay;

    /// <summary>From when a burst of the stream that a timeslot plays should have come to when it went to the modem.</summary>
    public TimeSpan PlayoutDelay(Timeslot slot) => _downlinks[IndexOf(slot)].PlayoutDelay;

    /// <summary>Speech that waits in the modem for a timeslot, as far as the host knows.</summary>
    public TimeSpan Queued(Timeslot slot, TimeSpan now) => _downlinks[IndexOf(slot)].Output.Queue.Waiting(now);

    /// <summary>Whether a radio is heard or anything is sent or to be sent: no time for an identification or a calibration.</summary>
    public bool IsBusy(TimeSpan now) => _transmitter.IsOn || _transmitter.NeedsDmrState || IsReceiving || IsSending(now);

    /// <summary>When it next has something to do; <see cref="TimeSpan.MaxValue"/>: when something comes.</summary>
    public TimeSpan NextDue(TimeSpan now)
    {
        var due = _transmitter.NextDue(now);
        foreach (var uplink in _uplinks) due = Sooner(due, uplink.NextDue());
        foreach (var downlink in _downlinks) due = Sooner(due, downlink.Output.NextDue(now));
        return Settings.CwIdInterval is not null && _cwIdDue > now ? Sooner(due, _cwIdDue) : due;
    }

    /// <summary>Takes a burst that the modem received (DMR_DATA1 or DMR_DATA2).</summary>
    /// <param name="slot">The timeslot.</param>
    /// <param name="control">What the modem says that it is.</param>
    /// <param name="burst">33 octets.</param>
    /// <param name="dbm">Its signal strength, if the modem told it.</param>
    /// <param name="now">The time.</param>
    public void OnAir(Timeslot slot, DmrControl control, ReadOnlySpan<byte> burst, int? dbm, TimeSpan now)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(burst.Length, BurstLayout.BurstOctets);
        if (control.HasDataSync && control.DataType == DataType.Csbk && TryReadWakeUp(burst, out var wakeUp)) WakeUp(wakeUp, now);
        else if (control.IsIdleReceive || !Has(slot)) _context.Counters.Unreadable++;
        else _uplinks[IndexOf(slot)].OnAir(control, burst, dbm, now);
        Run(now);
    }

    /// <summary>The modem lost a timeslot's signal (DMR_LOST1 or DMR_LOST2).</summary>
    public void OnAirLost(Timeslot slot, TimeSpan now)
    {
        if (Has(slot)) _uplinks[IndexOf(slot)].OnLost(now);
        Run(now);
    }

    /// <summary>Takes a burst of the node; they may come unevenly, twice, overtaken, or not at all.</summary>
    /// <param name="head">What is said of it.</param>
    /// <param name="stream">The spurt's SSRC.</param>
    /// <param name="timestamp">Its RTP timestamp: its place in the spurt, <see cref="VoiceLinkPacket.TicksPerBurst"/> a burst.</param>
    /// <param name="burst">33 octets.</param>
    /// <param name="now">When it came.</param>
    public void OnNetwork(in LinkBurst head, uint stream, uint timestamp, ReadOnlySpan<byte> burst, TimeSpan now)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(burst.Length, BurstLayout.BurstOctets);
        if (Has(head.Slot) && _context.IsLinkUp) _downlinks[IndexOf(head.Slot)].OnNetwork(head, stream, timestamp, burst, now);
        else _context.Counters.Stray++;
        Run(now);
    }

    /// <summary>The node decided about a radio's spurt.</summary>
    public void OnDecision(Timeslot slot, RadioId source, uint target, FloorOutcome outcome, Reason reason, TimeSpan now)
    {
        if (Has(slot)) _uplinks[IndexOf(slot)].OnDecision(source, target, outcome, reason);
        Run(now);
    }

    /// <summary>The modem answered GET_STATUS, which it is asked each 250 ms: at any time since anything was done here last.</summary>
    public void OnModemStatus(in StatusReply status, TimeSpan now)
    {
        _transmitter.OnStatus(status, age: now - _lastRun, now);
        Run(now);
    }

    /// <summary>The modem has acknowledged another state (SET_MODE); it is in none before the first.</summary>
    public void OnModemState(ModemState state, TimeSpan now)
    {
        _transmitter.OnState(state, now);
        Run(now);
    }

    /// <summary>The modem refused a command (NAK).</summary>
    public void OnRefused(ModemCommand command, NakReason reason, TimeSpan now)
    {
        switch (command, reason)
        {
            case (ModemCommand.DmrData1, NakReason.NoRoom):
                _downlinks[0].Output.Refused(now);
                break;
            case (ModemCommand.DmrData2, NakReason.NoRoom):
                _downlinks[1].Output.Refused(now);
                break;
            case (ModemCommand.DmrStart, NakReason.WrongData):
                _transmitter.OnStartRefused(now);
                break;
            default:
                _context.Counters.OtherRefused++;
                break;
        }

        Run(now);
    }

    /// <summary>The modem is gone: what it had is lost, and who was heard is not heard any more.</summary>
    public void OnModemGone(TimeSpan now)
    {
        foreach (var uplink in _uplinks) uplink.End(SpurtEnd.ModemGone, now);
        foreach (var downlink in _downlinks) downlink.Forget(SpurtEnd.ModemGone);
        _transmitter.Forget(now);
        Run(now);
    }

    /// <summary>The link to the node is up with a new session, or down. Without it radios are repeated here alone.</summary>
    public void OnLinkState(bool isUp, TimeSpan now)
    {
        foreach (var downlink in _downlinks) downlink.CutNetwork(SpurtEnd.LinkDown);
        foreach (var uplink in _uplinks) uplink.OnLinkChanged();
        _context.IsLinkUp = isUp;
        Run(now);
    }

    /// <summary>Takes other settings; what runs is ended when it can't go on under them.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range; nothing has changed.</exception>
    public void Configure(RepeaterSettings settings, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        bool isOther = settings.Duplex != Settings.Duplex || settings.ColorCode != Settings.ColorCode;
        if (isOther)
        {
            foreach (var uplink in _uplinks) uplink.End(SpurtEnd.Configured, now);
            foreach (var downlink in _downlinks) downlink.Forget(SpurtEnd.Configured);
            _transmitter.Stop(now);
        }

        var former = Settings;
        _context.Settings = settings;
        _transmitter.Configured(now);
        if (settings.JitterStart != former.JitterStart)
        {
            foreach (var downlink in _downlinks) downlink.ForgetJitter();
        }

        if (settings.CwIdInterval != former.CwIdInterval) _cwIdDue = now + (settings.CwIdInterval ?? TimeSpan.Zero);
        Run(now);
    }

    /// <summary>
    /// Only takes what comes from here on; <see cref="Tick"/> then does what follows from all of it. For a host that takes all that
    /// waits at once, so that one which is late neither fills in for a burst nor ends what only waits to be taken.
    /// </summary>
    /// <param name="late">By how much the host is late: what comes may have come so much earlier.</param>
    public void Gather(TimeSpan late) => (_isGathering, _context.Late) = (true, late);

    /// <summary>Does what is due.</summary>
    public void Tick(TimeSpan now)
    {
        (_isGathering, _context.Late) = (false, TimeSpan.Zero);
        Run(now);
    }

    private bool IsReceiving => _uplinks[0].IsReceiving || _uplinks[1].IsReceiving;

    private static TimeSpan Sooner(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static int IndexOf(Timeslot slot) => slot == Timeslot.Two ? 1 : 0;

    private bool Has(Timeslot slot) => slot == Timeslot.Two || (slot == Timeslot.One && Settings.Duplex);

    private bool IsSending(TimeSpan now) => _downlinks[0].Output.IsBusy(now) || _downlinks[1].Output.IsBusy(now);

    private bool TryReadWakeUp(ReadOnlySpan<byte> burst, out BaseStationActivation wakeUp)
    {
        wakeUp = default;
        return SlotType.TryRead(burst, out var slotType) && slotType.ColorCode == Settings.ColorCode
            && Csbk.TryReadBurst(burst, DataType.Csbk, out var csbk, out _) && BaseStationActivation.TryRead(csbk, out wakeUp);
    }

    private void WakeUp(in BaseStationActivation wakeUp, TimeSpan now)
    {
        if (!Settings.Duplex) return;
        var request = new AccessRequest(AccessKind.WakeUp, Timeslot.None, wakeUp.Source, AddressKind.Unit, wakeUp.BaseStation);
        var reason = _context.Access(request);
        bool isNews = reason == Reason.None ? !_transmitter.IsOn && !_transmitter.NeedsDmrState : now >= _refusalDue;
        if (reason == Reason.None) _transmitter.Wake(now);
        if (!isNews) return;
        if (reason != Reason.None) _refusalDue = now + RefusalInterval;
        _context.Outlet.Tell(new RepeaterEvent
        {
            Kind = reason == Reason.None ? RepeaterEventKind.WokenUp : RepeaterEventKind.WakeUpRefused,
            Source = wakeUp.Source,
            TargetKind = AddressKind.Unit,
            Target = wakeUp.BaseStation,
            Reason = reason,
        });
    }

    /// <summary>Lets each part do what is due, from the air to the modem.</summary>
    private void Run(TimeSpan now)
    {
        if (_isGathering) return;
        _lastRun = now;
        foreach (var uplink in _uplinks) uplink.Tick(now);
        _transmitter.Measure(now);
        bool isServed = false;
        for (int i = 0; i < _uplinks.Length; i++)
        {
            var (uplink, downlink) = (_uplinks[i], _downlinks[i]);
            if (!_context.MayTransmit(uplink.Options)) uplink.StopRepeating(SpurtEnd.DutyCycle);
            downlink.CutLimited();
            bool mayPass = _context.MayTransmit(uplink.Options);
            downlink.Hold(Settings.Duplex ? uplink.HasSlot && mayPass : uplink.IsReceiving, now);
            isServed |= Settings.Duplex && uplink.IsServed && mayPass;
        }

        _transmitter.Advance(isServed || IsSending(now), now);
        foreach (var downlink in _downlinks) downlink.Output.Pump(now);
        if (!Settings.Duplex || !_transmitter.IsOn) _board.Forget();
        else _board.Show(_downlinks[0].Output.Activity(now), _downlinks[1].Output.Activity(now));
        AskForCwId(now);
    }

    private void AskForCwId(TimeSpan now)
    {
        if (Settings.CwIdInterval is not { } interval || now < _cwIdDue || IsBusy(now)) return;
        _cwIdDue = now + interval;
        _context.Outlet.Tell(new RepeaterEvent { Kind = RepeaterEventKind.CwIdDue });
    }
}
