using System.Numerics;

namespace RadioNet.Protocols.Dmr.Coding;

/// <summary>
/// BPTC(196,96) (ETSI TS 102 361-1, clause B.1.1): 13 rows of Hamming(15,11,3), whose columns are Hamming(13,9,3), and one
/// spare bit, interleaved over the two halves of a data or control burst. The product's distance is 9: up to 4 bit errors
/// are always corrected, many heavier patterns too; from 5 on a pattern may be refused or give other information, which
/// the CRC or RS above has to see.
/// </summary>
public static class Bptc19696
{
    /// <summary>Information octets: 96 bits.</summary>
    public const int InfoOctets = 12;

    /// <summary>The most bit errors that are always corrected.</summary>
    public const int Correctable = 4;

    private const int Rows = 13;
    private const int DataRows = 9;
    private const int Columns = 15;
    private const int Passes = 5;
    private const int AllColumns = (1 << Columns) - 1;

    /// <summary>R(2) to R(0), sent as 0; a word far from what was received that sets them is not what was sent.</summary>
    private const int ReservedBits = 0b111 << 12;

    /// <summary>The burst's bit of each matrix bit: bit 0 is the spare R(3), then row after row (clause B.1.1, interleaving).</summary>
    private static readonly short[] BurstBitOf = MakeInterleave();

    /// <summary>The row that a column's 4-bit syndrome blames, or -1.</summary>
    private static readonly sbyte[] RowOfSyndrome = MakeRowOfSyndrome();

    /// <summary>Writes 12 octets of information into a 33-octet burst's 196 bits; its middle stays.</summary>
    public static void Encode(ReadOnlySpan<byte> info, Span<byte> burst)
    {
        Span<ushort> rows = stackalloc ushort[Rows];
        rows[0] = (ushort)Hamming.H1511.Encode(info[0]); // R(2) R(1) R(0) are 0
        for (var row = 1; row < DataRows; row++)
            rows[row] = (ushort)Hamming.H1511.Encode(BitFields.Read(info, 8 + 11 * (row - 1), 11));
        for (var parity = 0; parity < Rows - DataRows; parity++)
            rows[DataRows + parity] = SumOfChecked(rows, parity);
        Scatter(rows, burst);
    }

    /// <summary>Reads 12 octets of information out of a 33-octet burst's 196 bits.</summary>
    /// <param name="burst">The burst.</param>
    /// <param name="info">Its information; on failure what the data bits say.</param>
    /// <param name="corrected">Bits by which the burst differs from the word that was found.</param>
    /// <returns>False when no code word was found.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> burst, Span<byte> info, out int corrected)
    {
        Span<ushort> received = stackalloc ushort[Rows];
        Span<ushort> best = stackalloc ushort[Rows];
        Gather(burst, received);
        received.CopyTo(best);
        var found = IsCodeWord(received) || TryNearest(received, best);
        corrected = found ? Distance(received, best) : 0;
        info[0] = (byte)(best[0] >> 4);
        for (var row = 1; row < DataRows; row++)
            BitFields.Write(info, 8 + 11 * (row - 1), 11, (uint)best[row] >> 4);
        return found;
    }

    /// <summary>
    /// Columns then rows, over and over, finds every pattern of 4 errors but those in two columns, two in each, where the
    /// single-error decoders make a false code word; there the two columns are erased and the rows fill them. Rows first,
    /// and two erased rows, find heavier ones. The nearest of what was found is taken.
    /// </summary>
    private static bool TryNearest(ReadOnlySpan<ushort> received, Span<ushort> best)
    {
        Span<ushort> attempt = stackalloc ushort[Rows];
        var distance = int.MaxValue;
        for (var way = 0; way < 4 && distance > Correctable; way++)
        {
            received.CopyTo(attempt);
            var found = way switch
            {
                0 => TryIterate(attempt, columnsFirst: true),
                1 => TryFillTwoColumns(attempt),
                2 => TryIterate(attempt, columnsFirst: false),
                _ => TryFillTwoRows(attempt),
            };
            var away = Distance(received, attempt);
            if (!found || away >= distance || (away > Correctable && (attempt[0] & ReservedBits) != 0))
                continue;
            distance = away;
            attempt.CopyTo(best);
        }

        return distance != int.MaxValue;
    }

    private static bool TryIterate(Span<ushort> rows, bool columnsFirst)
    {
        if (!columnsFirst)
            CorrectRows(rows);
        for (var pass = 0; pass < Passes; pass++)
        {
            CorrectColumns(rows);
            CorrectRows(rows);
            if (IsCodeWord(rows))
                return true;
        }

        return false;
    }

