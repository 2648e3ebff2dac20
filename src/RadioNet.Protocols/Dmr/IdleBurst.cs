using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>The burst that a base station sends when it has nothing to say (ETSI TS 102 361-1, clauses 7.3 and D.2).</summary>
public static class IdleBurst
{
    /// <summary>The pseudo-random 12 octets that it carries.</summary>
    public static ReadOnlySpan<byte> Pdu => [0xFF, 0x83, 0xDF, 0x17, 0x32, 0x09, 0x4E, 0xD1, 0xE7, 0xCD, 0x8A, 0x91];

    /// <summary>Writes all 264 bits of a burst.</summary>
    public static void Write(Span<byte> burst, ColorCode colorCode)
    {
        Bptc19696.Encode(Pdu, burst);
        new SlotType(colorCode, DataType.Idle).Write(burst);
        Sync.Write(burst, SyncPattern.BaseStationData);
    }
}
