using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Routing;

/// <summary>
/// What a voice stream's own link control says, from its header or from its embedded signalling. A link control that
/// contradicts the addresses of the DMRD is not believed: call control decided by those.
/// </summary>
internal struct LinkControlWatch
{
    private EmbeddedLinkControlAccumulator _embedded;
    private LinkControl _lc;
    private GpsInfo _position;
    private bool _hasPosition;

    /// <summary>Whether a link control was read.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>The service options; 0 until known.</summary>
    public ServiceOptions Options { get; private set; }

    /// <summary>Reads a burst; true when something became known that the host should hear: the first link control, an emergency.</summary>
    public bool Take(StreamKey key, DmrdBurst burst, ReadOnlySpan<byte> payload, bool gapBefore)
    {
        if (gapBefore) _embedded.Reset();
        bool read = burst switch
        {
            DmrdBurst.VoiceHeader => FullLinkControl.TryReadHeader(payload, out LinkControl full) && Believe(key, full),
            >= DmrdBurst.VoiceB and <= DmrdBurst.VoiceF => _embedded.TryAdd(payload, out LinkControl part) && (Believe(key, part) || Locate(part)),
            _ => false,
        };
        if (!read) return false;
        bool news = !IsKnown || (_lc.ServiceOptions.IsEmergency && !Options.IsEmergency);
        IsKnown = true;
        Options = _lc.ServiceOptions;
        return news;
    }

    /// <summary>
    /// Takes what the last burst completed of the talker's own position, once; false when it completed none. A position that
    /// cannot be used, because it is enciphered, is said not to be known, or is latitude and longitude 0 as sets without a fix say it,
    /// is null.
    /// </summary>
    public bool TryTakePosition(out GpsInfo? position)
    {
        bool has = _hasPosition;
        position = _position.Error == PositionError.Unknown ? null : _position;
        _hasPosition = false;
        return has;
    }

    /// <summary>The link control for a header or terminator that is made here: as read, else from the stream's addresses.</summary>
    public readonly LinkControl ForRebuilding(StreamKey key)
    {
        if (IsKnown) return _lc;
        return key.TargetKind == AddressKind.Unit
            ? LinkControl.UnitVoice(new RadioId(key.Target), key.Source)
            : LinkControl.GroupVoice(new TalkgroupId(key.Target), key.Source);
    }

    /// <summary>Keeps a position; it says nothing about the call, so there is nothing more to hear.</summary>
    private bool Locate(in LinkControl lc)
    {
        if (lc.Flco != Flco.GpsInfo || lc.FeatureSet != FeatureSetId.Standard) return false;
        _hasPosition = true;
        bool isUsable = GpsInfo.TryRead(lc, out _position) && (_position.LatitudeSteps | _position.LongitudeSteps) != 0;
        if (!isUsable) _position = new GpsInfo(PositionError.Unknown, 0, 0);
        return false;
    }

    private bool Believe(StreamKey key, in LinkControl lc)
    {
        if (!lc.IsVoiceCall || lc.TargetKind != key.TargetKind || lc.Target != key.Target || lc.Source != key.Source) return false;
        _lc = lc;
        return true;
    }
}
