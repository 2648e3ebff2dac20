using RadioNet.Command.Terminal;
using RadioNet.Protocols.Dmr;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Command.Radio;

/// <summary>The vocoders of this machine, for a virtual radio.</summary>
internal static class Codecs
{
    /// <summary>The one of a name that DMR's voice bursts can carry.</summary>
    public static IVocoder Find(VocoderCatalogue catalogue, string name)
    {
        var vocoder = catalogue.Find(name);
        return vocoder is { FrameOctets: VocoderFrame.Octets } ? vocoder : throw new Failure(
            $"Không có bộ mã thoại {name} cho DMR. Có: {VocoderNames.Ambe2}, {VocoderNames.Codec2At2400}.",
            $"There is no vocoder {name} for DMR. There are {VocoderNames.Ambe2} and {VocoderNames.Codec2At2400}.");
    }

    /// <summary>How long a chip may take over 20 ms of speech.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    /// <summary>Speech as 49-bit vocoder frames, bit 0 as the highest; the last piece is filled up with silence.</summary>
    /// <param name="vocoder">The vocoder.</param>
    /// <param name="speech">Signed 16-bit, 8 kHz.</param>
    public static ulong[] Encode(IVocoder vocoder, ReadOnlySpan<short> speech)
    {
        if (!vocoder.TryOpenEncoder(out var encoder, out var refusal))
        {
            throw new Failure(refusal.Vi, refusal.En);
        }

        using (encoder)
        {
            var frames = new ulong[(speech.Length + SpeechFrame.Samples - 1) / SpeechFrame.Samples];
            byte[] frame = new byte[VocoderFrame.Octets];
            short[] piece = new short[SpeechFrame.Samples];
            for (var index = 0; index < frames.Length; index++)
            {
                var rest = speech[(index * SpeechFrame.Samples)..];
                Array.Clear(piece);
                rest[..Math.Min(rest.Length, piece.Length)].CopyTo(piece);
                if (!encoder.Offer(piece) || !SpinWait.SpinUntil(() => encoder.TryTake(frame, out _), _patience) || !VocoderFrame.TryDecode(frame, out frames[index], out _))
                {
                    throw new Failure($"{vocoder.Name} không mã hoá kịp.", $"{vocoder.Name} did not encode in time.");
                }
            }

            return frames;
        }
    }
}
