using System.Buffers.Binary;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Voice.Vocoders.Codec2;

/// <summary>Codec 2 by the system's library.</summary>
internal sealed class Codec2Vocoder : SoftwareVocoder
{
    /// <summary>What 3200 bit/s makes of digital silence; a frame of zeros is loud.</summary>
    private const ulong SilenceAt3200 = 0x0100_0943_9CE4_2108;

    /// <summary>What 2400 bit/s makes of it, 48 bits.</summary>
    private const ulong SilenceAt2400 = 0x0040_95D7_77C8;

    private readonly Codec2Library? _library;
    private readonly int _mode;
    private readonly int _bits;
    private readonly bool _isInDmr;

    private Codec2Vocoder(string name, Codec2Library? library, int mode, int bits, bool isInDmr, byte[] silentFrame)
        : base(name, silentFrame)
    {
        (_library, _mode, _bits, _isInDmr) = (library, mode, bits, isInDmr);
        Availability = Look();
    }

    public override VocoderAvailability Availability { get; }

    /// <summary>3200 bit/s in frames of 8 octets.</summary>
    public static Codec2Vocoder At3200(Codec2Library? library)
    {
        byte[] silence = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(silence, SilenceAt3200);
        return new Codec2Vocoder(VocoderNames.Codec2At3200, library, mode: 0, bits: 64, isInDmr: false, silence);
    }

    /// <summary>2400 bit/s in the first 48 of the 49 bits of DMR's frames of 9 octets.</summary>
    public static Codec2Vocoder At2400(Codec2Library? library)
    {
        byte[] silence = new byte[VocoderFrame.Octets];
        VocoderFrame.Encode(SilenceAt2400 << 1, silence);
        return new Codec2Vocoder(VocoderNames.Codec2At2400, library, mode: 1, bits: 48, isInDmr: true, silence);
    }

    protected override IFrameDecoder? OpenDecoder(out VocoderText? refusal) => Open(out refusal);

    protected override IFrameEncoder? OpenEncoder(out VocoderText? refusal) => Open(out refusal);

    private VocoderAvailability Look()
    {
        if (Open(out var missing) is not { } coder) return VocoderAvailability.None(missing!);
        coder.Dispose();
        return VocoderAvailability.Whole(new VocoderText($"thư viện {_library!.Name}", $"the library {_library.Name}"));
    }

    private Coder? Open(out VocoderText? refusal)
    {
        refusal = null;
        if (_library is null)
        {
            refusal = new VocoderText(
                $"Bộ mã thoại {Name} cần thư viện libcodec2. Hãy cài bằng 'apt-get install codec2' (gói Debian codec2 kéo theo thư viện), rồi khởi động lại.",
                $"The vocoder {Name} needs the library libcodec2. Install it with 'apt-get install codec2' (the Debian package codec2 brings it along), then start again.");
            return null;
        }

        if (_library.TryCreate(_mode, _bits, out var state)) return new Coder(_library, state, _isInDmr);
        refusal = new VocoderText(
            $"Thư viện {_library.Name} không có chế độ của {Name}. Hãy cài bản của Debian: 'apt-get install codec2'.",
            $"The library {_library.Name} lacks the mode of {Name}. Install Debian's: 'apt-get install codec2'.");
        return null;
    }

    private sealed class Coder(Codec2Library library, Codec2State state, bool isInDmr) : IFrameDecoder, IFrameEncoder
    {
        private const int Unused = 2; // Octets of a 64-bit word that the 48 bits leave at its end.

        public bool TryDecode(ReadOnlySpan<byte> frame, Span<short> speech)
        {
            if (!isInDmr)
            {
                library.Decode(state, frame, speech);
                return true;
            }

            if (!VocoderFrame.TryDecode(frame, out ulong info, out _)) return false;
            Span<byte> octets = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64BigEndian(octets, info >> 1 << (8 * Unused));
            library.Decode(state, octets, speech);
            return true;
        }

        public bool TryEncode(ReadOnlySpan<short> speech, Span<byte> frame)
        {
            if (!isInDmr)
            {
                library.Encode(state, speech, frame);
                return true;
            }

            Span<byte> octets = stackalloc byte[sizeof(ulong)];
            library.Encode(state, speech, octets);
            VocoderFrame.Encode(BinaryPrimitives.ReadUInt64BigEndian(octets) >> (8 * Unused) << 1, frame);
            return true;
        }

        public void Dispose() => state.Dispose();
    }
}
