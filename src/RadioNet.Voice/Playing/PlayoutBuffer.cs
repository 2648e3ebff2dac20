using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Playing;

/// <summary>
/// Keeps a call's pieces for a loudspeaker that takes one each 20 ms: as long as their unevenness asks for, no longer. After a stall it
/// catches up; where nothing is there it guesses for 60 ms and is silent then. It is used by one thread at a time and allocates nothing.
/// </summary>
public sealed class PlayoutBuffer
{
    private const int Capacity = 64;
    private const int MostGuesses = 3;
    private const int Crossing = 40;

    /// <summary>Pulls over which the least that waits is looked at: 300 ms.</summary>
    private const int Window = 15;

    private static readonly TimeSpan _piece = SpeechFrame.Duration;
    private static readonly TimeSpan _slack = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _afterUnderrun = TimeSpan.FromMilliseconds(20);

    private readonly PlayoutOptions _options;
    private readonly ArrivalMeter _meter;
    private readonly short[] _samples = new short[Capacity * SpeechFrame.Samples];
    private readonly short[] _last = new short[SpeechFrame.Samples];
    private PlayoutCounters _counters;
    private ulong _spurt;
    private TimeSpan _origin;
    private TimeSpan _startAt;
    private long _burst;
    private uint _newest;
    private int _first;
    private int _count;
    private int _least;
    private int _pulls;
    private int _guesses;
    private bool _hasSpurt;
    private bool _isPlaying;
    private bool _isEnding;

    /// <summary>Makes one for a loudspeaker.</summary>
    public PlayoutBuffer(PlayoutOptions? options = null)
    {
        _options = options ?? new PlayoutOptions();
        _options.Validate();
        _meter = new ArrivalMeter(_options.LeastDelay, _options.FirstDelay, _options.MostDelay);
    }

    /// <summary>How long a spurt's first piece waits now.</summary>
    public TimeSpan Delay => _meter.Wait;

    /// <summary>How much waits.</summary>
    public TimeSpan Waiting => _count * _piece;

    /// <summary>What happened so far.</summary>
    public PlayoutCounters Counters => _counters;

    /// <summary>Takes a piece that came.</summary>
    public void Put(in SpeechPiece piece, ReadOnlySpan<short> samples, TimeSpan now)
    {
        bool isNew = !_hasSpurt || piece.Spurt != _spurt;
        if (!isNew && (int)(piece.Sequence - _newest) <= 0)
        {
            _counters = _counters with { Late = _counters.Late + 1 };
            return;
        }

        if (isNew && _count == 0) _isPlaying = false;
        if (isNew) Begin(piece, now);
        else Learn(piece, now);
        if (!_isPlaying && _count == 0) _startAt = now + _meter.Wait + (_guesses > 0 ? _afterUnderrun : TimeSpan.Zero);
        (_newest, _isEnding) = (piece.Sequence, piece.IsLast);
        if (_count == Capacity) Remove(0);
        samples[..SpeechFrame.Samples].CopyTo(At(_count++));
        if (_isPlaying && Waiting > _meter.Wait + _options.FlushAbove)
            while (_count > 1 && Waiting > _meter.Wait) Remove(0);
    }

    /// <summary>Gives the loudspeaker its next 20 ms.</summary>
    /// <param name="samples">Room for 160 samples.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether it was said, guessed, or is silence.</returns>
    public SpeechSource Pull(Span<short> samples, TimeSpan now)
    {
        if (!_isPlaying && _count > 0 && (now >= _startAt || _isEnding)) Start();
        if (!_isPlaying) return Silence(samples);
        if (_count == 0) return _isEnding ? Finish(samples) : Guess(samples);
        Trim();
        At(0).CopyTo(samples);
        samples.CopyTo(_last);
        if (_guesses > 0) Fade.In(samples[..Crossing]);
        _guesses = 0;
        Drop();
        _counters = _counters with { Played = _counters.Played + 1 };
        return SpeechSource.Speech;
    }

    private void Begin(in SpeechPiece piece, TimeSpan now)
    {
        (_hasSpurt, _spurt, _guesses) = (true, piece.Spurt, 0);
        _origin = now - piece.Sequence * _piece;
        _burst = piece.ArrivedMicroseconds;
    }

    /// <summary>Measures the first piece of each burst; the others come with it, before their time.</summary>
    private void Learn(in SpeechPiece piece, TimeSpan now)
    {
        if (piece.ArrivedMicroseconds == _burst) return;
        _burst = piece.ArrivedMicroseconds;
        var origin = now - piece.Sequence * _piece;
        if (origin < _origin) _origin = origin;
        if (origin - _origin <= _meter.Wait + _options.FlushAbove) _meter.Add(origin - _origin);
        else _origin = origin;
    }

    private void Start() => (_isPlaying, _least, _pulls) = (true, int.MaxValue, 0);

    private SpeechSource Finish(Span<short> samples)
    {
        _isPlaying = false;
        return Silence(samples);
    }

    private SpeechSource Guess(Span<short> samples)
    {
        if (_guesses == MostGuesses)
        {
            _isPlaying = false;
            return Silence(samples);
        }

        if (_guesses++ == 0) _counters = _counters with { Underruns = _counters.Underruns + 1 };
        _counters = _counters with { Concealed = _counters.Concealed + 1 };

        // Backwards and forwards in turn, so that each begins where the one before ended.
        Array.Reverse(_last);
        for (int index = 0; index < SpeechFrame.Samples; index++) samples[index] = (short)(_last[index] >> _guesses);
        if (_guesses == MostGuesses) Fade.Out(samples[(SpeechFrame.Samples / 2)..]);
        return SpeechSource.Concealed;
    }

    /// <summary>Leaves a piece out when for 300 ms more has waited than is wanted.</summary>
    private void Trim()
    {
        _least = Math.Min(_least, _count);
        if (++_pulls < Window) return;
        bool isTooMuch = (_least - 1) * _piece > _meter.Wait + _slack;
        (_least, _pulls) = (int.MaxValue, 0);
        if (isTooMuch && _count > 1) Remove(Quietest());
    }

    /// <summary>The quietest piece that another one follows.</summary>
    private int Quietest()
    {
        (int quietest, long least) = (0, long.MaxValue);
        for (int index = 0; index < _count - 1; index++)
        {
            long energy = 0;
            foreach (short sample in At(index)) energy += sample * sample;
            if (energy < least) (quietest, least) = (index, energy);
        }

        return quietest;
    }

    /// <summary>Leaves a piece out; the one behind it begins as this one did.</summary>
    private void Remove(int index)
    {
        if (index + 1 < _count) Fade.Across(At(index)[..Crossing], At(index + 1)[..Crossing]);
        for (; index > 0; index--) At(index - 1).CopyTo(At(index));
        Drop();
        _counters = _counters with { Trimmed = _counters.Trimmed + 1 };
    }

    private void Drop()
    {
        _first = (_first + 1) % Capacity;
        _count--;
    }

    private Span<short> At(int index) => _samples.AsSpan((_first + index) % Capacity * SpeechFrame.Samples, SpeechFrame.Samples);

    private static SpeechSource Silence(Span<short> samples)
    {
        samples[..SpeechFrame.Samples].Clear();
        return SpeechSource.Silence;
    }
}
