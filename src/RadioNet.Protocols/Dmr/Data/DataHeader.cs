using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr.Data;

/// <summary>
/// A data header (ETSI TS 102 361-1, clause 9.2): group(1) response requested(1) then 2 bits by format, DPF(4), SAP(4), 4
/// bits by format, destination(24), source(24), 16 bits by format. The header types read and make it; one of another format
/// keeps all its bits. In a proprietary header only <see cref="Format"/> and <see cref="ServiceAccessPoint"/>, which swap
/// places, mean anything.
/// </summary>
public readonly record struct DataHeader
{
    /// <summary>Octets of a header, its CRC included.</summary>
    public const int Octets = InfoBlock.Octets;

    internal DataHeader(InfoBlock block) => Block = block;

    /// <summary>The kind of header.</summary>
    public DataPacketFormat Format => (DataPacketFormat)Block.Get(4, 4);

    /// <summary>What <see cref="Target"/> names.</summary>
    public AddressKind TargetKind => Block.Has(0) ? AddressKind.Group : AddressKind.Unit;

    /// <summary>Whether the sender wants a response.</summary>
    public bool ResponseRequested => Block.Has(1);

    /// <summary>What the user data are.</summary>
    public ServiceAccessPoint ServiceAccessPoint =>
        (ServiceAccessPoint)(Format == DataPacketFormat.Proprietary ? Block.Get(0, 4) : Block.Get(8, 4));

    /// <summary>The 24-bit address that the message is for.</summary>
    public uint Target => Block.Get(16, 24);

    /// <summary>The sender.</summary>
    public RadioId Source => new(Block.Get(40, 24));

    internal InfoBlock Block { get; }

    /// <summary>Reads 12 octets.</summary>
    /// <returns>False when the size or the CRC is wrong.</returns>
    public static bool TryRead(ReadOnlySpan<byte> pdu, out DataHeader header)
    {
        var isRight = InfoBlock.TryRead(pdu, CrcMask.DataHeader, out var block);
        header = new DataHeader(block);
        return isRight;
    }

    /// <summary>Reads a 33-octet burst of data type data header.</summary>
    /// <returns>False when the errors are too many or the CRC is wrong.</returns>
    public static bool TryReadBurst(ReadOnlySpan<byte> burst, out DataHeader header, out int corrected)
    {
        var isRight = InfoBlock.TryReadBurst(burst, CrcMask.DataHeader, out var block, out corrected);
        header = new DataHeader(block);
        return isRight;
    }

    /// <summary>Writes 12 octets.</summary>
    public void Write(Span<byte> pdu) => Block.Write(pdu, CrcMask.DataHeader);

    /// <summary>Writes all 264 bits of a burst.</summary>
    public void WriteBurst(Span<byte> burst, ColorCode colorCode, SyncPattern sync = SyncPattern.BaseStationData) =>
        Block.WriteBurst(burst, CrcMask.DataHeader, new SlotType(colorCode, DataType.DataHeader), sync);

    /// <summary>This header for another target of the same kind; all else is kept.</summary>
    public DataHeader WithTarget(uint target) => new(Block.With(16, 24, target));

    /// <summary>The fields that all formats but the proprietary one share.</summary>
    internal static InfoBlock Common(
        DataPacketFormat format, AddressKind targetKind, bool responseRequested, ServiceAccessPoint sap, uint target, RadioId source) =>
        default(InfoBlock)
            .With(0, targetKind == AddressKind.Group)
            .With(1, responseRequested)
            .With(4, 4, (byte)format)
            .With(8, 4, (byte)sap)
            .With(16, 24, target)
            .With(40, 24, source.Value);
}
