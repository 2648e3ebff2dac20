using RadioNet.Protocols.Dmr;

namespace RadioNet.Voice.Playing;

/// <summary>
/// Puts one spurt's bursts in order. What comes in order leaves at once, whatever the link is like. Only what is missing is waited
/// for, as long as the link's unevenness says; then it is lost, and comes too late if it comes. After a stall the older part of what
/// was held up is left out.
/// </summary>
/// <remarks>Places count bursts of 60 ms, pieces the three frames of each.</remarks>
internal sealed class BurstQueue(ArrivalMeter meter, PlayingOptions options)
{
    /// <summary>Bursts that it has room for; no wait is as long.</summary>
    public const int Capacity = 16;

    /// <summary>Lost pieces in a row that are to be concealed: as long as a burst lasts. Then nothing is played.</summary>
    public const int MostConcealed = VoiceBurst.Frames;

    private const int Frames = VoiceBurst.Frames;
    private const int Octets = Frames * VocoderFrame.Octets;
    private const int Nothing = int.MinValue;

    // After so many bursts the earliest among them says what is in time, so that a link that became slower is not late for ever.
    private const int OriginWindow = 16;

    private static readonly TimeSpan _burst = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan _piece = TimeSpan.FromMilliseconds(20);

    private readonly byte[] _octets = new byte[Capacity * Octets];
    private readonly TimeSpan[] _arrived = new TimeSpan[Capacity];
    private readonly int[] _places = new int[Capacity];
    private BurstQueueCounts _counts;
    private TimeSpan _origin;
    private TimeSpan _least;
    private TimeSpan _settled;
    private int _seen;
    private int _next;
    private int _newest;
    private int _end;
    private int _lostInRow;
    private bool _hasBegun;
    private bool _isTrimming;
    private bool _isClosing;

    /// <summary>What happened to pieces that it did not give.</summary>
    public ref readonly BurstQueueCounts Counts => ref _counts;

    /// <summary>When there may be more without another burst.</summary>
    public TimeSpan DueAt { get; private set; }

    /// <summary>Begins another spurt.</summary>
    public void Begin()
    {
        Array.Fill(_places, Nothing);
        (_hasBegun, _isTrimming, _isClosing, _seen, _lostInRow) = (false, false, false, 0, 0);
        (_next, _newest, _end, _settled, DueAt) = (0, -1, int.MaxValue, TimeSpan.MaxValue, TimeSpan.MaxValue);
    }

    /// <summary>A header came: the voice begins behind it.</summary>
    public void Expect(int place)
    {
        if (!_hasBegun) _next = Math.Max(_next, place * Frames);
    }

    /// <summary>Takes a burst.</summary>
    /// <param name="place">Its place.</param>
    /// <param name="burst">Its 33 octets.</param>
    /// <param name="arrived">When it came.</param>
    public void Take(int place, ReadOnlySpan<byte> burst, TimeSpan arrived)
    {
        if (!_hasBegun) Start(place, arrived);
        bool isLate = place * Frames + Frames <= _next || place >= _end;
        if (WasHere(place))
        {
            _counts.Duplicates++;
            return;
        }

        Learn(arrived - place * _burst);
        if (isLate)
        {
            _counts.Late++;
            return;
        }

        if (place - _next / Frames >= Capacity) SkipTo(place + 1 - Capacity);
        int index = place & (Capacity - 1);
        (_places[index], _arrived[index]) = (place, arrived);
        for (int frame = 0; frame < Frames; frame++)
            VoiceBurst.ReadFrame(burst, frame, _octets.AsSpan(index * Octets + frame * VocoderFrame.Octets, VocoderFrame.Octets));
        _newest = Math.Max(_newest, place);
    }

    /// <summary>The spurt ends before a place; without one, behind what came.</summary>
    public void End(int? place = null)
    {
        if (_end != int.MaxValue) return;
        int least = Math.Max(_newest + 1, (_next + Frames - 1) / Frames);
        _end = place is { } known && known >= least && known <= least + Capacity ? known : least;
    }

    /// <summary>Nothing more comes: what is held waits for nothing that is missing.</summary>
    public void Close()
    {
        End();
        _isClosing = true;
    }

