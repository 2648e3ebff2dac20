namespace RadioNet.Voice.Vocoders;

/// <summary>
/// Makes speech of one call's vocoder frames. Each frame that is taken gives one piece of speech, in the order of the frames; how
/// soon depends on the vocoder: at once in software, some milliseconds later from a chip. It never waits and allocates nothing
/// per frame. One thread offers and one takes, which may be the same; disposing gives what it holds to the next call.
/// </summary>
public interface IVoiceDecoder : IDisposable
{
    /// <summary>Takes a frame; one that is empty, or of another length than the vocoder's, counts as lost.</summary>
    /// <returns>False when too many pieces wait to be taken: nothing comes of this frame.</returns>
    bool Offer(ReadOnlySpan<byte> frame);

    /// <summary>Takes the next piece of speech.</summary>
    /// <param name="speech">Room for <see cref="SpeechFrame.Samples"/> samples.</param>
    /// <param name="source">Whether it was said, guessed, or is silence.</param>
    /// <returns>False when none is there yet.</returns>
    bool TryTake(Span<short> speech, out SpeechSource source);
}
