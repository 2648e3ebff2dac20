using CsCheck;
using RadioNet.Voice.Measurement;

namespace RadioNet.Voice.Tests.Measurement;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void A_percentile_is_the_sorted_value_or_at_most_a_32nd_above() =>
        Gen.Select(Gen.Long[0, 100_000_000].Array[1, 300], Gen.Double[0, 1]).Sample((values, share) =>
        {
            var histogram = new LatencyHistogram();
            foreach (long value in values) histogram.Record(value);
            Array.Sort(values);
            long exact = values[Math.Max(0, (int)Math.Ceiling(share * values.Length) - 1)];
            Assert.InRange(histogram.Percentile(share), exact, exact + (exact / 32) + 1);
            Assert.Equal((values.Length, values[^1]), (histogram.Count, histogram.Longest));
        });

    [Fact]
    public void Nothing_recorded_is_0_and_extremes_have_their_place()
    {
        var histogram = new LatencyHistogram();
        Assert.Equal(0, histogram.Percentile(0.99));
        histogram.Record(-5);
        histogram.Record(long.MaxValue);
        Assert.Equal(0, histogram.Percentile(0.5));
        Assert.Equal((2, long.MaxValue), (histogram.Count, histogram.Longest));
    }
}
