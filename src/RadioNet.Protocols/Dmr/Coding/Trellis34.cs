using System.Numerics;

namespace RadioNet.Protocols.Dmr.Coding;

/// <summary>
/// The rate 3/4 trellis code (ETSI TS 102 361-1, clause B.2.4): 48 tribits of information and one of zeros, each sent with
/// the one before it as the state, as one of 16 points, a pair of dibits; the 98 dibits are interleaved. Decoded by the
/// Viterbi algorithm over bit distance, so what comes out is a nearest code word. The free distance is 3 bits: one error
/// is always corrected, more wherever they are apart; the CRC of the block or message has to see the rest.
/// </summary>
public static class Trellis34
{
    /// <summary>Information octets: 144 bits.</summary>
    public const int InfoOctets = 18;

    private const int States = 8;
    private const int Steps = 49;
    private const int Dibits = 2 * Steps;

    /// <summary>The point (clause B.2.4, table B.7) of each state (row) and tribit (column).</summary>
    private static ReadOnlySpan<byte> Points =>
    [
        0, 8, 4, 12, 2, 10, 6, 14,
        4, 12, 2, 10, 6, 14, 0, 8,
        1, 9, 5, 13, 3, 11, 7, 15,
        5, 13, 3, 11, 7, 15, 1, 9,
        3, 11, 7, 15, 1, 9, 5, 13,
        7, 15, 1, 9, 5, 13, 3, 11,
        2, 10, 6, 14, 0, 8, 4, 12,
        6, 14, 0, 8, 4, 12, 2, 10,
    ];

    /// <summary>The two dibits of each point (table B.8), with +3 as 01, +1 as 00, -1 as 10, -3 as 11.</summary>
    private static ReadOnlySpan<byte> BitsOfPoint => [0x2, 0xA, 0x7, 0xF, 0xE, 0x6, 0xB, 0x3, 0xD, 0x5, 0x8, 0x0, 0x1, 0x9, 0x4, 0xC];

    /// <summary>The first information bit (0 to 194) that each of the 98 dibits is sent in: pairs of every fourth point.</summary>
    private static readonly byte[] SentAt = MakeInterleave();

    /// <summary>Encodes 18 octets into a 33-octet burst's 196 bits; its middle stays.</summary>
    public static void Encode(ReadOnlySpan<byte> info, Span<byte> burst)
    {
        uint state = 0;
        for (var step = 0; step < Steps; step++)
        {
            var tribit = step < Steps - 1 ? BitFields.Read(info, 3 * step, 3) : 0;
            uint bits = BitsOfPoint[Points[(int)(state * States + tribit)]];
            WriteDibit(burst, 2 * step, bits >> 2);
            WriteDibit(burst, 2 * step + 1, bits & 3);
            state = tribit;
        }
    }

    /// <summary>Decodes a 33-octet burst's 196 bits into 18 octets.</summary>
    /// <returns>Bits by which the burst differs from the code word that was chosen.</returns>
    public static int Decode(ReadOnlySpan<byte> burst, Span<byte> info)
    {
        Span<int> distances = stackalloc int[States];
        Span<int> next = stackalloc int[States];
        Span<byte> cameFrom = stackalloc byte[Steps * States];
        distances.Fill(2 * Dibits + 1); // further than any path: the code starts in state 0
        distances[0] = 0;
        for (var step = 0; step < Steps; step++)
        {
            var received = ReadDibit(burst, 2 * step) << 2 | ReadDibit(burst, 2 * step + 1);
            for (var tribit = 0; tribit < States; tribit++)
                next[tribit] = Nearest(distances, received, tribit, out cameFrom[step * States + tribit]);
            next.CopyTo(distances);
        }

        // The last tribit is 0, and so is the state that the path ends in.
        byte state = cameFrom[(Steps - 1) * States];
        for (var step = Steps - 2; step >= 0; step--)
        {
            BitFields.Write(info, 3 * step, 3, state);
            state = cameFrom[step * States + state];
        }

        return distances[0];
    }

    /// <summary>The shortest way to have sent a tribit: the state it leads to, from whichever state before.</summary>
    private static int Nearest(ReadOnlySpan<int> distances, uint received, int tribit, out byte from)
    {
        var shortest = int.MaxValue;
        from = 0;
        for (var state = 0; state < States; state++)
        {
            var distance = distances[state] + BitOperations.PopCount(received ^ BitsOfPoint[Points[state * States + tribit]]);
            if (distance >= shortest)
                continue;
            shortest = distance;
            from = (byte)state;
        }

        return shortest;
    }

    private static uint ReadDibit(ReadOnlySpan<byte> burst, int dibit) =>
        BitFields.Read(burst, BurstLayout.InfoBit(SentAt[dibit]), 2);

    private static void WriteDibit(Span<byte> burst, int dibit, uint value) =>
        BitFields.Write(burst, BurstLayout.InfoBit(SentAt[dibit]), 2, value);

    private static byte[] MakeInterleave()
    {
        var sentAt = new byte[Dibits];
        var sent = 0;
        for (var start = 0; start < 8; start += 2)
        {
            for (var dibit = start; dibit < Dibits; dibit += 8)
            {
                sentAt[dibit] = (byte)(2 * sent++);
                sentAt[dibit + 1] = (byte)(2 * sent++);
            }
        }

        return sentAt;
    }
}
