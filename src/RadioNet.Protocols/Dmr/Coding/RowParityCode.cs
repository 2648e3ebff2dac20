using System.Numerics;

namespace RadioNet.Protocols.Dmr.Coding;

/// <summary>
/// Rows of a Hamming code and, as the last row, the parity of their columns: itself a word of that code, as the sum of such
/// words. The distance is twice the rows', so (2d - 1)/2 errors are always corrected.
/// </summary>
/// <param name="rowCode">The code of the rows.</param>
/// <param name="rowCount">Rows, that of the parities included.</param>
internal sealed class RowParityCode(LinearBlockCode rowCode, int rowCount)
{
    /// <summary>Encodes the data of all rows but the last; all rows are written.</summary>
    public void Encode(ReadOnlySpan<uint> data, Span<uint> rows)
    {
        uint parity = 0;
        for (var row = 0; row < rowCount - 1; row++)
        {
            rows[row] = rowCode.Encode(data[row]);
            parity ^= rows[row];
        }

        rows[rowCount - 1] = parity;
    }

    /// <summary>
    /// Corrects each row by itself, then tries for each row that was not clean what the column parity makes of it: that
    /// covers errors in a row that its code cannot place, or places wrongly. The nearest code word counts; two equally near
    /// ones are refused.
    /// </summary>
    public bool TryCorrect(ReadOnlySpan<uint> received, Span<uint> nearest, out int corrected)
    {
        Span<uint> rows = stackalloc uint[rowCount];
        uint failed = 0, unclean = 0, parity = 0;
        for (var row = 0; row < rowCount; row++)
        {
            if (!rowCode.TryCorrect(received[row], out rows[row], out var bits))
                failed |= 1u << row;
            else if (bits != 0)
                unclean |= 1u << row;
            parity ^= rows[row];
        }

        var search = new Search();
        if (BitOperations.PopCount(failed) == 2)
            TryTwoRows(received, rows, parity, failed, nearest, ref search);
        else if (failed == 0 && parity == 0)
            search.Offer(received, rows, nearest);
        else
            TryOneRow(received, rows, parity, failed == 0 ? unclean : failed, nearest, ref search);
        corrected = search.Found ? search.Distance : 0;
        return search.Found;
    }

    private void TryOneRow(
        ReadOnlySpan<uint> received, Span<uint> rows, uint parity, uint candidates, Span<uint> nearest, ref Search search)
    {
        for (var left = candidates; left != 0; left &= left - 1)
        {
            ref var row = ref rows[BitOperations.TrailingZeroCount(left)];
            row ^= parity;
            if (AreCodeWords(rows))
                search.Offer(received, rows, nearest);
            row ^= parity;
        }
    }

    /// <summary>Two errors in each of two rows: the pair of odd columns that a row's syndrome fits is its own.</summary>
    private void TryTwoRows(
        ReadOnlySpan<uint> received, Span<uint> rows, uint parity, uint failed, Span<uint> nearest, ref Search search)
    {
        ref var first = ref rows[BitOperations.TrailingZeroCount(failed)];
        ref var second = ref rows[BitOperations.TrailingZeroCount(failed & (failed - 1))];
        var (firstBefore, secondBefore) = (first, second);
        for (var left = parity; left != 0; left &= left - 1)
        {
            var one = left & (0 - left);
            for (var rest = left & (left - 1); rest != 0; rest &= rest - 1)
            {
                var pair = one | (rest & (0 - rest));
                (first, second) = (firstBefore ^ pair, secondBefore ^ parity ^ pair);
                if (AreCodeWords(rows))
                    search.Offer(received, rows, nearest);
            }
        }
    }

    private bool AreCodeWords(ReadOnlySpan<uint> rows)
    {
        foreach (var row in rows)
        {
            if (rowCode.Syndrome(row) != 0)
                return false;
        }

        return true;
    }

    /// <summary>The nearest of the code words offered, and whether it is so alone.</summary>
    private struct Search
    {
        private bool _any;
        private bool _tie;

        public int Distance { get; private set; }

        public readonly bool Found => _any && !_tie;

        public void Offer(ReadOnlySpan<uint> received, ReadOnlySpan<uint> rows, Span<uint> nearest)
        {
            var away = 0;
            for (var row = 0; row < rows.Length; row++)
                away += BitOperations.PopCount(received[row] ^ rows[row]);
            if (_any && away > Distance)
                return;
            _tie = _any && away == Distance;
            _any = true;
            Distance = away;
            rows.CopyTo(nearest);
        }
    }
}
