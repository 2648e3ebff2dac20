namespace RadioNet.Protocols.Dmr.Coding;

/// <summary>
/// RS(12,9,4) over GF(256) (ETSI TS 102 361-1, clause B.3.6): field x^8 + x^4 + x^3 + x^2 + 1, generator with the roots α,
/// α², α³. Corrects one octet, sees two; three may give another word.
/// </summary>
public static class ReedSolomon129
{
    /// <summary>Information octets of a word.</summary>
    public const int DataOctets = 9;

    /// <summary>Octets of a word.</summary>
    public const int WordOctets = 12;

    private const int FieldPolynomial = 0x11D;

    private static readonly byte[] Exponential = new byte[510];
    private static readonly byte[] Logarithm = new byte[256];

    static ReedSolomon129()
    {
        var value = 1;
        for (var power = 0; power < 255; power++)
        {
            Exponential[power] = Exponential[power + 255] = (byte)value;
            Logarithm[value] = (byte)power;
            value <<= 1;
            if (value > 255)
                value ^= FieldPolynomial;
        }
    }

    /// <summary>Writes octets 9 to 11 of a word from its octets 0 to 8; g(x) = x³ + 14x² + 56x + 64.</summary>
    public static void WriteParity(Span<byte> word)
    {
        byte p0 = 0, p1 = 0, p2 = 0;
        foreach (var octet in word[..DataOctets])
        {
            var feedback = (byte)(octet ^ p2);
            p2 = (byte)(p1 ^ Multiply(feedback, 14));
            p1 = (byte)(p0 ^ Multiply(feedback, 56));
            p0 = Multiply(feedback, 64);
        }

        word[9] = p2;
        word[10] = p1;
        word[11] = p0;
    }

    /// <summary>Corrects a word of 12 octets in place.</summary>
    /// <param name="word">The word, without its mask.</param>
    /// <param name="corrected">Octets that were wrong: 0 or 1.</param>
    /// <returns>False when more than one octet is wrong; the word stays as it came.</returns>
    public static bool TryCorrect(Span<byte> word, out int corrected)
    {
        corrected = 0;
        byte s1 = 0, s2 = 0, s3 = 0;
        foreach (var octet in word[..WordOctets])
        {
            s1 = (byte)(Multiply(s1, 2) ^ octet);
            s2 = (byte)(Multiply(s2, 4) ^ octet);
            s3 = (byte)(Multiply(s3, 8) ^ octet);
        }

        if ((s1 | s2 | s3) == 0)
            return true;

        // One error e at degree j gives s1 = e·α^j, s2 = e·α^2j, s3 = e·α^3j.
        if (s1 == 0 || s2 == 0 || Multiply(s2, s2) != Multiply(s1, s3))
            return false;
        var degree = (Logarithm[s2] - Logarithm[s1] + 255) % 255;
        if (degree >= WordOctets)
            return false;
        word[WordOctets - 1 - degree] ^= Exponential[Logarithm[s1] - degree + 255];
        corrected = 1;
        return true;
    }

    private static byte Multiply(byte left, byte right) =>
        left == 0 || right == 0 ? (byte)0 : Exponential[Logarithm[left] + Logarithm[right]];
}
