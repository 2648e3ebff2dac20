namespace RadioNet.Voice.Vocoders;

/// <summary>An encoder that encodes when a piece is offered.</summary>
internal sealed class SoftwareEncoder(IFrameEncoder coder, byte[] silentFrame, Action? ready) : IVoiceEncoder
{
    private readonly Lock _gate = new();
    private readonly BlockQueue<byte> _frames = new(SoftwareDecoder.Capacity, silentFrame.Length);
    private bool _isClosed;

    public bool Offer(ReadOnlySpan<short> speech)
    {
        lock (_gate)
        {
            if (_isClosed || _frames.Count == SoftwareDecoder.Capacity) return false;
            Span<byte> frame = stackalloc byte[SpeechFrame.Samples];
            frame = frame[..silentFrame.Length];
            bool isSpeech = speech.Length == SpeechFrame.Samples && coder.TryEncode(speech, frame);
            if (!isSpeech) silentFrame.CopyTo(frame);
            frame.CopyTo(_frames.Add(isSpeech ? SpeechSource.Speech : SpeechSource.Silence));
        }

        ready?.Invoke();
        return true;
    }

    public bool TryTake(Span<byte> frame, out SpeechSource source)
    {
        lock (_gate)
        {
            source = SpeechSource.Silence;
            if (_frames.Count == 0) return false;
            _frames.Take(out source).CopyTo(frame);
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
}
