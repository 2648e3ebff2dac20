namespace RadioNet.Protocols.Dmr.Coding;

/// <summary>The Golay and quadratic residue codes (ETSI TS 102 361-1, clauses B.3.1 and B.3.2; for speech, clause 5.1.2.1).</summary>
internal static class Golay
{
    /// <summary>The slot type's code: corrects 3 bits, sees 4. The standard calls it (20,8,7); its distance is 8.</summary>
    public static readonly LinearBlockCode G208 = LinearBlockCode.FromRows(12, 3, [
        0x3DA, 0xD99, 0x6CD, 0x367, 0xDC6, 0xA97, 0x93E, 0x8EB]);

    /// <summary>The EMB field's quadratic residue code: corrects 2 bits, sees 3.</summary>
    public static readonly LinearBlockCode Qr167 = LinearBlockCode.FromRows(9, 2, [
        0x04F, 0x11E, 0x1B7, 0x1E2, 0x1C9, 0x0E5, 0x073]);

    /// <summary>The perfect code of a vocoder frame's second part: each word is at most 3 bits from a code word.</summary>
    public static readonly LinearBlockCode G2312 = LinearBlockCode.FromRows(11, 3, Rows(extended: false));

    /// <summary>The same with an even parity bit, of a vocoder frame's first part: corrects 3 bits, sees 4.</summary>
    public static readonly LinearBlockCode G2412 = LinearBlockCode.FromRows(12, 3, Rows(extended: true));

    /// <summary>x^11 + x^10 + x^6 + x^5 + x^4 + x^2 + 1.</summary>
    private const uint Generator = 0xC75;

    private static ushort[] Rows(bool extended)
    {
        var rows = new ushort[12];
        for (var row = 0; row < rows.Length; row++)
        {
            var data = 1u << (22 - row);
            var remainder = data;
            for (var bit = 22; bit >= 11; bit--)
            {
                if ((remainder >> bit & 1) != 0)
                    remainder ^= Generator << (bit - 11);
            }

            var even = (uint)System.Numerics.BitOperations.PopCount(data | remainder) & 1;
            rows[row] = (ushort)(extended ? (remainder << 1) | even : remainder);
        }

        return rows;
    }
}
