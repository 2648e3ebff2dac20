using CsCheck;
using RadioNet.Voice.Playing;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Tests.Playing;

public sealed class PlayoutPropertyTests
{
    private static readonly Gen<(int Late, int Stall)[]> _bursts = Gen.Select(
        Gen.Int[0, 90], Gen.Frequency((19, Gen.Const(0)), (1, Gen.Int[100, 1500])), (late, stall) => (late, stall)).Array[1, 60];

    /// <summary>Over a stream that keeps the order; the last six seconds come evenly.</summary>
    [Fact]
    public void Pieces_are_played_once_and_in_turn_or_counted_and_the_delay_comes_back() => _bursts.Sample(Check, iter: 200);

    private static void Check((int Late, int Stall)[] uneven)
    {
        var buffer = new PlayoutBuffer();
        short[] samples = new short[SpeechFrame.Samples];
        double[] arrivals = Arrivals(uneven, even: 100);
        var heard = new List<(int Piece, double At)>();
        int next = 0, put = 0;
        for (double now = 0; now < arrivals[^1]; now += 20)
        {
            for (; arrivals[next] <= now; next++)
            {
                for (int piece = 0; piece < 3; piece++)
                {
                    var stamp = new SpeechPiece { Call = 1, Spurt = 1, Sequence = (uint)put, ArrivedMicroseconds = next };
                    buffer.Put(stamp, [.. Enumerable.Repeat((short)++put, SpeechFrame.Samples)], TimeSpan.FromMilliseconds(now));
                }
            }

            if (buffer.Pull(samples, TimeSpan.FromMilliseconds(now)) == SpeechSource.Speech) heard.Add((samples[^1], now));
        }

        Assert.Equal(heard.Select(one => one.Piece).Order().Distinct(), heard.Select(one => one.Piece));
        Assert.Equal(put, buffer.Counters.Played + buffer.Counters.Trimmed + buffer.Waiting / SpeechFrame.Duration);
        Assert.Equal(buffer.Counters.Played, heard.Count);

        // Each piece is sent 20 ms after the one before, so a piece's time in turn is its number's.
        double[] late = [.. heard[^50..].Select(one => one.At - 60 - 20 * (one.Piece - 1))];
        Assert.True(late.Max() <= 160 + 60, $"At the end the delay is {late.Max()} ms.");
    }

    private static double[] Arrivals((int Late, int Stall)[] uneven, int even)
    {
        double[] arrivals = new double[uneven.Length + even];
        double free = 0;
        for (int burst = 0; burst < arrivals.Length; burst++)
        {
            double sent = 60 * (burst + 1);
            var (late, stall) = burst < uneven.Length ? uneven[burst] : default;
            free = Math.Max(free, sent + stall);
            arrivals[burst] = free = Math.Max(sent + late, free);
        }

        return arrivals;
    }
}
