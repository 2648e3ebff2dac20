using RadioNet.Voice.Playing;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Tests.Playing;

public sealed class PlayoutBufferTests
{
    private readonly PlayoutBuffer _buffer = new();
    private readonly short[] _samples = new short[SpeechFrame.Samples];

    /// <summary>The time when each piece was heard, by its number.</summary>
    private readonly Dictionary<int, double> _heard = [];

    private double _now;

    [Fact]
    public void The_first_piece_waits_as_long_as_wanted_and_the_others_follow_without_a_gap()
    {
        Play(3000, burst => 60 * burst + burst % 3 * 10);

        Assert.Equal(40, _heard[0]);
        Assert.Equal(Enumerable.Range(0, 147).Select(piece => 40.0 + 20 * piece), Enumerable.Range(0, 147).Select(piece => _heard[piece]));
        Assert.Equal(0, _buffer.Counters.Underruns + _buffer.Counters.Trimmed);
    }

    [Fact]
    public void A_stall_of_a_second_costs_no_delay_three_seconds_later()
    {
        Play(8000, burst => 60 * burst is > 2000 and < 3000 ? 3000 : 60 * burst);

        double[] late = [.. _heard.Where(heard => heard.Key * 20 > 6000).Select(heard => heard.Value - heard.Key * 20)];
        Assert.True(late.Length > 90, $"{late.Length} pieces.");
        Assert.True(late.Max() <= 40 + 60, $"Up to {late.Max()} ms.");
        Assert.Equal(1, _buffer.Counters.Underruns);
        Assert.InRange(_buffer.Counters.Trimmed, 30, 60);
    }

    [Fact]
    public void What_one_late_burst_added_is_left_out_again_within_three_seconds()
    {
        Play(4000, burst => burst == 10 ? 60 * burst + 90 : 60 * burst);

        Assert.Equal(1, _buffer.Counters.Underruns);
        Assert.InRange(_buffer.Waiting.TotalMilliseconds, 20, 140);
        Assert.True(_heard.Last().Value - _heard.Last().Key * 20 <= 120, "The delay stays.");
    }

    [Fact]
    public void What_is_missing_is_guessed_for_60_ms_and_then_silent()
    {
        Play(300, burst => burst < 2 ? 60 * burst : 100_000);
        Assert.Equal(3, _buffer.Counters.Concealed);
        Assert.Equal(SpeechSource.Silence, _buffer.Pull(_samples, TimeSpan.FromMilliseconds(_now)));
        Assert.All(_samples, sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void The_last_piece_ends_a_spurt_without_a_guess()
    {
        Put(0, 0);
        Put(1, 0, isLast: true);
        for (int pull = 0; pull < 10; pull++) _buffer.Pull(_samples, TimeSpan.FromMilliseconds(20 * pull));

        Assert.Equal((2L, 0L), (_buffer.Counters.Played, _buffer.Counters.Concealed));
    }

    [Fact]
    public void What_comes_behind_newer_ones_is_dropped()
    {
        Put(0, 0);
        Put(2, 0);
        Put(1, 0);
        Put(2, 0);

        Assert.Equal(2, _buffer.Counters.Late);
        Assert.Equal(40, _buffer.Waiting.TotalMilliseconds);
    }

    /// <summary>Bursts of three pieces come at their times; the loudspeaker takes a piece each 20 ms.</summary>
    private void Play(double until, Func<int, double> arrival)
    {
        int next = 0;
        for (; _now < until; _now += 10)
        {
            for (; arrival(next) <= _now; next++)
            {
                for (int piece = 0; piece < 3; piece++) Put(3 * next + piece, _now);
            }

            if (_now % 20 != 0) continue;
            if (_buffer.Pull(_samples, TimeSpan.FromMilliseconds(_now)) == SpeechSource.Speech) _heard[_samples[^1]] = _now;
        }
    }

    private void Put(int piece, double at, bool isLast = false)
    {
        var stamp = new SpeechPiece
        {
            Call = 1,
            Spurt = 1,
            Sequence = (uint)piece,
            IsFirst = piece == 0,
            IsLast = isLast,
            ArrivedMicroseconds = (long)at * 1000 + piece / 3,
        };
        _buffer.Put(stamp, [.. Enumerable.Repeat((short)piece, SpeechFrame.Samples)], TimeSpan.FromMilliseconds(at));
    }
}
