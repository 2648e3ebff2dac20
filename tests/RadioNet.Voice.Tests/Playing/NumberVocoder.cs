using System.Buffers.Binary;
using RadioNet.Protocols.Dmr;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Tests.Playing;

/// <summary>A vocoder whose frames are numbers: each sample of a piece is its frame's number, so that a test sees which frame it hears.</summary>
internal sealed class NumberVocoder() : SoftwareVocoder("numbers", FrameOf(0))
{
    public override VocoderAvailability Availability => VocoderAvailability.Whole(new VocoderText("thử", "test"));

    public static byte[] FrameOf(int number)
    {
        byte[] frame = new byte[VocoderFrame.Octets];
        BinaryPrimitives.WriteInt32BigEndian(frame, number);
        return frame;
    }

    /// <summary>A burst with the frames 3 n + 1 to 3 n + 3.</summary>
    public static byte[] BurstOf(int burst)
    {
        byte[] octets = new byte[BurstLayout.BurstOctets];
        for (int frame = 0; frame < VoiceBurst.Frames; frame++) VoiceBurst.WriteFrame(octets, frame, FrameOf(burst * VoiceBurst.Frames + frame + 1));
        return octets;
    }

    protected override IFrameDecoder? OpenDecoder(out VocoderText? refusal)
    {
        refusal = null;
        return new Coder();
    }

    protected override IFrameEncoder? OpenEncoder(out VocoderText? refusal)
    {
        refusal = null;
        return new Coder();
    }

    private sealed class Coder : IFrameDecoder, IFrameEncoder
    {
        public bool TryDecode(ReadOnlySpan<byte> frame, Span<short> speech)
        {
            speech.Fill((short)BinaryPrimitives.ReadInt32BigEndian(frame));
            return true;
        }

        public bool TryEncode(ReadOnlySpan<short> speech, Span<byte> frame)
        {
            frame.Clear();
            BinaryPrimitives.WriteInt32BigEndian(frame, speech[0]);
            return true;
        }

        public void Dispose()
        {
        }
    }
}
