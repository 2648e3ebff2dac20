using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;

namespace RadioNet.Simulator.Repeaters;

/// <summary>
/// Listens to one timeslot as a strict radio would: takes down each transmission, and counts what must not happen there.
/// May be read from any thread while bursts come in.
/// </summary>
public sealed class SlotListener(Timeslot slot)
{
    /// <summary>Ended transmissions that are kept; older ones are forgotten, their counts are not.</summary>
    public const int MostKept = 4096;

    private readonly Lock _gate = new();
    private readonly Queue<ReceivedTransmission> _ended = new();
    private readonly Queue<uint> _endedStreams = new();
    private ReceivedTransmission? _current;
    private byte _lastSequence;
    private int _lastVoiceIndex;
    private long _bursts;
    private long _transmissions;
    private long _interleaved;

    /// <summary>The timeslot.</summary>
    public Timeslot Slot { get; } = slot;

    /// <summary>Bursts heard in all.</summary>
    public long Bursts => Volatile.Read(ref _bursts);

    /// <summary>Transmissions begun in all.</summary>
    public long Transmissions => Volatile.Read(ref _transmissions);

    /// <summary>How often a stream came back after another had begun on this timeslot: never, on an honest channel.</summary>
    public long Interleaved => Volatile.Read(ref _interleaved);

    /// <summary>The transmissions heard and over: by a terminator, or because another began.</summary>
    public IReadOnlyList<ReceivedTransmission> Ended
    {
        get
        {
            lock (_gate) return [.. _ended];
        }
    }

    /// <summary>The transmission that runs; null when none does.</summary>
    public ReceivedTransmission? Current
    {
        get
        {
            lock (_gate) return _current;
        }
    }

    /// <summary>Takes a burst of this timeslot.</summary>
    /// <param name="packet">The burst.</param>
    /// <param name="timestamp">When it came, <see cref="TimeProvider.GetTimestamp"/> ticks.</param>
    /// <returns>The transmission that this burst ended, if it did.</returns>
    public ReceivedTransmission? OnBurst(in DmrdPacket packet, long timestamp)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _bursts);
            bool isRepeatedTerminator = packet.Burst == DmrdBurst.Terminator && _current is null && _endedStreams.Contains(packet.StreamId);
            if (isRepeatedTerminator) return null;
            var ended = BelongsToCurrent(packet) ? null : Begin(packet, timestamp);
            Continue(packet, timestamp);
            return packet.Burst == DmrdBurst.Terminator ? End() : ended;
        }
    }

    /// <summary>Ends a transmission whose terminator never came; returns it.</summary>
    public ReceivedTransmission? Close()
    {
        lock (_gate) return End();
    }

    private bool BelongsToCurrent(in DmrdPacket packet)
    {
        if (_current is not { } current) return false;
        bool isSame = current.StreamId == packet.StreamId && current.Source == packet.Source
            && current.Target == packet.Target && current.TargetKind == packet.TargetKind;
        bool beginsAnew = packet.Burst == DmrdBurst.VoiceHeader && current.VoiceBursts > 0;
        return isSame && !beginsAnew;
    }

    private ReceivedTransmission? Begin(in DmrdPacket packet, long timestamp)
    {
        var ended = End();
        if (_endedStreams.Contains(packet.StreamId)) Interlocked.Increment(ref _interleaved);
        Interlocked.Increment(ref _transmissions);
        _lastSequence = (byte)(packet.Sequence - 1);
        _lastVoiceIndex = -1;
        _current = new()
        {
            Source = packet.Source,
            Target = packet.Target,
            TargetKind = packet.TargetKind,
            Slot = Slot,
            StreamId = packet.StreamId,
            FirstHeard = timestamp,
            HadHeader = packet.Burst == DmrdBurst.VoiceHeader,
            PayloadDigest = BurstDigest.Start,
            VoiceDigest = BurstDigest.Start,
        };
        return ended;
    }

    private void Continue(in DmrdPacket packet, long timestamp)
    {
        var current = _current!;

        // Distance on the circle of 256: half of it forwards is a gap, half backwards is late.
        int step = (byte)(packet.Sequence - _lastSequence);
        bool isLate = step > 128;
        bool isVoice = packet.Burst.IsVoiceBurst();
        bool inStep = !isVoice || FollowsInSuperframe(packet.Burst.SuperframeIndex());
        if (!isLate && step > 0) _lastSequence = packet.Sequence;
        _current = current with
        {
            LastHeard = timestamp,
            Bursts = current.Bursts + 1,
            VoiceBursts = current.VoiceBursts + (isVoice ? 1 : 0),
            DataBursts = current.DataBursts + (packet.Burst.IsData() ? 1 : 0),
            Missing = isLate ? Math.Max(0, current.Missing - 1) : current.Missing + Math.Max(0, step - 1),
            Reordered = current.Reordered + (isLate ? 1 : 0),
            Duplicated = current.Duplicated + (step == 0 ? 1 : 0),
            OutOfStep = current.OutOfStep + (inStep ? 0 : 1),
            HadTerminator = packet.Burst == DmrdBurst.Terminator,
            PayloadDigest = BurstDigest.AddBurst(current.PayloadDigest, packet.Payload),
            VoiceDigest = isVoice ? BurstDigest.AddVoice(current.VoiceDigest, packet.Payload) : current.VoiceDigest,
        };
    }

    private bool FollowsInSuperframe(int index)
    {
        bool follows = _lastVoiceIndex < 0 || index == (_lastVoiceIndex + 1) % DmrdBurstExtensions.SuperframeLength;
        _lastVoiceIndex = index;
        return follows;
    }

    private ReceivedTransmission? End()
    {
        if (_current is not { } ended) return null;
        _current = null;
        _ended.Enqueue(ended);
        if (_ended.Count > MostKept) _ended.Dequeue();
        const int streamsRemembered = 16;
        _endedStreams.Enqueue(ended.StreamId);
        if (_endedStreams.Count > streamsRemembered) _endedStreams.Dequeue();
        return ended;
    }
}
