using RadioNet.Protocols;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Repeaters;

namespace RadioNet.Simulator.Conversations;

/// <summary>A handset whose monitor key is held: takes down all calls that a base station sends on a timeslot.</summary>
internal sealed class SlotMonitor
{
    private readonly Lock _gate = new();
    private readonly LiveAir _air;
    private readonly LiveHandset _handset;
    private readonly Timeslot _slot;
    private readonly Queue<ReceivedTransmission> _heard = new();
    private ReceivedTransmission? _last;
    private ReceivedTransmission? _lastButOne;
    private long _interleaved;

    public SlotMonitor(LiveAir air, ChannelFrequencies channel, ColorCode colorCode, Timeslot slot)
    {
        (_air, _slot) = (air, slot);
        _handset = LiveHandset.Join(air, new HandsetOptions
        {
            Id = new RadioId(RadioId.Largest),
            ColorCode = colorCode,
            Slot = slot,
            Channel = channel,
            Monitors = true,
        });
    }

    /// <summary>How often a call that had no end came back after another.</summary>
    public long Interleaved
    {
        get
        {
            lock (_gate)
            {
                Listen();
                return _interleaved;
            }
        }
    }

    /// <summary>The calls that are over, as many as are remembered, in order.</summary>
    public IReadOnlyList<ReceivedTransmission> Heard
    {
        get
        {
            lock (_gate)
            {
                Listen();
                return [.. _heard];
            }
        }
    }

    private void Listen()
    {
        while (_handset.Calls.TryRead(out var call)) Note(Of(call), call.Entry);
    }

    private void Note(ReceivedTransmission call, HeardEntry entry)
    {
        if (entry == HeardEntry.Embedded && _lastButOne is { HadTerminator: false } before && !IsSame(_last!, call) && IsSame(before, call)) _interleaved++;
        (_lastButOne, _last) = (_last, call);
        _heard.Enqueue(call);
        if (_heard.Count > SlotListener.MostKept) _heard.Dequeue();
    }

    private static bool IsSame(ReceivedTransmission one, ReceivedTransmission other) =>
        one.Source == other.Source && one.Target == other.Target && one.TargetKind == other.TargetKind;

    private ReceivedTransmission Of(HeardCall call) => new()
    {
        Source = call.Source,
        Target = call.Target,
        TargetKind = call.Call.TargetKind,
        Slot = _slot,
        StreamId = 0,
        FirstHeard = _air.TimestampOf(call.Start),
        LastHeard = _air.TimestampOf(call.LastBurst),
        Bursts = call.Bursts.Length,
        VoiceBursts = call.VoiceBursts,
        Missing = call.Gaps,
        OutOfStep = call.OutOfStep,
        HadHeader = call.Entry == HeardEntry.Header,
        HadTerminator = call.HasTerminator,
        VoiceDigest = call.VoiceDigest,
    };
}
