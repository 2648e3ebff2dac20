using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Talking;

/// <summary>A sequence of sine tones and pauses at −18 dBFS, as pieces of 20 ms.</summary>
public sealed class Tone
{
    // The amplitude of a sine whose effective value is −18 dBFS.
    private const double Amplitude = 32768 * 0.12589 * 1.41421;

    /// <summary>5 ms, over which each tone rises and falls.</summary>
    private const int Ramp = 40;

    private readonly short[] _samples;

    /// <param name="steps">Frequency in hertz, 0 for a pause, and duration in milliseconds, of each step.</param>
    public Tone(params ReadOnlySpan<(int Hertz, int Milliseconds)> steps)
    {
        int length = 0;
        foreach (var (hertz, milliseconds) in steps)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(hertz, nameof(steps));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(hertz, SpeechFrame.SamplesPerSecond / 2, nameof(steps));
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(milliseconds, nameof(steps));
            length += Samples(milliseconds);
        }

        Pieces = (length + SpeechFrame.Samples - 1) / SpeechFrame.Samples;
        _samples = new short[Pieces * SpeechFrame.Samples];
        var rest = _samples.AsSpan();
        foreach (var (hertz, milliseconds) in steps)
        {
            if (hertz > 0) Fill(rest[..Samples(milliseconds)], hertz);
            rest = rest[Samples(milliseconds)..];
        }
    }

    /// <summary>How many pieces of 20 ms it has.</summary>
    public int Pieces { get; }

    /// <summary>How long it sounds.</summary>
    public TimeSpan Duration => Pieces * SpeechFrame.Duration;

    /// <summary>A piece's 160 samples.</summary>
    public ReadOnlySpan<short> Piece(int index) => _samples.AsSpan(index * SpeechFrame.Samples, SpeechFrame.Samples);

    private static int Samples(int milliseconds) => milliseconds * SpeechFrame.SamplesPerSecond / 1000;

    private static void Fill(Span<short> samples, int hertz)
    {
        for (int index = 0; index < samples.Length; index++)
        {
            double loudness = Math.Min(1, Math.Min(index + 1, samples.Length - index) / (double)Ramp);
            samples[index] = (short)Math.Round(Amplitude * loudness * Math.Sin(2 * Math.PI * hertz * index / SpeechFrame.SamplesPerSecond));
        }
    }
}
