using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// The link control in the bursts B to E of a voice superframe (ETSI TS 102 361-1, clauses 7.1.3.1 and 9.1.6): 72 bits and a
/// checksum of 5 (clause B.3.11: the sum of the octets modulo 31) in BPTC(128,77), 32 bits a burst.
/// </summary>
public static class EmbeddedLinkControl
{
    /// <summary>Fragments of a link control, one a burst.</summary>
    public const int Fragments = 4;

    /// <summary>The most bit errors that are always corrected, over the four fragments.</summary>
    public const int Correctable = Bptc12877.Correctable;

    /// <summary>Encodes a link control into four fragments, for <see cref="BurstLayout.WriteEmbedded"/> of bursts B to E.</summary>
    public static void Encode(in LinkControl lc, Span<uint> fragments)
    {
        Span<byte> octets = stackalloc byte[LinkControl.Octets];
        Span<uint> rows = stackalloc uint[Bptc12877.DataRows];
        lc.Write(octets);
        var checksum = Checksum(octets);
        rows[0] = BitFields.Read(octets, 0, 11);
        rows[1] = BitFields.Read(octets, 11, 11);
        for (var row = 2; row < rows.Length; row++)
            rows[row] = BitFields.Read(octets, 22 + 10 * (row - 2), 10) << 1 | (checksum >> (6 - row) & 1);
        Bptc12877.Encode(rows, fragments);
    }

    /// <summary>Decodes four fragments.</summary>
    /// <param name="fragments">Those of bursts B to E, in order.</param>
    /// <param name="lc">What they say.</param>
    /// <param name="corrected">Bits corrected, of 128.</param>
    /// <returns>False when the errors are too many or the checksum is wrong.</returns>
    public static bool TryDecode(ReadOnlySpan<uint> fragments, out LinkControl lc, out int corrected)
    {
        Span<byte> octets = stackalloc byte[LinkControl.Octets];
        Span<uint> rows = stackalloc uint[Bptc12877.DataRows];
        lc = default;
        if (!Bptc12877.TryDecode(fragments, rows, out corrected))
            return false;
        uint checksum = 0;
        BitFields.Write(octets, 0, 11, rows[0]);
        BitFields.Write(octets, 11, 11, rows[1]);
        for (var row = 2; row < rows.Length; row++)
        {
            BitFields.Write(octets, 22 + 10 * (row - 2), 10, rows[row] >> 1);
            checksum = (checksum << 1) | (rows[row] & 1);
        }

        if (checksum != Checksum(octets))
            return false;
        lc = LinkControl.Read(octets);
        return true;
    }

    /// <summary>Which fragment burst B (0) to E (3) carries.</summary>
    public static Lcss LcssOf(int fragment) => fragment switch
    {
        0 => Lcss.First,
        Fragments - 1 => Lcss.Last,
        _ => Lcss.Continuation,
    };

    private static uint Checksum(ReadOnlySpan<byte> octets)
    {
        uint sum = 0;
        foreach (var octet in octets)
            sum += octet;
        return sum % 31;
    }
}
