namespace RadioNet.Voice.Playing;

/// <summary>Who hears a call. Called by the thread that feeds its player, in order: it must neither wait nor throw.</summary>
public interface ISpeechSink
{
    /// <summary>Takes 20 ms of speech.</summary>
    /// <param name="piece">What it is.</param>
    /// <param name="samples">160 samples, signed 16-bit, 8 kHz; readable until this returns.</param>
    void Take(in SpeechPiece piece, ReadOnlySpan<short> samples);
}
