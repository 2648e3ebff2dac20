using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// A short link control message (ETSI TS 102 361-1, clauses 7.1.4 and B.2.3): SLCO(4) data(24) and CRC-8, three rows of
/// Hamming(17,12,3) and one of column parities, sent column by column in the payload of four CACHs. Up to 2 bit errors are
/// always corrected; of more, the CRC refuses all but one in 256.
/// </summary>
/// <param name="Opcode">SLCO.</param>
/// <param name="Data">24 bits.</param>
public readonly record struct ShortLinkControl(Slco Opcode, uint Data)
{
    /// <summary>Fragments of a message, one a CACH.</summary>
    public const int Fragments = 4;

    /// <summary>Bits of a fragment.</summary>
    public const int FragmentBits = 17;

    /// <summary>The most bit errors that are always corrected.</summary>
    public const int Correctable = 2;

    private const int Rows = 4;
    private const int RowDataBits = 12;
    private const int RowBits = 17;
    private const int InfoBits = 28;

    private static readonly RowParityCode Code = new(Hamming.H1712, Rows);

    /// <summary>Decodes four fragments of 17 bits, the first transmitted as the highest.</summary>
    /// <param name="fragments">The fragments, in order.</param>
    /// <param name="message">What they say.</param>
    /// <param name="corrected">Bits corrected, of 68.</param>
    /// <returns>False when the errors are too many or the CRC is wrong.</returns>
    public static bool TryDecode(ReadOnlySpan<uint> fragments, out ShortLinkControl message, out int corrected)
    {
        Span<uint> received = stackalloc uint[Rows];
        Span<uint> nearest = stackalloc uint[Rows];
        message = default;
        received.Clear();
        for (var bit = 0; bit < Rows * RowBits; bit++)
        {
            ref var row = ref received[bit % Rows];
            row = (row << 1) | (fragments[bit / FragmentBits] >> (FragmentBits - 1 - bit % FragmentBits) & 1);
        }

        if (!Code.TryCorrect(received, nearest, out corrected))
            return false;
        const int parityBits = RowBits - RowDataBits;
        var word = (ulong)(nearest[0] >> parityBits) << 24 | (ulong)(nearest[1] >> parityBits) << 12 | nearest[2] >> parityBits;
        var info = (uint)(word >> 8);
        message = new ShortLinkControl((Slco)(info >> 24), info & 0xFF_FFFF);
        return Crc.Crc8(info, InfoBits) == (byte)word;
    }

    /// <summary>Encodes four fragments of 17 bits, the first transmitted as the highest.</summary>
    public void Encode(Span<uint> fragments)
    {
        var info = ((uint)Opcode & 0xF) << 24 | (Data & 0xFF_FFFF);
        var word = (ulong)info << 8 | Crc.Crc8(info, InfoBits);
        ReadOnlySpan<uint> data = [(uint)(word >> 24), (uint)(word >> 12) & 0xFFF, (uint)word & 0xFFF];
        Span<uint> rows = stackalloc uint[Rows];
        Code.Encode(data, rows);
        fragments[..Fragments].Clear();
        for (var bit = 0; bit < Rows * RowBits; bit++)
        {
            ref var fragment = ref fragments[bit / FragmentBits];
            fragment = (fragment << 1) | (rows[bit % Rows] >> (RowBits - 1 - bit / Rows) & 1);
        }
    }
}
