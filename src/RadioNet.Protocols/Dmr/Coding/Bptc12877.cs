using System.Numerics;

namespace RadioNet.Protocols.Dmr.Coding;

/// <summary>
/// The variable length BPTC(128,77) of embedded signalling (ETSI TS 102 361-1, clause B.2.1): 7 rows of Hamming(16,11,4)
/// and a row of column parities, which is a Hamming word too, sent column by column in 4 fragments of 32 bits. The
/// product's distance is 8: up to 3 bit errors are always corrected; 4 are corrected, or refused as lying half-way.
/// </summary>
internal static class Bptc12877
{
    public const int Rows = 8;
    public const int DataRows = 7;
    public const int Correctable = 3;

    private const int Columns = 16;
    private const int ColumnsPerFragment = 4;

    /// <summary>Encodes 7 rows of 11 data bits into 4 fragments.</summary>
    public static void Encode(ReadOnlySpan<ushort> data, Span<uint> fragments)
    {
        Span<ushort> rows = stackalloc ushort[Rows];
        rows[DataRows] = 0;
        for (var row = 0; row < DataRows; row++)
        {
            rows[row] = (ushort)Hamming.H1611.Encode(data[row]);
            rows[DataRows] ^= rows[row];
        }

        for (var column = 0; column < Columns; column++)
        {
            ref var fragment = ref fragments[column / ColumnsPerFragment];
            foreach (var row in rows)
                fragment = (fragment << 1) | ((uint)row >> (Columns - 1 - column) & 1);
        }
    }

    /// <summary>Decodes 4 fragments into 7 rows of 11 data bits.</summary>
    public static bool TryDecode(ReadOnlySpan<uint> fragments, Span<ushort> data, out int corrected)
    {
        Span<ushort> received = stackalloc ushort[Rows];
        Span<ushort> nearest = stackalloc ushort[Rows];
        received.Clear();
        for (var bit = 0; bit < Rows * Columns; bit++)
        {
            ref var row = ref received[bit % Rows];
            row = (ushort)(row << 1 | (int)(fragments[bit / 32] >> (31 - bit % 32) & 1));
        }

        corrected = 0;
        if (!TryNearest(received, nearest, out corrected))
            return false;
        for (var row = 0; row < DataRows; row++)
            data[row] = (ushort)(nearest[row] >> 5);
        return true;
    }

    /// <summary>
    /// Corrects each row by itself, then tries for each row that was not clean what the column parity makes of it: that
    /// covers two errors in a row, which its code sees but cannot place, and three, which it places wrongly. The nearest
    /// code word counts; two equally near ones are refused.
    /// </summary>
    private static bool TryNearest(ReadOnlySpan<ushort> received, Span<ushort> nearest, out int distance)
    {
        Span<ushort> rows = stackalloc ushort[Rows];
        var failed = 0;
        uint unclean = 0;
        ushort parity = 0;
        for (var row = 0; row < Rows; row++)
        {
            if (!Hamming.H1611.TryCorrect(received[row], out var word, out var corrected))
                failed |= 1 << row;
            if (word != received[row] || corrected != 0)
                unclean |= 1u << row;
            rows[row] = (ushort)word;
            parity ^= (ushort)word;
        }

        unclean |= (uint)failed;
        distance = int.MaxValue;
        if (BitOperations.PopCount((uint)failed) == 2)
            return TryTwoRows(received, rows, parity, failed, nearest, out distance);
        var tie = false;
        if (failed == 0 && parity == 0)
            Offer(received, rows, nearest, ref distance, ref tie);
        for (var left = unclean; left != 0; left &= left - 1)
        {
            var row = BitOperations.TrailingZeroCount(left);
            if ((failed & ~(1 << row)) != 0 || parity == 0)
                continue;
            rows[row] ^= parity;
            if (Hamming.H1611.Syndrome(rows[row]) == 0)
                Offer(received, rows, nearest, ref distance, ref tie);
            rows[row] ^= parity;
        }

        return distance != int.MaxValue && !tie;
    }

    /// <summary>Two errors in each of two rows: the pair of odd columns that a row's syndrome fits is its own.</summary>
    private static bool TryTwoRows(
        ReadOnlySpan<ushort> received, Span<ushort> rows, ushort parity, int failed, Span<ushort> nearest, out int distance)
    {
        var first = BitOperations.TrailingZeroCount(failed);
        var second = BitOperations.TrailingZeroCount(failed & (failed - 1));
        var tie = false;
        distance = int.MaxValue;
        for (uint left = parity; left != 0; left &= left - 1)
        {
            var one = left & (0 - left);
            for (var rest = left & (left - 1); rest != 0; rest &= rest - 1)
            {
                var pair = (ushort)(one | (rest & (0 - rest)));
                rows[first] ^= pair;
                rows[second] ^= (ushort)(parity ^ pair);
                if (Hamming.H1611.Syndrome(rows[first]) == 0 && Hamming.H1611.Syndrome(rows[second]) == 0)
                    Offer(received, rows, nearest, ref distance, ref tie);
                rows[first] ^= pair;
                rows[second] ^= (ushort)(parity ^ pair);
            }
        }

        return distance != int.MaxValue && !tie;
    }

    private static void Offer(
        ReadOnlySpan<ushort> received, ReadOnlySpan<ushort> rows, Span<ushort> nearest, ref int distance, ref bool tie)
    {
        var away = 0;
        for (var row = 0; row < Rows; row++)
            away += BitOperations.PopCount((uint)(received[row] ^ rows[row]));
        if (away > distance)
            return;
        tie = away == distance;
        distance = away;
        rows.CopyTo(nearest);
    }
}
