namespace RadioNet.Protocols.Dmr.Data;

/// <summary>
/// Unified data transport header (ETSI TS 102 361-1, clause 9.2): bit 2 emergency, 3 option flag, 12 format(4), 64 pad
/// nibbles(5), 70 appended blocks - 1(2), 72 supplementary flag(1), 73 protect flag(1), 74 opcode(6).
/// </summary>
/// <param name="TargetKind">What the target names.</param>
/// <param name="ResponseRequested">Whether the sender wants a response.</param>
/// <param name="IsEmergency">Towards radios: an emergency; from them reserved.</param>
/// <param name="Option">Towards radios: 0 OACSU, 1 FOACSU; from them UDT diversion.</param>
/// <param name="Format">
/// 0 binary, 1 addresses, 2 BCD, 3 ISO 7-bit, 4 ISO 8-bit, 5 NMEA, 6 IP address, 7 UTF-16BE, 10 mixed, 11 LIP.
/// </param>
/// <param name="Target">A 24-bit address.</param>
/// <param name="Source">The sender.</param>
/// <param name="PadNibbles">Nibbles of padding, 0 to 31.</param>
/// <param name="Blocks">Blocks to follow, 1 to 4.</param>
/// <param name="IsSupplementary">Carries data for another service; else its own.</param>
/// <param name="IsProtected">The content is enciphered.</param>
/// <param name="Opcode">0x1A outbound, 0x1B inbound; 0x24 and 0x25 for a dynamic group number.</param>
public readonly record struct UdtHeader(
    AddressKind TargetKind,
    bool ResponseRequested,
    bool IsEmergency,
    bool Option,
    byte Format,
    uint Target,
    RadioId Source,
    byte PadNibbles,
    byte Blocks,
    bool IsSupplementary,
    bool IsProtected,
    byte Opcode)
{
    /// <summary>Reads the header.</summary>
    public static bool TryRead(in DataHeader header, out UdtHeader message)
    {
        var block = header.Block;
        message = new UdtHeader(
            header.TargetKind,
            header.ResponseRequested,
            block.Has(2),
            block.Has(3),
            (byte)block.Get(12, 4),
            header.Target,
            header.Source,
            (byte)block.Get(64, 5),
            (byte)(block.Get(70, 2) + 1),
            block.Has(72),
            block.Has(73),
            (byte)block.Get(74, 6));
        return header.Format == DataPacketFormat.UnifiedDataTransport;
    }

    /// <summary>Makes the header.</summary>
    public DataHeader ToHeader() => new(DataHeader
        .Common(DataPacketFormat.UnifiedDataTransport, TargetKind, ResponseRequested, ServiceAccessPoint.UnifiedDataTransport, Target, Source)
        .With(2, IsEmergency)
        .With(3, Option)
        .With(12, 4, Format)
        .With(64, 5, PadNibbles)
        .With(70, 2, Blocks - 1u)
        .With(72, IsSupplementary)
        .With(73, IsProtected)
        .With(74, 6, Opcode));
}
