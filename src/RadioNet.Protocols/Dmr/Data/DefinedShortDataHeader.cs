namespace RadioNet.Protocols.Dmr.Data;

/// <summary>
/// Short data header: defined (ETSI TS 102 361-1, clause 9.2): bits 2 and 12 appended blocks(2 + 4), 64 defined data
/// format(6), 70 selective automatic repeat request(1), 71 full message(1), 72 bit padding(8).
/// </summary>
/// <param name="TargetKind">What the target names.</param>
/// <param name="ResponseRequested">Whether the sender wants a response.</param>
/// <param name="ServiceAccessPoint">What the user data are.</param>
/// <param name="AppendedBlocks">Blocks to follow, 0 to 63.</param>
/// <param name="Target">A 24-bit address.</param>
/// <param name="Source">The sender.</param>
/// <param name="DataFormat">
/// 0 binary, 1 BCD, 2 7-bit, from 3 ISO 8859-1 and on, 0x12 UTF-8, 0x13 UTF-16, 0x14 UTF-16BE, 0x15 UTF-16LE.
/// </param>
/// <param name="SelectiveRepeat">The source asks for selective repetition.</param>
/// <param name="IsFullMessage">The first try of the whole message.</param>
/// <param name="PadBits">Bits of padding.</param>
public readonly record struct DefinedShortDataHeader(
    AddressKind TargetKind,
    bool ResponseRequested,
    ServiceAccessPoint ServiceAccessPoint,
    byte AppendedBlocks,
    uint Target,
    RadioId Source,
    byte DataFormat,
    bool SelectiveRepeat,
    bool IsFullMessage,
    byte PadBits)
{
    /// <summary>Reads the header.</summary>
    public static bool TryRead(in DataHeader header, out DefinedShortDataHeader message)
    {
        var block = header.Block;
        message = new DefinedShortDataHeader(
            header.TargetKind,
            header.ResponseRequested,
            header.ServiceAccessPoint,
            (byte)(block.Get(2, 2) << 4 | block.Get(12, 4)),
            header.Target,
            header.Source,
            (byte)block.Get(64, 6),
            block.Has(70),
            block.Has(71),
            (byte)block.Get(72, 8));
        return header.Format == DataPacketFormat.DefinedShortData;
    }

    /// <summary>Makes the header.</summary>
    public DataHeader ToHeader() => new(DataHeader
        .Common(DataPacketFormat.DefinedShortData, TargetKind, ResponseRequested, ServiceAccessPoint, Target, Source)
        .With(2, 2, (uint)AppendedBlocks >> 4)
        .With(12, 4, AppendedBlocks)
        .With(64, 6, DataFormat)
        .With(70, SelectiveRepeat)
        .With(71, IsFullMessage)
        .With(72, 8, PadBits));
}
