using RadioNet.Voice.Playing;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Tests.Playing;

public sealed class LevelControlTests
{
    [Theory]
    [InlineData(-30, -18)] // 12 dB louder.
    [InlineData(-45, -27)] // 18 dB louder is the most.
    [InlineData(-8, -14)] // 6 dB quieter is the most.
    [InlineData(-55, -55)] // A pause stays one.
    public void Tones_get_the_level_that_they_are_to_have(double from, double to)
    {
        var control = new LevelControl();
        double level = 0;
        for (int piece = 0; piece < 400; piece++)
        {
            short[] samples = Sine(from);
            control.Apply(samples);
            level = LevelOf(samples);
        }

        Assert.InRange(level, to - 0.5, to + 0.5);
    }

    [Fact]
    public void What_is_suddenly_loud_is_quieter_within_60_ms_and_never_cut_off()
    {
        var control = new LevelControl();
        for (int piece = 0; piece < 400; piece++) control.Apply(Sine(-40));
        Assert.InRange(control.Gain, 7, 8);
        int highest = 0;
        for (int piece = 0; piece < 3; piece++)
        {
            short[] samples = Sine(-6);
            control.Apply(samples);
            highest = Math.Max(highest, samples.Max(sample => Math.Abs((int)sample)));
        }

        Assert.InRange(control.Gain, 0.25, 0.6);
        Assert.InRange(highest, 16000, 29205);
    }

    [Fact]
    public void A_guess_does_not_change_the_gain()
    {
        var control = new LevelControl();
        control.Apply(Sine(-30));
        double gain = control.Gain;
        control.Apply(Sine(-10), isSpeech: false);

        Assert.Equal(gain, control.Gain);
    }

    private static short[] Sine(double level)
    {
        double amplitude = 32768 * Math.Sqrt(2) * Math.Pow(10, level / 20);
        return [.. Enumerable.Range(0, SpeechFrame.Samples).Select(index => (short)Math.Round(amplitude * Math.Sin(2 * Math.PI * index / 16)))];
    }

    private static double LevelOf(short[] samples) => 20 * Math.Log10(Math.Sqrt(samples.Average(sample => (double)sample * sample)) / 32768);
}
