using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>Where a burst's fields lie among its 264 bits (ETSI TS 102 361-1, clause 6.1 and annex E).</summary>
public static class BurstLayout
{
    /// <summary>Octets of a burst: 264 bits.</summary>
    public const int BurstOctets = 33;

    /// <summary>Information bits of a data or control burst: bits 0 to 97 and 166 to 263.</summary>
    public const int InfoBits = 196;

    /// <summary>First bit of the SYNC or of the EMB field with its embedded signalling.</summary>
    internal const int CentreBit = 108;

    /// <summary>First of the 32 bits of embedded signalling.</summary>
    internal const int EmbeddedBit = 116;

    /// <summary>The 32 bits of embedded signalling between the halves of the EMB field: bits 116 to 147.</summary>
    public static uint ReadEmbedded(ReadOnlySpan<byte> burst) => BitFields.Read(burst, EmbeddedBit, 32);

    /// <summary>Writes the 32 bits of embedded signalling; everything else stays.</summary>
    public static void WriteEmbedded(Span<byte> burst, uint fragment) => BitFields.Write(burst, EmbeddedBit, 32, fragment);

    /// <summary>The burst's bit that carries an information bit (0 to 195) of a data or control burst.</summary>
    internal static int InfoBit(int index) => index < 98 ? index : index + 68;
}
