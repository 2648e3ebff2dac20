using CsCheck;
using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Tests.Dmr.Coding;

public sealed class Bptc12877Tests
{
    private static readonly Gen<uint[]> Rows = Gen.UInt[0, 2047].Array[Bptc12877.DataRows];

    [Fact]
    public void Up_to_three_errors_are_always_corrected_and_counted() =>
        Gen.Select(Rows, Errors.Positions(128, 0, Bptc12877.Correctable)).Sample((rows, errors) => AssertCorrected(rows, errors));

    [Fact]
    public void Three_errors_in_one_row_are_corrected() =>
        Gen.Select(Rows, Gen.Int[0, 7], Errors.Positions(16, 3, 3)).Sample((rows, row, columns) =>
            AssertCorrected(rows, [.. columns.Select(column => column * 8 + row)]));

    [Fact]
    public void Four_errors_are_corrected_or_refused_never_mistaken() =>
        Gen.Select(Rows, Gen.OneOf(Errors.Positions(128, 4, 4), InFewRows)).Sample((rows, errors) =>
        {
            var decoded = new uint[Bptc12877.DataRows];
            return !Bptc12877.TryDecode(Received(rows, errors), decoded, out var corrected)
                || (decoded.AsSpan().SequenceEqual(rows) && corrected == 4);
        });

    [Fact]
    public void Beyond_the_limit_what_is_found_is_a_code_word_as_far_away_as_reported() =>
        Gen.Select(Rows, Errors.Positions(128, 5, 40)).Sample((rows, errors) =>
        {
            var received = Received(rows, errors);
            var decoded = new uint[Bptc12877.DataRows];
            if (!Bptc12877.TryDecode(received, decoded, out var corrected))
                return true;
            var again = new uint[4];
            Bptc12877.Encode(decoded, again);
            return again.Zip(received).Sum(pair => (int)uint.PopCount(pair.First ^ pair.Second)) == corrected;
        });

    /// <summary>Four errors crowded into two rows: the patterns that lie half-way to another word.</summary>
    private static Gen<int[]> InFewRows =>
        Gen.Select(Errors.Positions(8, 2, 2), Errors.Positions(32, 4, 4)).Select((rows, cells) =>
            cells.Select(cell => cell / 2 * 8 + rows[cell % 2]).ToArray());

    private static void AssertCorrected(uint[] rows, int[] errors)
    {
        var decoded = new uint[Bptc12877.DataRows];
        Assert.True(Bptc12877.TryDecode(Received(rows, errors), decoded, out var corrected));
        Assert.Equal(rows, decoded);
        Assert.Equal(errors.Length, corrected);
    }

    private static uint[] Received(uint[] rows, int[] errors)
    {
        var fragments = new uint[4];
        Bptc12877.Encode(rows, fragments);
        foreach (var bit in errors)
            fragments[bit / 32] ^= 1u << (31 - bit % 32);
        return fragments;
    }
}
