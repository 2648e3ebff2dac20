namespace RadioNet.Protocols.Dmr.Coding;

/// <summary>The masks that a control block's CRC-CCITT is under, by its data type (ETSI TS 102 361-1, clause B.3.12, table B.21).</summary>
internal static class CrcMask
{
    public const ushort PrivacyHeader = 0x6969;
    public const ushort Csbk = 0xA5A5;
    public const ushort MultiBlockHeader = 0xAAAA;
    public const ushort DataHeader = 0xCCCC;
    public const ushort UnifiedSingleBlock = 0x3333;

    /// <summary>Of the last block of a multi block message and of a UDT.</summary>
    public const ushort LastBlock = 0;
}
