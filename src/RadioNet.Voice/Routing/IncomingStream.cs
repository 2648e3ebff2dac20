using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Routing;

/// <summary>One stream that comes in at a port. Pooled: <see cref="Begin"/> makes it another one.</summary>
internal sealed class IncomingStream(int place)
{
    public LinkControlWatch LinkControl;
    public Leg[] Legs = [];

    private uint _bursts;
    private uint _missing;
    private uint _bitErrors;
    private uint _voiceBursts;
    private long _rssiSum;
    private uint _rssiCount;
    private uint _longestHeld;

    /// <summary>Its place in the pool.</summary>
    public int Place { get; } = place;

    public StreamId Id { get; private set; }

    public StreamKey Key { get; private set; }

    public RouterPort Port { get; private set; } = null!;

    public Decision Decision { get; set; }

    /// <summary>The Homebrew stream id that destinations see.</summary>
    public uint OutgoingStream { get; set; }

    /// <summary>The call's number that came with it over a voice link; 0 when none did.</summary>
    public ulong Call { get; private set; }

    /// <summary>The spurt's number, likewise.</summary>
    public ulong Spurt { get; private set; }

    /// <summary>The call's number that its grant gave; 0 when it gave none.</summary>
    public ulong GrantedCall { get; set; }

    /// <summary>The spurt's number, likewise.</summary>
    public ulong GrantedSpurt { get; set; }

    /// <summary>The order that it follows, when it comes from another node and there is one.</summary>
    public RelayOrder? Relay { get; set; }

    public int LegCount { get; set; }

    /// <summary>Whether the port finds it for a burst with its key.</summary>
    public bool Attached { get; set; }

    /// <summary>Whether nothing more comes.</summary>
    public bool Over { get; private set; }

    public StreamEnd End { get; private set; }

    public long Started { get; private set; }

    public long LastHeard { get; private set; }

    public long EndedAt { get; private set; }

    /// <summary>When it is next said to be alive.</summary>
    public long NextAlive { get; set; }

    /// <summary>From when on its talker's position is said again.</summary>
    public long NextPosition { get; set; }

    public SequenceWatch Sequence { get; } = new();

    public KeptBursts Kept { get; } = new();

    /// <summary>The Homebrew id of the stream before it with the same key; 0 when there was none.</summary>
    public uint PreviousHomebrewStream { get; private set; }

    /// <summary>Whether a voice burst A to F has come: a header from now on is a new transmission's.</summary>
    public bool VoiceSeen { get; private set; }

    /// <summary>The sequence number of the burst that was sent last.</summary>
    public byte LastSent { get; set; }

    public uint Dropped { get; set; }

    public bool StartUnsaid { get; set; }

    public bool UpdateUnsaid { get; set; }

    public bool EndUnsaid { get; set; }

    public bool IsVoice => Key.Kind == StreamKind.Voice;

    public bool HasUnsaid => StartUnsaid | UpdateUnsaid | EndUnsaid;

    public void Begin(StreamId id, StreamKey key, RouterPort port, uint previousHomebrewStream, long now)
    {
        (Id, Key, Port, PreviousHomebrewStream) = (id, key, port, previousHomebrewStream);
        (Decision, Over, End, VoiceSeen, Attached) = (Decision.Waiting, false, default, false, false);
        (Started, LastHeard, EndedAt, NextPosition) = (now, now, 0, now);
        (StartUnsaid, UpdateUnsaid, EndUnsaid) = (!port.BetweenNodes, false, false);
        (_bursts, _missing, _bitErrors, _voiceBursts, _rssiSum, _rssiCount, Dropped) = (0, 0, 0, 0, 0, 0, 0);
        (OutgoingStream, LegCount, LastSent) = (0, 0, 0);
        (Call, Spurt, GrantedCall, GrantedSpurt, _longestHeld) = (0, 0, 0, 0, 0);
        LinkControl = default;
        Relay = null;
        Sequence.Reset();
        Kept.Reset();
    }

    /// <summary>Counts a fresh burst and reads what it tells about the stream.</summary>
    public void Take(in DmrdPacket packet, int missing, in BurstTrail trail, long now)
    {
        LastHeard = now;
        if (trail.Call != 0) Call = trail.Call;
        if (trail.Spurt != 0) Spurt = trail.Spurt;
        _longestHeld = Math.Max(_longestHeld, trail.Hops.Total);
        _bursts++;
        _missing += (uint)missing;
        if (packet.Burst.IsVoiceBurst())
        {
            VoiceSeen = true;
            if (packet.Octets.Length >= DmrdPacket.Length)
            {
                _voiceBursts++;
                _bitErrors += Math.Min((uint)packet.BitErrors, DmrdPacket.ProtectedBits);
            }
        }

        if (packet.Rssi != 0)
        {
            _rssiSum += packet.Rssi;
            _rssiCount++;
        }

        if (IsVoice && LinkControl.Take(Key, packet.Burst, packet.Payload, missing > 0)) UpdateUnsaid = !Port.BetweenNodes;
    }

    /// <summary>Who asks for the floor has said so again, without a burst more.</summary>
    public void StillAsks(long now) => LastHeard = now;

    public void Finish(StreamEnd end, long now) => (Over, End, EndedAt, EndUnsaid) = (true, end, now, !Port.BetweenNodes);

    public RouterEvent Tell(RouterEventKind kind) => new()
    {
        Kind = kind,
        Stream = Id,
        Port = Port.Id,
        Slot = Key.Slot,
        StreamKind = Key.Kind,
        TargetKind = Key.TargetKind,
        Source = Key.Source,
        Target = Key.Target,
        Ssrc = Key.Ssrc,
        ServiceOptions = LinkControl.Options.Value,
        Call = Call,
        Spurt = Spurt,
        LongestHeld = TimeSpan.FromMicroseconds(_longestHeld),
        Started = Started,
        LastHeard = LastHeard,
        End = End,
        Bursts = _bursts,
        Missing = _missing,
        Dropped = Dropped,
        BitErrors = _bitErrors,
        VoiceBursts = _voiceBursts,
        Rssi = _rssiCount == 0 ? 0 : (int)(_rssiSum / _rssiCount),
    };
}
