using CsCheck;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Protocols.Tests.Mmdvm;

public sealed class RssiMappingTests
{
    private const string Text = """
        # Measured with a generator
        1000 -120    # the noise floor

        1100	-100
        1300   -60.5
        """;

    [Theory]
    [InlineData(0, -120)]
    [InlineData(1000, -120)]
    [InlineData(1050, -110)]
    [InlineData(1100, -100)]
    [InlineData(1200, -80.25)]
    [InlineData(1300, -60.5)]
    [InlineData(65535, -60.5)]
    public void Lines_between_points_and_the_ends_beyond_them(int raw, double dbm)
    {
        var mapping = RssiMapping.Parse(Text, out var errors);
        Assert.Empty(errors);
        Assert.Equal(3, mapping!.Points);
        Assert.Equal(dbm, mapping.ToDbm((ushort)raw));
    }

    [Fact]
    public void Order_and_line_ends_do_not_matter()
    {
        var mapping = RssiMapping.Parse("1300 -60\r\n1000 -120\r\n1300 -60\n", out _)!;
        Assert.Equal((2, -90d), (mapping.Points, mapping.ToDbm(1150)));
    }

    [Fact]
    public void Points_make_the_same_mapping_as_their_text()
    {
        var mapping = RssiMapping.Of([(1300, -60.5), (1000, -120), (1100, -100)]);
        var read = RssiMapping.Parse(Text, out _)!;
        Assert.Equal(3, mapping.Points);
        for (int raw = 900; raw < 1400; raw++) Assert.Equal(read.ToDbm((ushort)raw), mapping.ToDbm((ushort)raw));
        Assert.Same(RssiMapping.Empty, RssiMapping.Of([]));
        Assert.Throws<ArgumentException>(() => RssiMapping.Of([(1, -60), (2, -50), (1, -60)]));
        Assert.Throws<ArgumentException>(() => RssiMapping.Of([(1, double.NaN)]));
        Assert.Throws<ArgumentException>(() => RssiMapping.Of([(1, -201)]));
    }

    [Fact]
    public void Without_points_strength_is_unknown()
    {
        var mapping = RssiMapping.Parse("# nothing yet\n", out var errors)!;
        Assert.Empty(errors);
        Assert.Null(mapping.ToDbm(1000));
        Assert.Null(RssiMapping.Empty.ToDbm(1000));
    }

    [Theory]
    [InlineData("1000 -120\n1100", 2, "\"1100\" is one word")]
    [InlineData("strong -60", 1, "\"strong\" is no raw value")]
    [InlineData("\n\n65536 -60", 3, "\"65536\" is no raw value")]
    [InlineData("-1 -60", 1, "\"-1\" is no raw value")]
    [InlineData("1000 weak", 1, "\"weak\" is no signal strength")]
    [InlineData("1000 -60 dBm", 1, "\"-60 dBm\" is no signal strength")]
    [InlineData("1000 NaN", 1, "\"NaN\" is no signal strength")]
    [InlineData("1000 -201", 1, "\"-201\" is no signal strength")]
    [InlineData("1000 -60,5", 1, "\"-60,5\" is no signal strength")]
    [InlineData("1000 -60\n1000 -61", 2, "The raw value 1000 has -60 dBm already")]
    public void What_is_wrong_has_its_line(string text, int line, string message)
    {
        Assert.Null(RssiMapping.Parse(text, out var errors));
        var error = Assert.Single(errors);
        Assert.Equal(line, error.Line);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{line}: ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_none_gives_a_hundred_errors_at_most_each_on_one_line()
    {
        Assert.Null(RssiMapping.Parse(string.Concat(Enumerable.Repeat(new string('x', 5000) + "\n", 500)), out var errors));
        Assert.Equal(100, errors.Count);
        Assert.All(errors, error => Assert.True(error.Message.Length < 120 && !error.Message.Contains('\n')));
    }

    [Fact]
    public void Strength_rises_with_the_raw_value_when_the_points_do() =>
        Gen.Select(Gen.UShort.Array[2, 20], Gen.UShort, Gen.UShort).Sample((raws, one, other) =>
        {
            var points = raws.Distinct().Order().Select((raw, index) => $"{raw} {index - 140}");
            var mapping = RssiMapping.Parse(string.Join('\n', points), out _)!;
            Assert.True(mapping.ToDbm(Math.Min(one, other)) <= mapping.ToDbm(Math.Max(one, other)));
        });
}
