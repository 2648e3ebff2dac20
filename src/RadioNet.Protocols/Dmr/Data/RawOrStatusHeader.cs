namespace RadioNet.Protocols.Dmr.Data;

/// <summary>
/// Short data header: raw or status (ETSI TS 102 361-1, clause 9.2): bits 2 and 12 appended blocks(2 + 4), 64
/// source port(3), 67 destination port(3), 70 detail(10). Without appended blocks the detail is a status code; with them
/// it is selective automatic repeat request(1), full message(1), bit padding(8).
/// </summary>
/// <param name="TargetKind">What the target names.</param>
/// <param name="ResponseRequested">Whether the sender wants a response.</param>
/// <param name="ServiceAccessPoint">What the user data are.</param>
/// <param name="AppendedBlocks">Blocks to follow, 0 to 63.</param>
/// <param name="Target">A 24-bit address.</param>
/// <param name="Source">The sender.</param>
/// <param name="SourcePort">0 to 7.</param>
/// <param name="DestinationPort">0 to 7.</param>
/// <param name="Detail">10 bits.</param>
public readonly record struct RawOrStatusHeader(
    AddressKind TargetKind,
    bool ResponseRequested,
    ServiceAccessPoint ServiceAccessPoint,
    byte AppendedBlocks,
    uint Target,
    RadioId Source,
    byte SourcePort,
    byte DestinationPort,
    ushort Detail)
{
    /// <summary>Whether this is a status, whose code is the detail.</summary>
    public bool IsStatus => AppendedBlocks == 0;

    /// <summary>Of a raw message: the source asks for selective repetition.</summary>
    public bool SelectiveRepeat => !IsStatus && (Detail & 0x200) != 0;

    /// <summary>Of a raw message: the first try of the whole message.</summary>
    public bool IsFullMessage => !IsStatus && (Detail & 0x100) != 0;

    /// <summary>Of a raw message: bits of padding.</summary>
    public byte PadBits => IsStatus ? (byte)0 : (byte)Detail;

    /// <summary>Reads the header.</summary>
    public static bool TryRead(in DataHeader header, out RawOrStatusHeader message)
    {
        var block = header.Block;
        message = new RawOrStatusHeader(
            header.TargetKind,
            header.ResponseRequested,
            header.ServiceAccessPoint,
            (byte)(block.Get(2, 2) << 4 | block.Get(12, 4)),
            header.Target,
            header.Source,
            (byte)block.Get(64, 3),
            (byte)block.Get(67, 3),
            (ushort)block.Get(70, 10));
        return header.Format == DataPacketFormat.RawOrStatus;
    }

    /// <summary>Makes the header.</summary>
    public DataHeader ToHeader() => new(DataHeader
        .Common(DataPacketFormat.RawOrStatus, TargetKind, ResponseRequested, ServiceAccessPoint, Target, Source)
        .With(2, 2, (uint)AppendedBlocks >> 4)
        .With(12, 4, AppendedBlocks)
        .With(64, 3, SourcePort)
        .With(67, 3, DestinationPort)
        .With(70, 10, Detail));
}
