namespace RadioNet.Voice.Playing;

/// <summary>
/// Makes a call's speech about −18 dBFS loud, whoever talks: by −6 to +18 dB, quickly quieter and slowly louder, and at pauses
/// not at all. What is then too loud for the samples is bent softly.
/// </summary>
public sealed class LevelControl
{
    private const double Target = -18;
    private const double LeastGain = -6;
    private const double MostGain = 18;
    private const double Gate = -50;

    private static readonly double _attack = Weight(milliseconds: 20);
    private static readonly double _release = Weight(milliseconds: 1000);

    private double _power = PowerOf(Target);
    private double _gain = 1;

    /// <summary>The factor by which the last samples were made louder.</summary>
    public double Gain => _gain;

    /// <summary>Levels 20 ms in place.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="isSpeech">Whether it was said; what is only guessed changes the gain no further.</param>
    public void Apply(Span<short> samples, bool isSpeech = true)
    {
        double from = _gain;
        if (isSpeech) Learn(samples);
        double step = (_gain - from) / samples.Length;
        for (int index = 0; index < samples.Length; index++) samples[index] = SoftLimiter.Bend(samples[index] * (from + step * (index + 1)));
    }

    private void Learn(ReadOnlySpan<short> samples)
    {
        double energy = 0;
        foreach (short sample in samples) energy += (double)sample * sample;
        double power = energy / samples.Length / (32768.0 * 32768.0);
        if (power < PowerOf(Gate)) return;
        _power += (power - _power) * (power > _power ? _attack : _release);
        _gain = Math.Pow(10, Math.Clamp(Target - 10 * Math.Log10(_power), LeastGain, MostGain) / 20);
    }

    private static double PowerOf(double level) => Math.Pow(10, level / 10);

    private static double Weight(double milliseconds) => 1 - Math.Exp(-20 / milliseconds);
}
