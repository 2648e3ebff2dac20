namespace RadioNet.Voice.Vocoders;

/// <summary>
/// Makes vocoder frames of one talker's speech: as <see cref="IVoiceDecoder"/>, the other way round. What cannot be encoded becomes
/// the vocoder's frame of silence.
/// </summary>
public interface IVoiceEncoder : IDisposable
{
    /// <summary>Takes a piece of <see cref="SpeechFrame.Samples"/> samples; another number is encoded as silence.</summary>
    /// <returns>False when too many frames wait to be taken: nothing comes of this piece.</returns>
    bool Offer(ReadOnlySpan<short> speech);

    /// <summary>Takes the next frame, of <see cref="IVocoder.FrameOctets"/>.</summary>
    /// <returns>False when none is there yet.</returns>
    bool TryTake(Span<byte> frame, out SpeechSource source);
}
