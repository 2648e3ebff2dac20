using System.Text;
using CsCheck;
using RadioNet.Core.Consoles;

namespace RadioNet.Core.Tests.Consoles;

public sealed class ConsoleJsonTests
{
    [Fact]
    public void What_a_browser_may_say_is_read()
    {
        Assert.Equal("a.b", Read("""{"type":"hello","token":"a.b"}""")!.Token);
        Assert.Equal([1u, 1001u], Read("""{"talkgroups":[1001,1],"type":"listen"}""")!.Talkgroups.Order());
        var press = Read("""{"type":"press","talkgroup":1001,"emergency":true,"takeOver":false,"more":{"x":[1]}}""")!;
        Assert.Equal((1001u, true, false), (press.Talkgroup, press.Emergency, press.TakeOver));
        Assert.Equal("release", Read("""{"type":"release"}""")!.Type);
        Assert.Equal(12.5, Read("""{"type":"ping","t":12.5}""")!.Ping);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"shout"}""")]
    [InlineData("""{"type":"hello"}""")]
    [InlineData("""{"type":"hello","token":7}""")]
    [InlineData("""{"type":"listen","talkgroups":7}""")]
    [InlineData("""{"type":"listen","talkgroups":["1001"]}""")]
    [InlineData("""{"type":"listen","talkgroups":[-1]}""")]
    [InlineData("""{"type":"press"}""")]
    [InlineData("""{"type":"press","talkgroup":4294967296}""")]
    [InlineData("""{"type":"press","talkgroup":1.5}""")]
    [InlineData("""{"a":[[[[[[[[1]]]]]]]]}""")]
    public void Everything_else_is_not(string text) => Assert.Null(Read(text));

    [Fact]
    public void Whatever_comes_is_read_or_is_not() =>
        Gen.Byte.Array[0, 200].Sample(octets => ConsoleJson.Read(octets) is null || Encoding.UTF8.GetString(octets).Contains("type", StringComparison.Ordinal), iter: 2000);

    private static ConsoleWords? Read(string text) => ConsoleJson.Read(Encoding.UTF8.GetBytes(text));
}
