using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;
using Reason = RadioNet.CallControl.Reason;

namespace RadioNet.BaseStation.Repeater;

/// <summary>
/// What one timeslot hears from its radios: who talks, and whether he may. An admitted radio's bursts go to the node, mended where
/// codes can, and to the same timeslot's downlink.
/// </summary>
internal sealed partial class SlotUplink(Timeslot slot, RepeaterContext context, SlotDownlink downlink)
{
    private readonly byte[] _burst = new byte[BurstLayout.BurstOctets];
    private readonly LateEntry _late = new();
    private State _state;
    private TimeSpan _lastHeard;
    private TimeSpan _started;
    private ReceptionMeter _reception;
    private LinkControl _lc;
    private FloorOutcome _outcome;
    private Reason _reason;
    private bool _isLateEntry;

    private enum State : byte
    {
        /// <summary>Nothing is heard.</summary>
        Free,

        /// <summary>Voice is heard, and not yet known whose.</summary>
        Listening,

        /// <summary>An admitted radio talks.</summary>
        Talking,

        /// <summary>A radio talks that may not, or no longer; its voice is dropped to its end.</summary>
        Dropped,

        /// <summary>An admitted radio sends data.</summary>
        Data,

        /// <summary>A radio sends data that may not; they are dropped to their end.</summary>
        DroppedData,
    }

    /// <summary>Whether anything is received.</summary>
    public bool IsReceiving => _state != State.Free;

    /// <summary>Whether a radio of ours is received that may use the carrier, or may turn out to.</summary>
    public bool IsServed => _state is State.Talking or State.Data || (_state == State.Listening && _late.IsOurs);

    /// <summary>Whether its timeslot's downlink belongs to the radio that talks.</summary>
    public bool HasSlot => _state == State.Talking && !IsBarred;

    /// <summary>The service options of who talks.</summary>
    public ServiceOptions Options => _state == State.Talking ? _lc.ServiceOptions : default;

    /// <summary>Takes a burst from the air.</summary>
    public void OnAir(DmrControl control, ReadOnlySpan<byte> burst, int? dbm, TimeSpan now)
    {
        burst.CopyTo(_burst);
        if (control.IsVoice) OnVoice(control.SuperframeIndex, dbm, now);
        else if (control.HasDataSync) OnDataSync(control.DataType, dbm, now);
        else context.Counters.Unreadable++;
    }

    /// <summary>The modem lost the signal.</summary>
    public void OnLost(TimeSpan now) => End(SpurtEnd.SignalLost, now);

    /// <summary>The node decided about the spurt of a radio; of another one than now talks it means nothing.</summary>
    public void OnDecision(RadioId source, uint target, FloorOutcome outcome, Reason reason)
    {
        bool isThis = _state switch
        {
            State.Talking => _lc.Source == source && _lc.Target == target,
            State.Data => _dataSource == source && _dataTarget == target,
            _ => false,
        };
        if (!isThis) return;
        bool wasBarred = IsBarred;
        (_outcome, _reason) = (outcome, reason);
        if (IsBarred) StopRepeating(SpurtEnd.Decided);
        else if (wasBarred && _state == State.Talking) _repeat = downlink.BeginLocal(_lc);
    }

    /// <summary>The link is another one, or none: the node knows nothing of who talks.</summary>
    public void OnLinkChanged() => _isInNetwork = false;

    /// <summary>What the radio says from now on is not repeated; the node hears it still.</summary>
    public void StopRepeating(SpurtEnd why)
    {
        if (_repeat is { } playout) downlink.CutLocal(playout, why);
        _repeat = null;
    }

    /// <summary>When it next has something to do.</summary>
    public TimeSpan NextDue()
    {
        if (_state == State.Free) return TimeSpan.MaxValue;
        var silent = _lastHeard + RepeaterContext.Silence;
        var timeOut = context.Settings.TimeOut;
        return _state == State.Talking && timeOut > TimeSpan.Zero && _started + timeOut < silent ? _started + timeOut : silent;
    }

    /// <summary>Ends what is silent, cuts who talks too long.</summary>
    public void Tick(TimeSpan now)
    {
        var timeOut = context.Settings.TimeOut;
        if (_state != State.Free && now - _lastHeard >= RepeaterContext.Silence) End(SpurtEnd.Silent, now);
        else if (_state == State.Talking && timeOut > TimeSpan.Zero && now - _started >= timeOut) CutOff(now);
    }

    /// <summary>Ends what is received, whatever it is.</summary>
    public void End(SpurtEnd why, TimeSpan now)
    {
        if (_state == State.Talking) EndVoice(why, now);
        else if (_state == State.Data) Tell(RepeaterEventKind.SpurtEnded, why == SpurtEnd.Silent ? SpurtEnd.Terminated : why);
        _state = State.Free;
    }

    private void OnDataSync(DataType type, int? dbm, TimeSpan now)
    {
        // The modem has read the type too, without correcting it.
        if (SlotType.TryRead(_burst, out var slotType))
        {
            type = slotType.DataType;
            if (slotType.ColorCode != context.Settings.ColorCode)
            {
                context.Counters.Foreign++;
                return;
            }
        }

        switch (type)
        {
            case DataType.VoiceHeader:
                OnHeader(dbm, now);
                break;
            case DataType.PrivacyHeader:
                OnPrivacyHeader(dbm, now);
                break;
            case DataType.Terminator:
                OnTerminator(dbm, now);
                break;
            case DataType.Csbk or DataType.MultiBlockHeader:
                OnControl(type, dbm, now);
                break;
            case DataType.DataHeader:
                OnDataHeader(dbm, now);
                break;
            case DataType.Idle:
                break;
            default:
                OnBlock(type, dbm, now);
                break;
        }
    }

    private bool IsBarred => _outcome is FloorOutcome.Denied or FloorOutcome.Stopped;

    private bool IsAdmitted(AccessKind kind, RadioId source, AddressKind targetKind, uint target)
    {
        (_outcome, _reason) = (FloorOutcome.Undecided, context.Access(new AccessRequest(kind, slot, source, targetKind, target)));
        return _reason == Reason.None;
    }

    private void Tell(RepeaterEventKind kind, SpurtEnd why = SpurtEnd.None)
    {
        bool isData = _state == State.Data;
        context.Outlet.Tell(new RepeaterEvent
        {
            Kind = kind,
            Slot = slot,
            IsData = isData,
            Source = isData ? _dataSource : _lc.Source,
            TargetKind = isData ? _dataTargetKind : _lc.TargetKind,
            Target = isData ? _dataTarget : _lc.Target,
            Options = isData ? default : _lc.ServiceOptions,
            LateEntry = _isLateEntry && !isData,
            Why = why,
            Outcome = _outcome,
            Reason = _reason,
            Reception = _reception.Reception,
        });
    }

    /// <summary>How many bursts of 60 ms something comes after the last that was heard; what a late host takes at once has waited.</summary>
    private int StepsSince(TimeSpan now) => Math.Max(1, (int)Math.Round((now - context.Late - _lastHeard) / RepeaterContext.Burst));

    private static DmrdBurst KindOf(DataType type) => DmrdBurstExtensions.FromDataType((byte)type);
}
