namespace RadioNet.Protocols.Dmr.Coding;

/// <summary>
/// The variable length BPTC(128,77) of embedded signalling (ETSI TS 102 361-1, clause B.2.1): 7 rows of Hamming(16,11,4)
/// and a row of column parities, sent column by column in 4 fragments of 32 bits. The distance is 8: up to 3 bit errors
/// are always corrected; 4 are corrected, or refused as lying half-way.
/// </summary>
internal static class Bptc12877
{
    public const int DataRows = 7;
    public const int Correctable = 3;

    private const int Rows = 8;
    private const int Columns = 16;
    private const int FragmentBits = 32;
    private const int RowParityBits = 5;

    private static readonly RowParityCode Code = new(Hamming.H1611, Rows);

    /// <summary>Encodes 7 rows of 11 data bits into 4 fragments.</summary>
    public static void Encode(ReadOnlySpan<uint> data, Span<uint> fragments)
    {
        Span<uint> rows = stackalloc uint[Rows];
        Code.Encode(data, rows);
        for (var bit = 0; bit < Rows * Columns; bit++)
        {
            ref var fragment = ref fragments[bit / FragmentBits];
            fragment = (fragment << 1) | (rows[bit % Rows] >> (Columns - 1 - bit / Rows) & 1);
        }
    }

    /// <summary>Decodes 4 fragments into 7 rows of 11 data bits.</summary>
    public static bool TryDecode(ReadOnlySpan<uint> fragments, Span<uint> data, out int corrected)
    {
        Span<uint> received = stackalloc uint[Rows];
        Span<uint> nearest = stackalloc uint[Rows];
        received.Clear();
        for (var bit = 0; bit < Rows * Columns; bit++)
        {
            ref var row = ref received[bit % Rows];
            row = (row << 1) | (fragments[bit / FragmentBits] >> (FragmentBits - 1 - bit % FragmentBits) & 1);
        }

        if (!Code.TryCorrect(received, nearest, out corrected))
            return false;
        for (var row = 0; row < DataRows; row++)
            data[row] = nearest[row] >> RowParityBits;
        return true;
    }
}
