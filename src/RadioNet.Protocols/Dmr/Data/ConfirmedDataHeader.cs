namespace RadioNet.Protocols.Dmr.Data;

/// <summary>
/// Confirmed data header (ETSI TS 102 361-1, clause 9.2): bit 3 and bits 12 pad octet count(1 + 4), 64 full message(1), 65
/// blocks to follow(7), 72 resynchronise(1), 73 send sequence number(3), 76 fragment sequence number(4).
/// </summary>
/// <param name="TargetKind">What the target names.</param>
/// <param name="ResponseRequested">Whether the sender wants a response.</param>
/// <param name="ServiceAccessPoint">What the user data are.</param>
/// <param name="PadOctets">Octets of padding before the CRC-32, 0 to 31.</param>
/// <param name="Target">A 24-bit address.</param>
/// <param name="Source">The sender.</param>
/// <param name="IsFullMessage">The first try of the whole message; else a selective repetition.</param>
/// <param name="Blocks">Blocks to follow, 0 to 127.</param>
/// <param name="Resynchronise">The receiver takes over the sequence number.</param>
/// <param name="SendSequence">N(S), 0 to 7.</param>
/// <param name="FragmentSequence">0 to 15; 8 for a message in one fragment.</param>
public readonly record struct ConfirmedDataHeader(
    AddressKind TargetKind,
    bool ResponseRequested,
    ServiceAccessPoint ServiceAccessPoint,
    byte PadOctets,
    uint Target,
    RadioId Source,
    bool IsFullMessage,
    byte Blocks,
    bool Resynchronise,
    byte SendSequence,
    byte FragmentSequence)
{
    /// <summary>Reads the header.</summary>
    public static bool TryRead(in DataHeader header, out ConfirmedDataHeader message)
    {
        var block = header.Block;
        message = new ConfirmedDataHeader(
            header.TargetKind,
            header.ResponseRequested,
            header.ServiceAccessPoint,
            (byte)(block.Get(3, 1) << 4 | block.Get(12, 4)),
            header.Target,
            header.Source,
            block.Has(64),
            (byte)block.Get(65, 7),
            block.Has(72),
            (byte)block.Get(73, 3),
            (byte)block.Get(76, 4));
        return header.Format == DataPacketFormat.Confirmed;
    }

    /// <summary>Makes the header.</summary>
    public DataHeader ToHeader() => new(DataHeader
        .Common(DataPacketFormat.Confirmed, TargetKind, ResponseRequested, ServiceAccessPoint, Target, Source)
        .With(3, 1, (uint)PadOctets >> 4)
        .With(12, 4, PadOctets)
        .With(64, IsFullMessage)
        .With(65, 7, Blocks)
        .With(72, Resynchronise)
        .With(73, 3, SendSequence)
        .With(76, 4, FragmentSequence));
}
