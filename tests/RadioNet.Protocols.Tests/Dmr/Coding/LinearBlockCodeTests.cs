using CsCheck;
using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Tests.Dmr.Coding;

public sealed class LinearBlockCodeTests
{
    /// <summary>Each code with its length, data bits and distance as the standard names them (TS 102 361-1, clause B.3).</summary>
    public static TheoryData<string, int, int, int> Codes => new()
    {
        { nameof(Golay.G208), 20, 8, 8 }, // the standard names it with 7, the lightest word has 8
        { nameof(Golay.Qr167), 16, 7, 6 },
        { nameof(Golay.G2312), 23, 12, 7 },
        { nameof(Golay.G2412), 24, 12, 8 },
        { nameof(Hamming.H1511), 15, 11, 3 },
        { nameof(Hamming.H139), 13, 9, 3 },
        { nameof(Hamming.H1611), 16, 11, 4 },
        { nameof(Hamming.H1712), 17, 12, 3 },
        { nameof(Hamming.H74), 7, 4, 3 },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_has_the_size_and_distance_of_its_name(string name, int length, int dataBits, int distance)
    {
        var code = Named(name);
        Assert.Equal((length, dataBits), (code.Length, code.DataBits));
        Assert.Equal(distance, LightestWord(code));
        Assert.Equal((distance - 1) / 2, code.Correctable);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Errors_up_to_the_limit_are_corrected_and_counted(string name, int length, int dataBits, int distance)
    {
        var code = Named(name);
        Gen.Select(Gen.UInt[0, (1u << dataBits) - 1], Errors.Positions(length, 0, (distance - 1) / 2)).Sample((data, errors) =>
        {
            var found = code.TryDecode(code.Encode(data) ^ Mask(errors), out var decoded, out var corrected);
            return found && decoded == data && corrected == errors.Length;
        });
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void One_error_more_than_the_limit_never_passes_as_what_was_sent(string name, int length, int dataBits, int distance)
    {
        var code = Named(name);
        var errors = (distance - 1) / 2 + 1;
        Gen.Select(Gen.UInt[0, (1u << dataBits) - 1], Errors.Positions(length, errors, errors)).Sample((data, flipped) =>
        {
            var found = code.TryDecode(code.Encode(data) ^ Mask(flipped), out var decoded, out _);

            // Of an even distance it is half-way to another word, which is refused; of an odd one it may be the other word.
            return distance % 2 == 0 ? !found : !found || decoded != data;
        });
    }

    [Fact]
    public void Every_word_of_the_perfect_Golay_code_is_near_a_code_word()
    {
        Gen.UInt[0, (1u << 23) - 1].Sample(word =>
            Golay.G2312.TryCorrect(word, out var codeWord, out var corrected)
            && corrected <= 3 && uint.PopCount(word ^ codeWord) == corrected && Golay.G2312.Syndrome(codeWord) == 0);
    }

    [Fact]
    public void A_code_that_is_weaker_than_claimed_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => LinearBlockCode.FromChecks(4, 2, [0b1110, 0b0111, 0b1101]));

    private static LinearBlockCode Named(string name) => (LinearBlockCode)(
        typeof(Golay).GetField(name) ?? typeof(Hamming).GetField(name))!.GetValue(null)!;

    private static int LightestWord(LinearBlockCode code) =>
        Enumerable.Range(1, (1 << code.DataBits) - 1).Min(data => (int)uint.PopCount(code.Encode((uint)data)));

    private static uint Mask(int[] errors) => errors.Aggregate(0u, (mask, bit) => mask | (1u << bit));
}
