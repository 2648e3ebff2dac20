namespace RadioNet.Voice.Vocoders;

/// <summary>Decodes a frame at once. Its user calls it by one thread at a time.</summary>
internal interface IFrameDecoder : IDisposable
{
    /// <summary>Decodes a frame of the vocoder's length; false when it cannot be read.</summary>
    bool TryDecode(ReadOnlySpan<byte> frame, Span<short> speech);
}

/// <summary>Encodes a piece at once. Its user calls it by one thread at a time.</summary>
internal interface IFrameEncoder : IDisposable
{
    /// <summary>Encodes a piece of 160 samples; false when it cannot be.</summary>
    bool TryEncode(ReadOnlySpan<short> speech, Span<byte> frame);
}
