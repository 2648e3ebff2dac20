using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.BaseStation.Repeater;

/// <summary>
/// One voice stream on its way to a timeslot: puts its bursts in order, waits for late ones, and says at each burst's time what
/// to play. What is too late makes the stream wait longer, up to the buffer's most, so that an uneven link costs a pause and no
/// word; at the most it is dropped. Used again for another stream after <see cref="Begin"/>.
/// </summary>
/// <remarks>Places count bursts of 60 ms from the stream's first that came.</remarks>
internal sealed class Playout
{
    private const int Capacity = RepeaterSettings.PlayoutBursts;

    // Nothing further ahead is of a stream that lives: half a second of silence would have ended it.
    private const int LargestGap = Capacity / 2;

    private readonly byte[] _octets = new byte[Capacity * BurstLayout.BurstOctets];
    private readonly DmrdBurst[] _kinds = new DmrdBurst[Capacity];
    private PlayoutCounts _counts;
    private TimeSpan _origin;
    private TimeSpan _lastCame;
    private int _next;
    private int _newest;
    private int _header;
    private int _lent;
    private int _grown;
    private int _mostGrown;
    private bool _hasBegun;
    private bool _isStarted;
    private bool _isSpeaking;
    private bool _isComplete;
    private bool _hasTerminator;
    private bool _fromMiddle;
    private LinkControl _own;
    private LinkControl _terminator;

    /// <summary>The stream's number, of one from the network; none once the link that numbered it is another one.</summary>
    public uint? Stream { get; private set; }

    /// <summary>The RTP timestamp of place 0, of one from the network.</summary>
    public uint Timestamp { get; private set; }

    /// <summary>Whether a radio here sends it.</summary>
    public bool IsLocal { get; private set; }

    /// <summary>The call's link control, as read or made of the addresses.</summary>
    public ref LinkControl Own => ref _own;

    /// <summary>Whether the stream's own header was read.</summary>
    public bool HasHeader { get; private set; }

    /// <summary>Whether the speech is enciphered: then each burst keeps its place in the superframe.</summary>
    public bool IsPrivate { get; private set; }

    /// <summary>How it was played so far.</summary>
    public ref PlayoutCounts Counts => ref _counts;

    /// <summary>Whether its end came, or no more of it will come.</summary>
    public bool IsComplete => _isComplete;

    /// <summary>When the next burst's time is, as the buffer has it; never when nothing newer than it has come.</summary>
    public TimeSpan DueAt =>
        _next > _newest ? TimeSpan.MaxValue : _origin + (_next + _grown) * RepeaterContext.Burst + _counts.JitterDelay;

    /// <summary>Why it is over, once it is.</summary>
    public SpurtEnd End => _hasTerminator ? SpurtEnd.Terminated : _isComplete ? SpurtEnd.Replaced : SpurtEnd.Silent;

    /// <summary>Whether it was joined, or is to be joined, in its middle.</summary>
    public bool FromMiddle => _fromMiddle;

    /// <summary>Prepares it for a stream of the network.</summary>
    public void Begin(uint stream, uint timestamp, in LinkControl lc, TimeSpan delay, TimeSpan most)
    {
        Begin(lc, delay, most);
        (Stream, Timestamp, IsLocal) = (stream, timestamp, false);
    }

    /// <summary>Prepares it for what a radio sends here.</summary>
    public void Begin(in LinkControl lc, TimeSpan delay, TimeSpan most)
    {
        Array.Clear(_kinds);
        _counts = new PlayoutCounts { JitterDelay = delay };
        _mostGrown = Math.Max(0, (int)((most - delay) / RepeaterContext.Burst));
        (_own, _terminator, _header, _lent, _grown) = (lc, default, int.MinValue, 0, 0);
        (Stream, IsLocal, HasHeader, IsPrivate) = (null, true, false, lc.ServiceOptions.IsPrivate);
        _isSpeaking = false;
        (_hasBegun, _isStarted, _isComplete, _hasTerminator, _fromMiddle) = (false, false, false, false, false);
    }

