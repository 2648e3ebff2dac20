namespace RadioNet.Protocols.Ambe3000;

/// <summary>Rates as the chip's six 16-bit words.</summary>
public static class AmbeRate
{
    /// <summary>
    /// 2450 bit/s of speech with 1150 bit/s of error correction: the 72 bits each 20 ms that DMR has on the air, so that the chip
    /// corrects and conceals by itself.
    /// </summary>
    public static ReadOnlySpan<byte> Dmr => [0x04, 0x31, 0x07, 0x54, 0x24, 0x00, 0x00, 0x00, 0x00, 0x00, 0x6F, 0x48];

    /// <summary>The same speech without error correction: 49 bits each 20 ms.</summary>
    public static ReadOnlySpan<byte> DmrWithoutCorrection => [0x04, 0x31, 0x07, 0x54, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x70, 0x31];
}
