using System.Collections.Concurrent;
using RadioNet.CallControl;
using RadioNet.Core.Ports;
using RadioNet.Core.Vocoding;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.M17;
using RadioNet.Voice.M17;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Talking;
using RadioNet.Voice.Vocoders;
using SpurtOutcome = RadioNet.Api.SpurtOutcome;

namespace RadioNet.Core.M17;

/// <summary>
/// What is said at a reflector's module, on its way into the talkgroup: a stream asks for the floor by its header, as a talk of a console does, and its voice follows.
/// What is refused is dropped to its end. All on the link's thread, save what <see cref="Decide"/> leaves there.
/// </summary>
internal sealed class M17Incoming : IM17LinkListener, IBurstSink, IDisposable
{
    /// <summary>Packets at once, after a stall of the line: 1 s of speech.</summary>
    private const float PacketsAtOnce = 25;

    /// <summary>A little faster than they are said.</summary>
    private const float PacketsPerSecond = 27;

    private const float StreamsAtOnce = 5;
    private const float StreamsPerSecond = 1;

    /// <summary>For how long coders are kept after a stream: the next one is mostly the answer.</summary>
    private static readonly TimeSpan _keepsCoders = TimeSpan.FromSeconds(4);

    /// <summary>How soon after a failure coders are asked for again.</summary>
    private static readonly TimeSpan _coderPause = TimeSpan.FromSeconds(1);

    private readonly SlotPort _port;
    private readonly M17Talks _talks;
    private readonly M17Sayings _sayings;
    private readonly M17Room _room;
    private readonly ConcurrentQueue<(M17Talk Talk, SpurtOutcome Outcome, Reason Why)> _said = new();
    private RateBucket _pace;
    private RateBucket _starts;
    private M17ToDmr? _edge;
    private M17Talk? _talk;
    private RadioId _source;
    private Talkgroup? _talkgroup;
    private bool _isCut;
    private bool _isUnasked;
    private byte _sequence;
    private TimeSpan _lastPacket;
    private TimeSpan _opensAt;

    public M17Incoming(SlotPort port, M17Talks talks, M17Sayings sayings, M17Room room) => (_port, _talks, _sayings, _room) = (port, talks, sayings, room);

    /// <summary>Wakes the link's thread.</summary>
    public Action Wake { get; set; } = () => { };

    /// <summary>How the link is, and why it failed last.</summary>
    public M17LinkFault Fault { get; private set; }

    /// <summary>Who was heard there last.</summary>
    public M17Heard? LastHeard { get; private set; }

    /// <summary>Why what was said there last did not get the floor; none when it did.</summary>
    public Reason LastRefusal { get; private set; }

    /// <summary>What is missing to transcode; null when nothing was at the last try.</summary>
    public LocalizedText? Missing { get; private set; }

    /// <inheritdoc/>
    public TimeSpan DueAt => _edge is null ? TimeSpan.MaxValue : _edge.DueAt < TimeSpan.MaxValue ? _edge.DueAt : _lastPacket + _keepsCoders;

    private M17LinkPlan Link => _port.M17Link!;

    /// <inheritdoc/>
    public void Take(in M17StreamPacket packet, TimeSpan now)
    {
        if (!_pace.TryTake(_room.Time, PacketsAtOnce, PacketsPerSecond))
        {
            _room.Counts.Add(M17Count.Flood);
            return;
        }

        _lastPacket = now;
        Obey();
        if (_edge is not null || TryOpen(now))
        {
            _edge!.Take(packet, now);
        }
    }

    /// <inheritdoc/>
    public void Advance(TimeSpan now)
    {
        Obey();
        _edge?.Advance(now);
        if (_edge is { DueAt: var due } && due == TimeSpan.MaxValue && now - _lastPacket >= _keepsCoders)
        {
            Release();
        }
    }

    /// <inheritdoc/>
    public void Changed(M17LinkState state, M17LinkFault fault)
    {
        Fault = fault;
        if (state != M17LinkState.Linked)
        {
            _edge?.Cut();
        }
    }

    /// <summary>Hears what was decided about a talk. From any thread.</summary>
    public void Decide(M17Talk talk, SpurtOutcome outcome, Reason why)
    {
        _said.Enqueue((talk, outcome, why));
        Wake();
    }