    /// <summary>Takes a burst.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="place">Its place.</param>
    /// <param name="burst">33 octets.</param>
    /// <param name="now">The time.</param>
    /// <returns>How much later than the earliest it came; null when its place can't be, and says nothing.</returns>
    public TimeSpan? Take(DmrdBurst kind, int place, ReadOnlySpan<byte> burst, TimeSpan now)
    {
        var origin = now - place * RepeaterContext.Burst;
        if (!_hasBegun) (_hasBegun, _origin, _next, _newest, _lastCame) = (true, origin, place, place - 1, now);
        bool isPossible = place > _newest - Capacity && place <= _newest + LargestGap;
        bool isLate = !isPossible || (_isStarted && place < _next);
        if (isPossible && origin < _origin) _origin = origin;
        if (isLate) _counts = _counts with { Late = _counts.Late + 1 };
        else Keep(kind, place, burst, now);
        if (kind == DmrdBurst.Terminator) LearnEnd(burst);
        return isPossible ? origin - _origin : null;
    }

    /// <summary>No more of it will come: another stream has begun.</summary>
    public void Complete() => _isComplete = true;

    /// <summary>The link that numbered it is another one: no more of it will come, and its number is another stream's.</summary>
    public void Disown() => (Stream, _isComplete) = (null, true);

    /// <summary>Whether nothing that is of use came for half a second; a radio's stream ends as the radio does.</summary>
    public bool IsSilent(TimeSpan now) => !IsLocal && now - _lastCame >= RepeaterContext.Silence;

    /// <summary>Whether there is nothing to begin with, and won't be.</summary>
    public bool IsOver(TimeSpan now) => (_isComplete || IsSilent(now)) && (_fromMiddle || !TryFindStart(out _));

    /// <summary>Keeps only so many of its newest bursts: it can't be played now and is to be joined in its middle.</summary>
    public void KeepNewest(int bursts)
    {
        _fromMiddle = true;
        _isStarted = false;
        SkipTo(Math.Max(_next, _newest + 1 - bursts));
    }

    /// <summary>It was taken from its timeslot, and is to be joined again: what is counted begins anew.</summary>
    public void Leave()
    {
        _counts = new PlayoutCounts { JitterDelay = _counts.JitterDelay };
        (_fromMiddle, _isStarted, _isSpeaking, _lent) = (true, false, false, 0);
    }

    /// <summary>
    /// Begins with the voice, when it is time. A stream from its start begins with its first superframe, missing bursts and all;
    /// one that is joined in its middle with a voice burst A.
    /// </summary>
    public bool TryStart(TimeSpan now)
    {
        if (!TryFindStart(out int place) || now < _origin + place * RepeaterContext.Burst + _counts.JitterDelay) return false;
        SkipTo(place);
        (_isStarted, _isSpeaking) = (true, false);
        return true;
    }

    /// <summary>What to play next. Each call that does not say to wait is one burst's time.</summary>
    /// <param name="now">The time.</param>
    /// <param name="mayWait">Whether the modem has enough to send until what is missing may come.</param>
    /// <param name="position">The place in the superframe that is played, A (0) to F (5).</param>
    /// <param name="kind">What comes: a voice burst or a PI header.</param>
    /// <param name="burst">Its octets, readable until the next call.</param>
    public PlayoutStep Pull(TimeSpan now, bool mayWait, int position, out DmrdBurst kind, out ReadOnlySpan<byte> burst)
    {
        for (; _next <= _newest; Advance())
        {
            kind = _kinds[_next & (Capacity - 1)];
            burst = Octets(_next);
            if (kind == DmrdBurst.Terminator) return PlayoutStep.End;
            if (kind == default)
            {
                // It may yet be one that others have overtaken.
                if (mayWait && now < DueAt) return PlayoutStep.Wait;

                // A pause was played for it already, when nothing newer was here.
                if (_lent-- > 0) continue;
                _lent = 0;
                _isSpeaking = true;
                Advance();
                return PlayoutStep.Missing;
            }

            // Bursts came after all: the pauses made the stream later.
            (_grown, _lent) = (_grown + Math.Max(0, _lent), 0);
            if (kind == DmrdBurst.VoiceHeader || (kind == DmrdBurst.PrivacyHeader && _isSpeaking)) continue;
            _isSpeaking |= kind.IsVoiceBurst();
            if (IsPrivate && kind.IsVoiceBurst() && kind.SuperframeIndex() != position) return PlayoutStep.Missing;
            _counts = _counts with { Delay = now - _origin - _next * RepeaterContext.Burst };
            Advance();
            return PlayoutStep.Burst;
        }

        kind = default;
        burst = default;
        if (_isComplete || IsSilent(now)) return PlayoutStep.End;
        if (mayWait) return PlayoutStep.Wait;
        if (!IsPrivate && _grown + _lent < _mostGrown) _lent++;
        else Advance();
        _isSpeaking = true;
        return PlayoutStep.Missing;
    }

