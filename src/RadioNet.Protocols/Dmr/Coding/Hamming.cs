namespace RadioNet.Protocols.Dmr.Coding;

/// <summary>The Hamming codes, by their parity checks; the leftmost digit is the first data bit (ETSI TS 102 361-1, clause B.3).</summary>
internal static class Hamming
{
    // An array: a constant span of anything but octets allocates at each use until the JIT optimises the code.
    private static readonly ushort[] ColumnChecks = [0b110101100, 0b111010110, 0b111101011, 0b101011001];

    /// <summary>The rows of BPTC(196,96): distance 3.</summary>
    public static readonly LinearBlockCode H1511 = LinearBlockCode.FromChecks(11, 1, [
        0b11110101100, 0b01111010110, 0b00111101011, 0b11101011001]);

    /// <summary>The columns of BPTC(196,96): distance 3.</summary>
    public static readonly LinearBlockCode H139 = LinearBlockCode.FromChecks(9, 1, H139Checks);

    /// <summary>The rows of the embedded signalling: distance 4, so that two errors are seen.</summary>
    public static readonly LinearBlockCode H1611 = LinearBlockCode.FromChecks(11, 1, [
        0b11110101100, 0b01111010110, 0b00111101011, 0b11101011001, 0b10100110111]);

    /// <summary>The rows of the short LC: distance 3.</summary>
    public static readonly LinearBlockCode H1712 = LinearBlockCode.FromChecks(12, 1, [
        0b111100110100, 0b111110011010, 0b011111001101, 0b110011010010, 0b111001101001]);

    /// <summary>The TACT bits of the CACH: distance 3.</summary>
    public static readonly LinearBlockCode H74 = LinearBlockCode.FromChecks(4, 1, [0b1110, 0b0111, 0b1101]);

    /// <summary>The checks of Hamming(13,9,3), for BPTC's columns, which are summed fifteen at a time.</summary>
    public static ReadOnlySpan<ushort> H139Checks => ColumnChecks;
}
