using System.Numerics;

namespace RadioNet.Protocols.Dmr.Coding;

/// <summary>
/// The variable length BPTC(32,11) of a single embedded fragment (ETSI TS 102 361-1, clause B.2.2): a row of
/// Hamming(16,11,4) and its copy, inverted in a reverse channel; matrix bit k, counted down the columns, is sent as bit 17k
/// modulo 32. Two copies of distance 4 make 8: up to 3 bit errors are always corrected, 4 are seen.
/// </summary>
internal static class Vbptc3211
{
    public const int Correctable = 3;

    private const int Columns = 16;

    /// <summary>All 2,048 words as sent, for the nearest is found by looking at each.</summary>
    private static readonly uint[] Words = [.. Enumerable.Range(0, 2048).Select(info => Interleaved((uint)info))];

    /// <summary>The bits of the second row, as sent.</summary>
    private static readonly uint SecondRow = Interleave(0, 0xFFFF);

    /// <summary>Encodes 11 bits into a fragment of 32.</summary>
    public static uint Encode(uint info, bool isReverseChannel) => Words[info & 0x7FF] ^ (isReverseChannel ? SecondRow : 0);

    /// <summary>Decodes a fragment of 32 bits, as a single fragment or as a reverse channel: the two differ in 16 bits.</summary>
    public static bool TryDecode(uint fragment, bool isReverseChannel, out uint info, out int corrected)
    {
        var received = isReverseChannel ? fragment ^ SecondRow : fragment;
        for (info = 0; info < Words.Length; info++)
        {
            corrected = BitOperations.PopCount(received ^ Words[info]);
            if (corrected <= Correctable)
                return true;
        }

        (info, corrected) = (0, 0);
        return false;
    }

    private static uint Interleaved(uint info)
    {
        var row = Hamming.H1611.Encode(info);
        return Interleave(row, row);
    }

    private static uint Interleave(uint first, uint second)
    {
        uint sent = 0;
        for (var column = 0; column < Columns; column++)
        {
            var shift = Columns - 1 - column;
            sent |= (first >> shift & 1) << (31 - 17 * (2 * column) % 32);
            sent |= (second >> shift & 1) << (31 - 17 * (2 * column + 1) % 32);
        }

        return sent;
    }
}
