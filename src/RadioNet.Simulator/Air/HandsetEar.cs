using System.Collections.Immutable;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Control;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Simulator.Air;

/// <summary>
/// What a handset makes of the bursts of its timeslot: unmutes for calls to its talkgroups and itself, by their header or, when it
/// comes late, by their embedded link control, and mutes at the terminator or when nothing more comes.
/// </summary>
internal sealed class HandsetEar(HandsetOptions options)
{
    /// <summary>A call that was not heard for a superframe is over.</summary>
    private static readonly TimeSpan _lostAfter = TimeSpan.FromMilliseconds(360);

    private readonly TextEar _texts = new();
    private readonly ImmutableArray<HeardCallBurst>.Builder _bursts = ImmutableArray.CreateBuilder<HeardCallBurst>();
    private BurstNamer _namer;
    private EmbeddedLinkControlAccumulator _embedded;
    private TalkerAliasAccumulator _alias;
    private GpsInfo? _position;
    private LinkControl? _call;
    private HeardEntry _entry;
    private TimeSpan _start;
    private TimeSpan _lastVoice;
    private bool _isVoice;
    private int _gaps;
    private int _outOfStep;
    private int _next;

    /// <summary>Raised when a call is over.</summary>
    public event Action<HeardCall>? CallHeard;

    /// <summary>Raised when a text is whole.</summary>
    public event Action<HeardText>? TextHeard;

    /// <summary>Raised for each control signalling block.</summary>
    public event Action<HeardControl>? ControlHeard;

    /// <summary>When what it hears counts as lost.</summary>
    public TimeSpan NextDue => _isVoice ? _lastVoice + _lostAfter : TimeSpan.MaxValue;

    /// <summary>Whether voice goes on in the timeslot, for it or for others.</summary>
    public bool IsBusy => _isVoice;

    public void Advance(TimeSpan now)
    {
        if (NextDue > now) return;
        _isVoice = false;
        End(hasTerminator: false);
    }

    public void OnBurst(in AirBurst burst)
    {
        var kind = _namer.Name(burst.Octets, out _);
        if (kind is null || IsOtherColorCode(burst.Octets, kind.Value))
        {
            if (_call is not null) _outOfStep++;
        }
        else if (kind.Value.IsVoiceBurst())
        {
            OnVoice(burst, kind.Value);
        }
        else
        {
            OnData(burst, kind.Value);
        }
    }

    private void OnData(in AirBurst burst, DmrdBurst kind)
    {
        switch (kind)
        {
            case DmrdBurst.VoiceHeader:
                OnHeader(burst);
                break;
            case DmrdBurst.Terminator:
                _isVoice = false;
                if (_call is null) break;
                _bursts.Add(new(burst, kind, 0));
                End(hasTerminator: true);
                break;
            case DmrdBurst.Idle:
                if (_call is not null) _gaps++;
                break;
            case DmrdBurst.Csbk:
                if (Csbk.TryReadBurst(burst.Octets, DataType.Csbk, out var block, out _)) ControlHeard?.Invoke(new(block, burst.End));
                break;
            case DmrdBurst.DataHeader:
                _texts.OnHeader(burst.Octets);
                break;
            case DmrdBurst.Rate12Data:
                if (_texts.OnBlock(burst.Octets, burst.End) is { } text && IsFor(text.Target, text.TargetKind)) TextHeard?.Invoke(text);
                break;
        }
    }

    private void OnHeader(in AirBurst burst)
    {
        (_isVoice, _lastVoice) = (true, burst.Start);
        if (!FullLinkControl.TryReadHeader(burst.Octets, out var lc)) return;
        bool isRepeated = _call is { } call && call.IsSameCall(lc) && !_bursts.Any(heard => heard.Kind.IsVoiceBurst());
        if (!isRepeated) Enter(lc, HeardEntry.Header, burst.Start);
        if (_call is not null) _bursts.Add(new(burst, DmrdBurst.VoiceHeader, 0));
    }

    private void OnVoice(in AirBurst burst, DmrdBurst kind)
    {
        (_isVoice, _lastVoice) = (true, burst.Start);
        int index = kind.SuperframeIndex();
        if (_call is not null && index != _next) _outOfStep++;
        _next = (index + 1) % DmrdBurstExtensions.SuperframeLength;
        if (index == 0)
            _embedded.Reset();
        else if (_embedded.TryAdd(burst.Octets, out var lc))
            OnEmbedded(lc, burst.Start);
        if (_call is null) return;
        Span<ulong> speech = stackalloc ulong[VoiceBurst.Frames];
        VoiceBurst.Decode(burst.Octets, speech, out int errors);
        _bursts.Add(new(burst, kind, errors));
    }

    private void OnEmbedded(in LinkControl lc, TimeSpan at)
    {
        if (lc.IsVoiceCall)
        {
            if (_call is not { } call || !call.IsSameCall(lc)) Enter(lc, HeardEntry.Embedded, at);
        }
        else if (!_alias.TryAdd(lc) && GpsInfo.TryRead(lc, out var position))
        {
            _position = position;
        }
    }

    private void Enter(in LinkControl lc, HeardEntry entry, TimeSpan at)
    {
        End(hasTerminator: false);
        if (!lc.IsVoiceCall || lc.Source == options.Id || !IsFor(lc.Target, lc.TargetKind)) return;
        (_call, _entry, _start, _gaps, _outOfStep) = (lc, entry, at, 0, 0);
        if (entry == HeardEntry.Header) _next = 0;
    }

    private void End(bool hasTerminator)
    {
        if (_call is { } call)
        {
            Span<char> alias = stackalloc char[TalkerAlias.MostCharacters];
            var heard = new HeardCall
            {
                Listener = options.Id,
                Call = call,
                Entry = _entry,
                Start = _start,
                LastBurst = _bursts.Count > 0 ? _bursts[^1].Burst.Start : _start,
                Bursts = _bursts.ToImmutable(),
                HasTerminator = hasTerminator,
                Gaps = _gaps,
                OutOfStep = _outOfStep,
                Alias = _alias.TryGetText(alias, out int length) ? new string(alias[..length]) : null,
                Position = _position,
            };
            _call = null;
            CallHeard?.Invoke(heard);
        }

        _bursts.Clear();
        _alias.Reset();
        _position = null;
    }

    private bool IsFor(uint target, AddressKind kind) =>
        options.Monitors || (kind == AddressKind.Group ? options.Groups.Contains(new(target)) : target == options.Id.Value);

    private bool IsOtherColorCode(ReadOnlySpan<byte> burst, DmrdBurst kind)
    {
        var where = kind.HasSlotType() ? BurstKind.Data : kind == DmrdBurst.VoiceA ? BurstKind.VoiceSync : BurstKind.VoiceEmbedded;
        return BurstColorCode.TryRead(burst, where, out var found) && found != options.ColorCode;
    }
}
