using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Tests.Vocoders;

/// <summary>Speech through an encoder and a decoder.</summary>
internal static class Through
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <summary>What is heard of what is said.</summary>
    public static short[] Both(IVocoder vocoder, short[] said) => Decoder(vocoder, Encoder(vocoder, said));

    /// <summary>The frames of speech.</summary>
    public static List<byte[]> Encoder(IVocoder vocoder, short[] said)
    {
        Assert.True(vocoder.TryOpenEncoder(out var encoder, out var refusal), refusal?.En);
        using (encoder)
        {
            return [.. said.Chunk(SpeechFrame.Samples).Select(piece => Encode(encoder, vocoder.FrameOctets, piece).Frame)];
        }
    }

    /// <summary>What is heard of frames, each of which must be speech.</summary>
    public static short[] Decoder(IVocoder vocoder, IEnumerable<byte[]> frames)
    {
        Assert.True(vocoder.TryOpenDecoder(out var decoder, out var refusal), refusal?.En);
        using (decoder)
        {
            return [.. frames.SelectMany(frame =>
            {
                var (speech, source) = Decode(decoder, frame);
                Assert.Equal(SpeechSource.Speech, source);
                return speech;
            })];
        }
    }

    /// <summary>The frame of one piece, waited for.</summary>
    public static (byte[] Frame, SpeechSource Source) Encode(IVoiceEncoder encoder, int octets, short[] piece)
    {
        byte[] frame = new byte[octets];
        var source = SpeechSource.Silence;
        Assert.True(encoder.Offer(piece));
        Assert.True(SpinWait.SpinUntil(() => encoder.TryTake(frame, out source), _patience));
        return (frame, source);
    }

    /// <summary>The speech of one frame, waited for.</summary>
    public static (short[] Speech, SpeechSource Source) Decode(IVoiceDecoder decoder, byte[] frame)
    {
        Assert.True(decoder.Offer(frame));
        return Take(decoder);
    }

    /// <summary>The next piece of speech, waited for.</summary>
    public static (short[] Speech, SpeechSource Source) Take(IVoiceDecoder decoder)
    {
        short[] speech = new short[SpeechFrame.Samples];
        var source = SpeechSource.Silence;
        Assert.True(SpinWait.SpinUntil(() => decoder.TryTake(speech, out source), _patience));
        return (speech, source);
    }
}