    /// <summary>The stream's own terminator, if it came and could be read.</summary>
    public bool TryGetTerminator(out LinkControl lc)
    {
        lc = _terminator;
        return _terminator != default;
    }

    private void Keep(DmrdBurst kind, int place, ReadOnlySpan<byte> burst, TimeSpan now)
    {
        _lastCame = now;
        if (place < _next) _next = place;
        if (place >= _next + Capacity) SkipTo(place + 1 - Capacity);
        ref var held = ref _kinds[place & (Capacity - 1)];
        if (held != default)
        {
            _counts = _counts with { Duplicates = _counts.Duplicates + 1 };
            return;
        }

        held = kind;
        burst.CopyTo(_octets.AsSpan((place & (Capacity - 1)) * BurstLayout.BurstOctets));
        _newest = Math.Max(_newest, place);
        if (kind == DmrdBurst.VoiceHeader) LearnHeader(place, burst);
        if (kind == DmrdBurst.PrivacyHeader) IsPrivate = true;
    }

    /// <summary>A terminator ends the stream, be it as late as it likes.</summary>
    private void LearnEnd(ReadOnlySpan<byte> burst)
    {
        (_isComplete, _hasTerminator) = (true, true);
        if (FullLinkControl.TryReadTerminator(burst, out var lc) && IsOwn(lc)) _terminator = lc;
    }

    private void LearnHeader(int place, ReadOnlySpan<byte> burst)
    {
        _header = Math.Max(_header, place);
        if (!FullLinkControl.TryReadHeader(burst, out var lc) || !IsOwn(lc)) return;
        _own = lc;
        HasHeader = true;
        IsPrivate |= lc.ServiceOptions.IsPrivate;
    }

    /// <summary>Whether a link control says what the stream's addresses say; another is not believed, for the node decided by those.</summary>
    private bool IsOwn(in LinkControl lc) => _own.IsSameCall(lc);

    private bool TryFindStart(out int place)
    {
        bool fromStart = !_fromMiddle && _header != int.MinValue;
        for (place = _next; place <= _newest; place++)
        {
            var kind = _kinds[place & (Capacity - 1)];
            if (kind == DmrdBurst.Terminator || (kind == DmrdBurst.PrivacyHeader && fromStart)) return true;
            if (!kind.IsVoiceBurst()) continue;
            int index = kind.SuperframeIndex();
            if (index == 0) return true;
            if (!fromStart) continue;
            place = Math.Max(Math.Max(_next, _header + 1), place - index);
            return true;
        }

        return false;
    }

    private void SkipTo(int place)
    {
        if (place - _next > Capacity)
        {
            // Nothing of what is between is held.
            for (int left = Capacity; left > 0; left--) Drop();
            _next = place;
        }

        while (_next < place) Drop();
    }

    private void Drop()
    {
        if (_kinds[_next & (Capacity - 1)].IsVoiceBurst()) _counts = _counts with { Dropped = _counts.Dropped + 1 };
        Advance();
    }

    private void Advance() => _kinds[_next++ & (Capacity - 1)] = default;

    private ReadOnlySpan<byte> Octets(int place) =>
        _octets.AsSpan((place & (Capacity - 1)) * BurstLayout.BurstOctets, BurstLayout.BurstOctets);
}
