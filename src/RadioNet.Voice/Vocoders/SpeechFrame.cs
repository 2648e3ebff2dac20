namespace RadioNet.Voice.Vocoders;

/// <summary>Speech as every vocoder here takes and gives it: signed 16-bit samples, one channel, in pieces of 20 ms.</summary>
public static class SpeechFrame
{
    /// <summary>Samples of a second.</summary>
    public const int SamplesPerSecond = 8000;

    /// <summary>Samples of a piece.</summary>
    public const int Samples = 160;

    /// <summary>How long a piece lasts.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(20);
}
