namespace RadioNet.Voice.Vocoders.Companding;

/// <summary>G.711 as a vocoder: 160 octets are 20 ms.</summary>
internal sealed class G711Vocoder : SoftwareVocoder
{
    private static readonly VocoderAvailability _whole =
        VocoderAvailability.Whole(new VocoderText("có sẵn trong RadioNet", "built into RadioNet"));

    private readonly Coder _coder;

    private G711Vocoder(string name, Coder coder, byte silence)
        : base(name, Enumerable.Repeat(silence, SpeechFrame.Samples).ToArray()) => _coder = coder;

    public override VocoderAvailability Availability => _whole;

    public static G711Vocoder ALaw() => new(VocoderNames.ALaw, new Coder(G711.FromALaw, G711.ToALaw), G711.ToALaw(0));

    public static G711Vocoder MuLaw() => new(VocoderNames.MuLaw, new Coder(G711.FromMuLaw, G711.ToMuLaw), G711.ToMuLaw(0));

    protected override IFrameDecoder? OpenDecoder(out VocoderText? refusal)
    {
        refusal = null;
        return _coder;
    }

    protected override IFrameEncoder? OpenEncoder(out VocoderText? refusal)
    {
        refusal = null;
        return _coder;
    }

    /// <summary>Remembers nothing, so one serves all calls.</summary>
    private sealed class Coder(Func<byte, short> expand, Func<short, byte> compress) : IFrameDecoder, IFrameEncoder
    {
        public bool TryDecode(ReadOnlySpan<byte> frame, Span<short> speech)
        {
            for (int index = 0; index < frame.Length; index++) speech[index] = expand(frame[index]);
            return true;
        }

        public bool TryEncode(ReadOnlySpan<short> speech, Span<byte> frame)
        {
            for (int index = 0; index < speech.Length; index++) frame[index] = compress(speech[index]);
            return true;
        }

        public void Dispose()
        {
        }
    }
}
