using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;

namespace RadioNet.Simulator.Air;

/// <summary>
/// Holds the bursts of one timeslot, or of a direct mode transmitter, against what a voice transmission is (ETSI TS 102 361-1,
/// clause 5.1.2.1): LC headers, superframes of A to F, a terminator with LC, all of one call and with nothing between.
/// </summary>
internal sealed class SlotChecker(Timeslot slot, Action<OnAirFinding> onFault, Action<OnAirTransmission> onEnd)
{
    private BurstNamer _namer;
    private EmbeddedLinkControlAccumulator _embedded;
    private TimeSpan _start;
    private TimeSpan _last;
    private LinkControl? _call;
    private bool _isVoice;
    private int _headers;
    private int _voiceBursts;
    private int _underruns;
    private int _faults;
    private int _next;
    private ulong _digest;

    /// <summary>The colour code that bursts should have; null: whatever they have.</summary>
    public ColorCode? ColorCode { get; set; }

    /// <summary>Whether the filler is a terminator with an empty LC, as a trunked site's is.</summary>
    public bool IsTrunked { get; set; }

    /// <summary>Takes the next burst and says what it is.</summary>
    public DmrdBurst? Take(in AirBurst burst)
    {
        var kind = _namer.Name(burst.Octets, out var sync);
        var at = burst.Start;
        if (slot != Timeslot.None && sync is not (SyncPattern.None or SyncPattern.BaseStationVoice or SyncPattern.BaseStationData))
            Fault(at, OnAirFault.WrongSync);
        if (kind is null)
        {
            Fault(at, OnAirFault.Unreadable);
            return null;
        }

        CheckColorCode(burst, kind.Value);
        if (kind.Value.IsVoiceBurst())
            OnVoice(burst, kind.Value.SuperframeIndex());
        else if (kind == DmrdBurst.VoiceHeader)
            OnHeader(burst);
        else if (kind == DmrdBurst.Terminator)
            OnTerminator(burst);
        else if (kind != DmrdBurst.PrivacyHeader || !_isVoice)
            OnOther(at, kind.Value);
        return kind;
    }

    /// <summary>The carrier went off: what runs has no terminator.</summary>
    public void End(TimeSpan at) => Break(at);

    private void CheckColorCode(in AirBurst burst, DmrdBurst kind)
    {
        var where = kind.HasSlotType() ? BurstKind.Data : kind == DmrdBurst.VoiceA ? BurstKind.VoiceSync : BurstKind.VoiceEmbedded;
        if (ColorCode is { } expected && BurstColorCode.TryRead(burst.Octets, where, out var found) && found != expected)
            Fault(burst.Start, OnAirFault.WrongColorCode);
    }

    private void OnHeader(in AirBurst burst)
    {
        if (_isVoice && _voiceBursts > 0) Break(burst.Start);
        bool isRead = FullLinkControl.TryReadHeader(burst.Octets, out var lc);
        Begin(burst.Start);
        _headers++;
        CheckCall(burst.Start, isRead, lc);
    }

    private void OnVoice(in AirBurst burst, int index)
    {
        if (!_isVoice)
        {
            Begin(burst.Start);
            Fault(burst.Start, OnAirFault.NoHeader);
        }

        if (index != _next) Fault(burst.Start, OnAirFault.OutOfOrder);
        _next = (index + 1) % DmrdBurstExtensions.SuperframeLength;
        _last = burst.Start;
        _voiceBursts++;
        _digest = BurstDigest.AddVoice(_digest, burst.Octets);
        if (index == 0)
            _embedded.Reset();
        else if (_embedded.TryAdd(burst.Octets, out var lc) && lc.IsVoiceCall)
            CheckCall(burst.Start, isRead: true, lc);
    }

    private void OnTerminator(in AirBurst burst)
    {
        bool isRead = FullLinkControl.TryReadTerminator(burst.Octets, out var lc);
        if (IsTrunked && isRead && lc == default)
        {
            OnOther(burst.Start, DmrdBurst.Idle);
            return;
        }

        if (!_isVoice) return; // repeated through the hang time
        if (_next != 0) Fault(burst.Start, OnAirFault.OutOfOrder);
        CheckCall(burst.Start, isRead, lc);
        _last = burst.Start;
        Close(hasTerminator: true);
    }

    private void OnOther(TimeSpan at, DmrdBurst kind)
    {
        if (!_isVoice) return;
        if (kind != DmrdBurst.Idle)
        {
            Break(at);
            return;
        }

        _underruns++;
        Fault(at, OnAirFault.Underrun);
    }

    private void CheckCall(TimeSpan at, bool isRead, in LinkControl lc)
    {
        if (!isRead)
            Fault(at, OnAirFault.UnreadableLinkControl);
        else if (_call is not { } call)
            _call = lc;
        else if (!call.IsSameCall(lc))
            Fault(at, OnAirFault.OtherCall);
    }

    private void Begin(TimeSpan at)
    {
        _last = at;
        if (_isVoice) return;
        (_isVoice, _start, _call, _digest) = (true, at, null, BurstDigest.Start);
        (_headers, _voiceBursts, _underruns, _faults, _next) = (0, 0, 0, 0, 0);
        _embedded.Reset();
    }

    private void Break(TimeSpan at)
    {
        if (!_isVoice) return;
        Fault(at, OnAirFault.NoTerminator);
        Close(hasTerminator: false);
    }

    private void Close(bool hasTerminator)
    {
        _isVoice = false;
        onEnd(new()
        {
            Slot = slot,
            Start = _start,
            LastBurst = _last,
            Call = _call,
            Headers = _headers,
            VoiceBursts = _voiceBursts,
            Underruns = _underruns,
            Faults = _faults,
            HasTerminator = hasTerminator,
            VoiceDigest = _digest,
        });
    }

    private void Fault(TimeSpan at, OnAirFault fault)
    {
        _faults++;
        onFault(new(at, slot, fault));
    }
}
