using RadioNet.Voice.Talking;

namespace RadioNet.Voice.Tests.Talking;

public sealed class ToneTests
{
    [Fact]
    public void Each_has_its_frequency_and_is_as_loud_as_speech()
    {
        short[] denial = Samples(Tones.Denial);

        int crossings = denial.Zip(denial.Skip(1)).Count(pair => pair.First < 0 != pair.Second < 0);
        Assert.InRange(crossings, 2 * 0.4 * 330 - 3, 2 * 0.4 * 330 + 3);
        double level = 20 * Math.Log10(Math.Sqrt(denial[800..2400].Average(sample => (double)sample * sample)) / 32768);
        Assert.InRange(level, -18.2, -17.8);
        Assert.True(Math.Abs((int)denial[0]) < 200 && Math.Abs((int)denial[^1]) < 200, "It begins and ends softly.");
    }

    [Fact]
    public void The_grant_is_two_beeps_in_100_ms_and_no_tone_is_another()
    {
        short[] grant = Samples(Tones.Grant);

        Assert.Equal((5, TimeSpan.FromMilliseconds(100)), (Tones.Grant.Pieces, Tones.Grant.Duration));
        Assert.All(grant[320..480], sample => Assert.Equal(0, sample));
        Assert.Contains(grant[..320], sample => sample > 5000);
        Assert.Contains(grant[480..], sample => sample > 5000);
        Tone[] all = [Tones.Grant, Tones.Denial, Tones.Queued, Tones.Ended];
        Assert.Equal(4, all.Select(tone => string.Join(',', Samples(tone))).Distinct().Count());
    }

    [Fact]
    public void A_frequency_that_the_samples_cannot_carry_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tone((4000, 20)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tone((400, 0)));
    }

    private static short[] Samples(Tone tone) => [.. Enumerable.Range(0, tone.Pieces).SelectMany(index => tone.Piece(index).ToArray())];
}
