namespace RadioNet.Voice.Vocoders;

/// <summary>
/// A decoder that decodes when a frame is offered. Up to three frames in a row that are lost or cannot be read are guessed, by
/// decoding the last one again, 6 dB quieter each time; then there is silence.
/// </summary>
internal sealed class SoftwareDecoder(IFrameDecoder coder, int frameOctets, Action? ready) : IVoiceDecoder
{
    /// <summary>Pieces that wait to be taken: 160 ms, so that a burst more than usual fits.</summary>
    public const int Capacity = 8;

    /// <summary>Frames in a row that are guessed: as long as a burst lasts.</summary>
    public const int Guesses = 3;

    private readonly Lock _gate = new();
    private readonly BlockQueue<short> _speech = new(Capacity, SpeechFrame.Samples);
    private readonly byte[] _last = new byte[frameOctets];
    private int _guessesLeft;
    private bool _isClosed;

    public bool Offer(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            if (_isClosed || _speech.Count == Capacity) return false;
            Span<short> speech = stackalloc short[SpeechFrame.Samples];
            var source = Decode(frame, speech);
            speech.CopyTo(_speech.Add(source));
        }

        ready?.Invoke();
        return true;
    }

    public bool TryTake(Span<short> speech, out SpeechSource source)
    {
        lock (_gate)
        {
            source = SpeechSource.Silence;
            if (_speech.Count == 0) return false;
            _speech.Take(out source).CopyTo(speech);
            return true;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isClosed) return;
            _isClosed = true;
            coder.Dispose();
        }
    }

    private SpeechSource Decode(ReadOnlySpan<byte> frame, Span<short> speech)
    {
        if (frame.Length == frameOctets && coder.TryDecode(frame, speech))
        {
            frame.CopyTo(_last);
            _guessesLeft = Guesses;
            return SpeechSource.Speech;
        }

        if (_guessesLeft > 0 && coder.TryDecode(_last, speech))
        {
            int halvings = Guesses + 1 - _guessesLeft--;
            foreach (ref short sample in speech) sample = (short)(sample / (1 << halvings));
            return SpeechSource.Concealed;
        }

        _guessesLeft = 0;
        speech.Clear();
        return SpeechSource.Silence;
    }
}
