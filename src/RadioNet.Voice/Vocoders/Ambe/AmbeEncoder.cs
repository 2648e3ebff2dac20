using RadioNet.Protocols.Ambe3000;

namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>A talker's way to a chip's encoder: pieces of 160 samples become frames of 72 bits, ready for the air.</summary>
internal sealed class AmbeEncoder(byte[] silentFrame, TimeProvider time, Action wake, Action? ready, Action<AmbeLane> release)
    : AmbeLane<short, byte>(SpeechFrame.Samples, silentFrame, time, wake, ready, release), IVoiceEncoder
{
    public override AmbeCoder Coder => AmbeCoder.Encoder;

    public bool Offer(ReadOnlySpan<short> speech) =>
        Offer(speech, speech.Length == SpeechFrame.Samples ? SpeechSource.Speech : SpeechSource.Silence);

    public bool TryTake(Span<byte> frame, out SpeechSource source) => Take(frame, out source);

    protected override int Write(Span<byte> packet, int? channel, ReadOnlySpan<short> piece, SpeechSource source) =>
        AmbeRequests.Encode(packet, channel, piece);

    protected override bool TryRead(in AmbePacket packet, Span<byte> answer) => AmbeReplies.TryReadFrame(packet, answer);
}