    private static bool TryFillTwoColumns(Span<ushort> rows)
    {
        var wrong = WrongColumns(rows);
        if (BitOperations.PopCount(wrong) != 2)
            return false;
        var one = wrong & (0 - wrong);
        foreach (ref var row in rows)
        {
            // Distance 3: of the four ways to fill two erased bits at most one is a code word.
            uint filled = row;
            for (var fill = 0; fill < 4 && Hamming.H1511.Syndrome(filled) != 0; fill++)
                filled = (row & ~wrong) | ((fill & 1) != 0 ? one : 0) | ((fill & 2) != 0 ? wrong ^ one : 0);
            row = (ushort)filled;
        }

        return IsCodeWord(rows);
    }

    private static bool TryFillTwoRows(Span<ushort> rows)
    {
        int first = -1, second = -1;
        for (var row = 0; row < Rows; row++)
        {
            if (Hamming.H1511.Syndrome(rows[row]) == 0)
                continue;
            if (second >= 0)
                return false;
            (first, second) = (row, first);
        }

        if (second < 0)
            return false;
        var wrong = WrongColumns(rows);
        for (var columns = wrong; columns != 0; columns &= columns - 1)
        {
            var column = (ushort)(columns & (0 - columns));
            for (var fill = 0; fill < 3 && (WrongColumns(rows) & column) != 0; fill++)
                rows[fill == 1 ? second : first] ^= column;
        }

        return IsCodeWord(rows);
    }

    private static void CorrectColumns(Span<ushort> rows)
    {
        Span<ushort> syndromes = stackalloc ushort[Rows - DataRows];
        for (var parity = 0; parity < syndromes.Length; parity++)
            syndromes[parity] = (ushort)(SumOfChecked(rows, parity) ^ rows[DataRows + parity]);
        for (var columns = (uint)(syndromes[0] | syndromes[1] | syndromes[2] | syndromes[3]); columns != 0; columns &= columns - 1)
        {
            var column = BitOperations.TrailingZeroCount(columns);
            var syndrome = 0;
            foreach (var bits in syndromes)
                syndrome = (syndrome << 1) | ((bits >> column) & 1);
            if (RowOfSyndrome[syndrome] >= 0)
                rows[RowOfSyndrome[syndrome]] ^= (ushort)(1 << column);
        }
    }

    private static void CorrectRows(Span<ushort> rows)
    {
        foreach (ref var row in rows)
        {
            Hamming.H1511.TryCorrect(row, out var corrected, out _);
            row = (ushort)corrected;
        }
    }

    private static bool IsCodeWord(ReadOnlySpan<ushort> rows)
    {
        foreach (var row in rows)
        {
            if (Hamming.H1511.Syndrome(row) != 0)
                return false;
        }

        return WrongColumns(rows) == 0;
    }

    private static uint WrongColumns(ReadOnlySpan<ushort> rows)
    {
        uint wrong = 0;
        for (var parity = 0; parity < Rows - DataRows; parity++)
            wrong |= (uint)SumOfChecked(rows, parity) ^ rows[DataRows + parity];
        return wrong & AllColumns;
    }

    /// <summary>The sum of the data rows that a parity row checks: all 15 columns at once.</summary>
    private static ushort SumOfChecked(ReadOnlySpan<ushort> rows, int parity)
    {
        uint sum = 0;
        var check = Hamming.H139Checks[parity];
        for (var row = 0; row < DataRows; row++)
            sum ^= (check >> (DataRows - 1 - row) & 1) != 0 ? rows[row] : 0u;
        return (ushort)sum;
    }

    private static int Distance(ReadOnlySpan<ushort> left, ReadOnlySpan<ushort> right)
    {
        var distance = 0;
        for (var row = 0; row < Rows; row++)
            distance += BitOperations.PopCount((uint)(left[row] ^ right[row]));
        return distance;
    }

    private static void Gather(ReadOnlySpan<byte> burst, Span<ushort> rows)
    {
        var bit = 1;
        foreach (ref var row in rows)
        {
            uint value = 0;
            for (var column = 0; column < Columns; column++)
                value = (value << 1) | BitFields.ReadBit(burst, BurstBitOf[bit++]);
            row = (ushort)value;
        }
    }

    private static void Scatter(ReadOnlySpan<ushort> rows, Span<byte> burst)
    {
        BitFields.WriteBit(burst, BurstBitOf[0], 0); // R(3)
        var bit = 1;
        foreach (var row in rows)
        {
            for (var column = Columns - 1; column >= 0; column--)
                BitFields.WriteBit(burst, BurstBitOf[bit++], (uint)row >> column);
        }
    }

    private static short[] MakeInterleave()
    {
        var positions = new short[BurstLayout.InfoBits];
        for (var bit = 0; bit < positions.Length; bit++)
            positions[bit] = (short)BurstLayout.InfoBit(bit * 181 % BurstLayout.InfoBits);
        return positions;
    }

    private static sbyte[] MakeRowOfSyndrome()
    {
        var rows = new sbyte[16];
        Array.Fill(rows, (sbyte)-1);
        for (var row = 0; row < Rows; row++)
            rows[Hamming.H139.Syndrome(1u << (Rows - 1 - row))] = (sbyte)row;
        return rows;
    }
}
