using CsCheck;

namespace RadioNet.Protocols.Tests.Dmr;

/// <summary>Bit errors for the property tests.</summary>
internal static class Errors
{
    /// <summary>Between <paramref name="fewest"/> and <paramref name="most"/> different positions below <paramref name="length"/>.</summary>
    public static Gen<int[]> Positions(int length, int fewest, int most) =>
        Gen.Int[0, length - 1].HashSet[fewest, most].Select(set => set.Order().ToArray());

    public static void Flip(Span<byte> octets, int bit) => octets[bit / 8] ^= (byte)(0x80 >> (bit % 8));

    public static int Distance(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var distance = 0;
        for (var octet = 0; octet < left.Length; octet++)
            distance += int.PopCount(left[octet] ^ right[octet]);
        return distance;
    }
}
