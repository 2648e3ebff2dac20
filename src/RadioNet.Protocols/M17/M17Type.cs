namespace RadioNet.Protocols.M17;

/// <summary>
/// What a transmission is (M17 specification, the link setup frame's TYPE). Bits: 0 stream and not packet, 1–2 content, 3–4 encryption,
/// 5–6 its subtype, 7–10 channel access number, 11 signed, 12–15 reserved.
/// </summary>
/// <param name="Value">The 16 bits.</param>
public readonly record struct M17Type(ushort Value)
{
    /// <summary>The highest channel access number.</summary>
    public const int HighestAccessNumber = 15;

    private const int ContentPlace = 1;
    private const int EncryptionPlace = 3;
    private const int AccessPlace = 7;
    private const int TwoBits = 3;

    /// <summary>Whether it is a stream; a packet otherwise.</summary>
    public bool IsStream => (Value & 1) != 0;

    /// <summary>What a stream carries.</summary>
    public M17Content Content => (M17Content)(Value >> ContentPlace & TwoBits);

    /// <summary>How it is enciphered.</summary>
    public M17Encryption Encryption => (M17Encryption)(Value >> EncryptionPlace & TwoBits);

    /// <summary>The channel access number, 0 to 15.</summary>
    public int AccessNumber => Value >> AccessPlace & HighestAccessNumber;

    /// <summary>Whether the stream ends with a signature, in four frames more.</summary>
    public bool IsSigned => (Value >> 11 & 1) != 0;

    /// <summary>Whether each frame is 40 ms of speech by Codec 2 at 3200 bit/s that anybody may decode.</summary>
    public bool IsPlainVoice => IsStream && Content == M17Content.Voice && Encryption == M17Encryption.None;

    /// <summary>Plain speech by Codec 2 at 3200 bit/s.</summary>
    /// <param name="accessNumber">0 to 15.</param>
    public static M17Type PlainVoice(int accessNumber = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(accessNumber);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(accessNumber, HighestAccessNumber);
        return new M17Type((ushort)(1 | (int)M17Content.Voice << ContentPlace | accessNumber << AccessPlace));
    }
}
