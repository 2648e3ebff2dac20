using RadioNet.Protocols.Ambe3000;

namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>
/// A call's way to a chip's decoder: frames of 72 bits as they came off the air, whose errors the chip corrects and conceals. A
/// frame that never came is concealed by the chip too, three in a row at most.
/// </summary>
internal sealed class AmbeDecoder(TimeProvider time, Action wake, Action? ready, Action<AmbeLane> release)
    : AmbeLane<byte, short>(AmbeRequests.FrameOctets, new short[SpeechFrame.Samples], time, wake, ready, release), IVoiceDecoder
{
    private int _guessesLeft;

    public override AmbeCoder Coder => AmbeCoder.Decoder;

    public bool Offer(ReadOnlySpan<byte> frame)
    {
        var source = SpeechSource.Speech;
        if (frame.Length == AmbeRequests.FrameOctets)
        {
            _guessesLeft = Guesses;
        }
        else
        {
            source = _guessesLeft > 0 ? SpeechSource.Concealed : SpeechSource.Silence;
            _guessesLeft = Math.Max(0, _guessesLeft - 1);
        }

        return Offer(frame, source);
    }

    public bool TryTake(Span<short> speech, out SpeechSource source) => Take(speech, out source);

    protected override int Write(Span<byte> packet, int? channel, ReadOnlySpan<byte> piece, SpeechSource source) =>
        source == SpeechSource.Concealed ? AmbeRequests.Conceal(packet, channel) : AmbeRequests.Decode(packet, channel, piece);

    protected override bool TryRead(in AmbePacket packet, Span<short> answer) => AmbeReplies.TryReadSamples(packet, answer);
}