    /// <summary>The link is closed: what runs ends. When its thread is no more.</summary>
    public void Dispose()
    {
        _edge?.Cut();
        Release();
    }

    /// <inheritdoc/>
    void IBurstSink.Take(DmrdBurst burst, byte sequence, ReadOnlySpan<byte> payload)
    {
        if (_talk is null || (_isCut && burst != DmrdBurst.Terminator) || (_isUnasked && burst != DmrdBurst.VoiceHeader))
        {
            return;
        }

        _isUnasked = false;
        Write(burst, sequence, payload);
    }

    private void Write(DmrdBurst burst, byte sequence, ReadOnlySpan<byte> payload)
    {
        _room.Ring.TryWrite(
            new DmrdHeader
            {
                Sequence = sequence,
                Source = _source,
                Target = _talkgroup!.Id.Value,
                TargetKind = AddressKind.Group,
                Slot = _talkgroup.Slot,
                Burst = burst,
                StreamId = _talk!.Number,
            },
            payload);
        _sequence = sequence;
        if (burst == DmrdBurst.Terminator)
        {
            _talks.Close(_talk);
            _talk = null;
        }
    }

    private void Obey()
    {
        while (_said.TryDequeue(out var said))
        {
            if (said.Talk != _talk || _isCut)
            {
                continue;
            }

            if (said.Outcome == SpurtOutcome.Granted)
            {
                _room.Counts.Add(M17Count.Granted);
                LastRefusal = Reason.None;
            }
            else
            {
                _room.Counts.Add(said.Outcome == SpurtOutcome.Stopped ? M17Count.Stopped : M17Count.Denied);
                LastRefusal = said.Why;
                _isCut = true;
                _edge!.Cut();
            }
        }
    }

    /// <summary>What a stream says on the radio; null when it is not let in.</summary>
    private TalkSpurt? Admit(M17LinkSetup setup)
    {
        var plan = _room.Plan.Current;
        if (M17Callers.Plain(setup.Source) is not { } callsign)
        {
            return Leave(M17Count.Nameless);
        }

        LastHeard = new M17Heard(callsign.ToString(), _room.Time.GetUtcNow());
        if (callsign == Link.Callsign || _sayings.IsEcho(callsign))
        {
            return Leave(M17Count.Echoes);
        }

        if (!plan.TryTalkgroup(Link.Talkgroup, out var talkgroup) || !_starts.TryTake(_room.Time, StreamsAtOnce, StreamsPerSecond))
        {
            return Leave(M17Count.TooMany);
        }

        if (_talk is not null)
        {
            EndBefore();
        }

        _room.Counts.Add(M17Count.Asked);
        _isUnasked = true;
        (_source, _talkgroup, _isCut) = (M17Callers.RadioOf(plan, Link, callsign), talkgroup, false);
        _talk = _talks.Open(_port, callsign, this);
        return new TalkSpurt(LinkControl.GroupVoice(talkgroup.Id, _source, default), TalkRing.ColorCode) { Interleaved = M17Callers.AliasOf(callsign) };
    }

    /// <summary>A chip still encodes the end of the talk before: that ends without it.</summary>
    private void EndBefore()
    {
        Span<byte> terminator = stackalloc byte[DmrdPacket.BurstLength];
        FullLinkControl.WriteTerminator(terminator, LinkControl.GroupVoice(_talkgroup!.Id, _source, default), TalkRing.ColorCode);
        Write(DmrdBurst.Terminator, (byte)(_sequence + 1), terminator);
    }

    private TalkSpurt? Leave(M17Count why)
    {
        _room.Counts.Add(why);
        return null;
    }

    private bool TryOpen(TimeSpan now)
    {
        if (now < _opensAt || !_room.Plan.Current.TryTalkgroup(Link.Talkgroup, out var talkgroup))
        {
            return false;
        }

        if (M17ToDmr.TryOpen(_room.Catalogue(), _room.VocoderOf(talkgroup), Admit, this, out _edge, out var refusal, Wake))
        {
            Missing = null;
            return true;
        }

        Missing = refusal.Localized();
        _opensAt = now + _coderPause;
        _room.Counts.Add(M17Count.NoVocoder);
        return false;
    }

    private void Release()
    {
        _edge?.Dispose();
        _edge = null;
    }
}

/// <summary>Who was heard at a reflector, and when.</summary>
internal sealed record M17Heard(string Callsign, DateTimeOffset At);
