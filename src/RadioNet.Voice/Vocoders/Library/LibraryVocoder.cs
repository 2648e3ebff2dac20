using System.Buffers.Binary;
using System.Collections.Immutable;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Voice.Vocoders.Library;

/// <summary>AMBE+2 by a library that a user supplies.</summary>
internal sealed class LibraryVocoder : SoftwareVocoder
{
    private readonly VocoderLibrary? _library;
    private readonly VocoderText? _fault;

    public LibraryVocoder(string path)
        : base(VocoderNames.Ambe2, VocoderFrame.Silence.ToArray())
    {
        _library = VocoderLibrary.Load(path, out _fault);
        Availability = _library is null
            ? VocoderAvailability.None(_fault!)
            : new VocoderAvailability(_library.CanDecode, _library.CanEncode, new VocoderText($"thư viện {_library.Path}", $"the library {_library.Path}"), Lacks());
    }

    public override VocoderAvailability Availability { get; }

    /// <summary>Why the library is of no use; null when it is of some.</summary>
    public VocoderText? Fault => _fault;

    protected override IFrameDecoder? OpenDecoder(out VocoderText? refusal) => Open(encodes: false, out refusal);

    protected override IFrameEncoder? OpenEncoder(out VocoderText? refusal) => Open(encodes: true, out refusal);

    private ImmutableArray<VocoderText> Lacks() =>
        [.. new[] { Lack(encodes: false), Lack(encodes: true) }.OfType<VocoderText>()];

    private VocoderText? Lack(bool encodes) => (encodes, _library!.CanEncode, _library.CanDecode) switch
    {
        (true, false, _) => new VocoderText($"Thư viện {_library.Path} không mã hóa được tiếng nói.", $"The library {_library.Path} does not encode speech."),
        (false, _, false) => new VocoderText($"Thư viện {_library.Path} không giải mã được tiếng nói.", $"The library {_library.Path} does not decode speech."),
        _ => null,
    };

    private Coder? Open(bool encodes, out VocoderText? refusal)
    {
        refusal = _fault ?? Lack(encodes);
        if (refusal is not null) return null;
        if (_library!.Open(encodes) is { } state) return new Coder(_library, state);
        refusal = new VocoderText($"Thư viện {_library.Path} không nhận thêm cuộc gọi.", $"The library {_library.Path} takes no more calls.");
        return null;
    }

    private sealed class Coder(VocoderLibrary library, LibraryState state) : IFrameDecoder, IFrameEncoder
    {
        private const int UnusedBits = 64 - VocoderFrame.InfoBits;

        public bool TryDecode(ReadOnlySpan<byte> frame, Span<short> speech)
        {
            if (!VocoderFrame.TryDecode(frame, out ulong info, out int errors)) return false;
            Span<byte> octets = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64BigEndian(octets, info << UnusedBits);
            return library.TryDecode(state, octets[..VocoderLibrary.FrameOctets], errors, speech);
        }

        public bool TryEncode(ReadOnlySpan<short> speech, Span<byte> frame)
        {
            Span<byte> octets = stackalloc byte[sizeof(ulong)];
            octets.Clear();
            if (!library.TryEncode(state, speech, octets[..VocoderLibrary.FrameOctets])) return false;
            VocoderFrame.Encode(BinaryPrimitives.ReadUInt64BigEndian(octets) >> UnusedBits, frame);
            return true;
        }

        public void Dispose() => state.Dispose();
    }
}
