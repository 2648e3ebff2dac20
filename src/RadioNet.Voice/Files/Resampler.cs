using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Files;

/// <summary>Brings recorded sound to 8 kHz: a sinc low-pass of 3.6 kHz under a Hann window, worked out anew for each sample. Not for live sound.</summary>
internal static class Resampler
{
    private const double PassBand = 3600;

    /// <summary>Zero crossings of the sinc on each side.</summary>
    private const int Crossings = 24;

    /// <summary>Signed 16-bit samples of the same sound; louder ones than the format knows are clipped.</summary>
    /// <param name="sound">Samples from -1 to 1.</param>
    /// <param name="rate">Samples of a second, 8 kHz or more.</param>
    public static short[] ToSpeech(ReadOnlySpan<float> sound, int rate)
    {
        short[] speech = new short[(int)((long)sound.Length * SpeechFrame.SamplesPerSecond / rate)];
        double step = (double)rate / SpeechFrame.SamplesPerSecond;
        for (int index = 0; index < speech.Length; index++)
        {
            double value = rate == SpeechFrame.SamplesPerSecond ? sound[index] : At(sound, index * step, 2 * PassBand / rate);
            speech[index] = (short)Math.Clamp(Math.Round(value * 32_768), short.MinValue, short.MaxValue);
        }

        return speech;
    }

    /// <summary>The sound at a place between samples, without what is above a part of its bandwidth.</summary>
    private static double At(ReadOnlySpan<float> sound, double place, double band)
    {
        double reach = Crossings / band;
        double sum = 0;
        double weights = 0;
        int last = Math.Min(sound.Length - 1, (int)Math.Floor(place + reach));
        for (int index = Math.Max(0, (int)Math.Ceiling(place - reach)); index <= last; index++)
        {
            double away = index - place;
            double angle = Math.PI * band * away;
            double sinc = Math.Abs(angle) < 1e-9 ? 1 : Math.Sin(angle) / angle;
            double weight = sinc * (0.5 + (0.5 * Math.Cos(Math.PI * away / reach)));
            sum += weight * sound[index];
            weights += weight;
        }

        return weights == 0 ? 0 : sum / weights;
    }
}
