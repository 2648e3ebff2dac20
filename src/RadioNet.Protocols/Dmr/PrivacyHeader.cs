using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// The PI header of an enciphered call (ETSI TS 102 361-1, clause 9.1.6; layout as observed): algorithm(8) FID(8) key(8)
/// initialisation vector(32) target(24). Systems with restricted access use another CRC, so forward the burst as it came
/// whether it can be read or not.
/// </summary>
/// <param name="Algorithm">0x21 ARC4, 0x24 AES-128, 0x25 AES-256; 0x01, 0x02 and 0x26 are Hytera's.</param>
/// <param name="FeatureSet">Whose algorithm it is.</param>
/// <param name="Key">The key's number.</param>
/// <param name="InitialisationVector">32 bits.</param>
/// <param name="Target">The 24-bit address that the call is for.</param>
public readonly record struct PrivacyHeader(byte Algorithm, FeatureSetId FeatureSet, byte Key, uint InitialisationVector, uint Target)
{
    /// <summary>Octets, the CRC included.</summary>
    public const int Octets = InfoBlock.Octets;

    /// <summary>Reads 12 octets.</summary>
    /// <returns>False when the size or the CRC is wrong.</returns>
    public static bool TryRead(ReadOnlySpan<byte> pdu, out PrivacyHeader header)
    {
        var isRight = InfoBlock.TryRead(pdu, CrcMask.PrivacyHeader, out var block);
        header = From(block);
        return isRight;
    }

    /// <summary>Reads a 33-octet burst of data type PI header.</summary>
    public static bool TryReadBurst(ReadOnlySpan<byte> burst, out PrivacyHeader header, out int corrected)
    {
        var isRight = InfoBlock.TryReadBurst(burst, CrcMask.PrivacyHeader, out var block, out corrected);
        header = From(block);
        return isRight;
    }

    /// <summary>Writes 12 octets.</summary>
    public void Write(Span<byte> pdu) => ToBlock().Write(pdu, CrcMask.PrivacyHeader);

    /// <summary>Writes all 264 bits of a burst.</summary>
    public void WriteBurst(Span<byte> burst, ColorCode colorCode, SyncPattern sync = SyncPattern.BaseStationData) =>
        ToBlock().WriteBurst(burst, CrcMask.PrivacyHeader, new SlotType(colorCode, DataType.PrivacyHeader), sync);

    private static PrivacyHeader From(InfoBlock block) => new(
        (byte)block.Get(0, 8), (FeatureSetId)block.Get(8, 8), (byte)block.Get(16, 8), block.Get(24, 32), block.Get(56, 24));

    private InfoBlock ToBlock() => default(InfoBlock)
        .With(0, 8, Algorithm)
        .With(8, 8, (byte)FeatureSet)
        .With(16, 8, Key)
        .With(24, 32, InitialisationVector)
        .With(56, 24, Target);
}
