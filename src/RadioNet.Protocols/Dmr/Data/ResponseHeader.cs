namespace RadioNet.Protocols.Dmr.Data;

/// <summary>
/// Response header (ETSI TS 102 361-1, clauses 9.2 and 8.2.2): bits 65 blocks to follow(7), 72 class(2), 74 type(3), 77
/// status(3). Class 0 type 1 is ACK; class 1 is NACK (type 0 illegal format, 1 CRC failed, 2 memory full, 4 undeliverable);
/// class 2 is SACK, whose block follows.
/// </summary>
/// <param name="ServiceAccessPoint">That of the message that is answered.</param>
/// <param name="Target">Whom it is for.</param>
/// <param name="Source">Who answers.</param>
/// <param name="Blocks">Blocks to follow, 0 to 127.</param>
/// <param name="Class">0 to 3.</param>
/// <param name="Type">0 to 7.</param>
/// <param name="Status">0 to 7: the N(R), or 0.</param>
public readonly record struct ResponseHeader(
    ServiceAccessPoint ServiceAccessPoint, RadioId Target, RadioId Source, byte Blocks, byte Class, byte Type, byte Status)
{
    /// <summary>Whether the message was received.</summary>
    public bool IsAcknowledgement => Class == 0 && Type == 1;

    /// <summary>Reads the header.</summary>
    public static bool TryRead(in DataHeader header, out ResponseHeader message)
    {
        var block = header.Block;
        message = new ResponseHeader(
            header.ServiceAccessPoint,
            new RadioId(header.Target),
            header.Source,
            (byte)block.Get(65, 7),
            (byte)block.Get(72, 2),
            (byte)block.Get(74, 3),
            (byte)block.Get(77, 3));
        return header.Format == DataPacketFormat.Response;
    }

    /// <summary>Makes the header.</summary>
    public DataHeader ToHeader() => new(DataHeader
        .Common(DataPacketFormat.Response, AddressKind.Unit, responseRequested: false, ServiceAccessPoint, Target.Value, Source)
        .With(65, 7, Blocks)
        .With(72, 2, Class)
        .With(74, 3, Type)
        .With(77, 3, Status));
}
