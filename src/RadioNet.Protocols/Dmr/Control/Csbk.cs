using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr.Control;

/// <summary>
/// A control signalling block, or the header of a multi block message, which has its layout (ETSI TS 102 361-1, clauses 7.2
/// and 9.1.7): LB(1) PF(1) CSBKO(6) FID(8) body(64). The message types read and make it; one that nobody knows keeps all
/// its bits and can be written as it came.
/// </summary>
public readonly record struct Csbk
{
    /// <summary>Octets of a block, its CRC included.</summary>
    public const int Octets = InfoBlock.Octets;

    internal Csbk(InfoBlock block) => Block = block;

    /// <summary>Whether this is the only block of its message.</summary>
    public bool IsLast => Block.Has(0);

    /// <summary>Protect flag: the message's content is enciphered.</summary>
    public bool IsProtected => Block.Has(1);

    /// <summary>CSBKO, 6 bits: which message, together with <see cref="FeatureSet"/>.</summary>
    public byte Opcode => (byte)Block.Get(2, 6);

    /// <summary>Whose message it is.</summary>
    public FeatureSetId FeatureSet => (FeatureSetId)Block.Get(8, 8);

    /// <summary>Octets 2 to 9.</summary>
    public ulong Body => (ulong)Block.Bits;

    internal InfoBlock Block { get; }

    /// <summary>A block of a message that has no type of its own here.</summary>
    public static Csbk Create(byte opcode, FeatureSetId featureSet, ulong body, bool isLast = true) =>
        new(new InfoBlock(body).With(0, isLast).With(2, 6, opcode).With(8, 8, (byte)featureSet));

    /// <summary>Reads the 12 octets of a CSBK.</summary>
    /// <returns>False when the size or the CRC is wrong.</returns>
    public static bool TryRead(ReadOnlySpan<byte> pdu, out Csbk csbk) => TryRead(pdu, CrcMask.Csbk, out csbk);

    /// <summary>Reads the 12 octets of a multi block message's header.</summary>
    public static bool TryReadMultiBlockHeader(ReadOnlySpan<byte> pdu, out Csbk header) =>
        TryRead(pdu, CrcMask.MultiBlockHeader, out header);

    /// <summary>Reads the CSBK, or the multi block header, of a 33-octet burst.</summary>
    /// <param name="burst">The burst.</param>
    /// <param name="dataType">Which of both it is.</param>
    /// <param name="csbk">What it says.</param>
    /// <param name="corrected">Bits corrected.</param>
    /// <returns>False when the errors are too many, the CRC is wrong, or the data type is neither.</returns>
    public static bool TryReadBurst(ReadOnlySpan<byte> burst, DataType dataType, out Csbk csbk, out int corrected)
    {
        (csbk, corrected) = (default, 0);
        if (dataType is not (DataType.Csbk or DataType.MultiBlockHeader)
            || !InfoBlock.TryReadBurst(burst, MaskOf(dataType), out var block, out corrected))
            return false;
        csbk = new Csbk(block);
        return true;
    }

    /// <summary>Writes 12 octets: of a CSBK when this is the last block, of a multi block header otherwise.</summary>
    public void Write(Span<byte> pdu) => Block.Write(pdu, MaskOf(DataType));

    /// <summary>Writes all 264 bits of a burst.</summary>
    public void WriteBurst(Span<byte> burst, ColorCode colorCode, SyncPattern sync = SyncPattern.BaseStationData) =>
        Block.WriteBurst(burst, MaskOf(DataType), new SlotType(colorCode, DataType), sync);

    /// <summary>Whether this is a message of the standard, readable, with this opcode.</summary>
    internal bool Is(byte opcode, FeatureSetId featureSet = FeatureSetId.Standard) =>
        Opcode == opcode && FeatureSet == featureSet && !IsProtected;

    private DataType DataType => IsLast ? DataType.Csbk : DataType.MultiBlockHeader;

    private static ushort MaskOf(DataType dataType) => dataType == DataType.Csbk ? CrcMask.Csbk : CrcMask.MultiBlockHeader;

    private static bool TryRead(ReadOnlySpan<byte> pdu, ushort mask, out Csbk csbk)
    {
        var isRight = InfoBlock.TryRead(pdu, mask, out var block);
        csbk = isRight ? new Csbk(block) : default;
        return isRight;
    }
}