    /// <summary>What is next; asked until it says to wait.</summary>
    /// <param name="now">The time.</param>
    /// <param name="frame">The frame, readable until another burst is taken.</param>
    /// <param name="piece">Its place in pieces.</param>
    /// <param name="arrived">When it came, or was given up.</param>
    public QueueStep Next(TimeSpan now, out ReadOnlySpan<byte> frame, out int piece, out TimeSpan arrived)
    {
        for (; ; )
        {
            int place = _next / Frames;
            frame = default;
            (piece, arrived, DueAt) = (_next, now, TimeSpan.MaxValue);
            if (place >= _end) return QueueStep.End;
            if (!_hasBegun) return QueueStep.Wait;
            if (IsHeld(place))
            {
                if (!_isClosing && _next % Frames == 0 && IsStalled(place, now, out bool waits))
                {
                    if (waits) return QueueStep.Wait;
                    Trim(place);
                    continue;
                }

                return Give(place, out frame, out arrived);
            }

            bool isBehind = place < _newest || _end != int.MaxValue;
            var due = Due(place) + (isBehind ? TimeSpan.Zero : _next % Frames * _piece);
            if (now < due && !_isClosing)
            {
                DueAt = due;
                return QueueStep.Wait;
            }

            if (_lostInRow < MostConcealed)
            {
                _lostInRow++;
                _next++;
                return QueueStep.Lost;
            }

            if (!isBehind) return QueueStep.Wait;
            SkipTo(place + 1);
        }
    }

    private void Start(int place, TimeSpan arrived)
    {
        _hasBegun = true;
        _origin = arrived - place * _burst;
        if (_next == 0 || place - _next / Frames >= Capacity) _next = place * Frames;
        _newest = _next / Frames - 1;
    }

    private bool IsHeld(int place) => place >= _next / Frames && WasHere(place);

    private bool WasHere(int place) => _places[place & (Capacity - 1)] == place;

    private TimeSpan Due(int place) => _origin + place * _burst + meter.Wait;

    private QueueStep Give(int place, out ReadOnlySpan<byte> frame, out TimeSpan arrived)
    {
        int index = place & (Capacity - 1);
        frame = _octets.AsSpan(index * Octets + _next % Frames * VocoderFrame.Octets, VocoderFrame.Octets);
        arrived = _arrived[index];
        _lostInRow = 0;
        _next++;
        return QueueStep.Frame;
    }

    /// <summary>Whether a burst that came is so late that it was held up, and newer ones follow or may.</summary>
    private bool IsStalled(int place, TimeSpan now, out bool waits)
    {
        waits = false;
        var late = now - _origin - place * _burst;
        if (late > meter.Wait + options.StallAfter) _isTrimming = true;
        else if (late <= (meter.Wait > _burst ? meter.Wait : _burst)) _isTrimming = false;
        if (!_isTrimming)
        {
            _settled = TimeSpan.MaxValue;
            return false;
        }

        if (place < _newest) return true;
        if (_settled == TimeSpan.MaxValue) _settled = now + options.StallSettles;
        if (now < _settled)
        {
            (waits, DueAt) = (true, _settled);
            return true;
        }

        // Nothing newer: from now on bursts come that much later.
        (_isTrimming, _settled, _seen, _origin) = (false, TimeSpan.MaxValue, 0, _arrived[place & (Capacity - 1)] - place * _burst);
        return false;
    }

    private void Trim(int place)
    {
        _counts.Trimmed += Frames;
        _settled = TimeSpan.MaxValue;
        _next = (place + 1) * Frames;
    }

    private void SkipTo(int place)
    {
        for (; _next < place * Frames; _next++)
        {
            if (IsHeld(_next / Frames)) _counts.Trimmed++;
            else _counts.Skipped++;
        }
    }

    /// <summary>Takes when place 0 would have come, had it been as late as a burst that came; stalls say nothing about the link.</summary>
    private void Learn(TimeSpan origin)
    {
        if (origin < _origin) _origin = origin;
        var late = origin - _origin;
        if (_isTrimming || late > meter.Wait + options.StallAfter) return;
        meter.Add(late);
        _least = _seen == 0 || origin < _least ? origin : _least;
        if (++_seen < OriginWindow) return;
        (_origin, _seen) = (_least, 0);
    }
}
