using RadioNet.Core.M17;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Core.Tests.M17;

/// <summary>Who a radio is at a reflector, and who a callsign is on the radio.</summary>
public sealed class M17CallersTests
{
    private readonly LinkPlan _plan = new();

    [Theory]
    [InlineData("XV9AB", "XV9AB")]
    [InlineData("xv9ab   D", "XV9AB")]
    [InlineData("XV9AB  D", "XV9AB")]
    [InlineData("XV9AB-123", "XV9AB-123")]
    [InlineData(" XV9AB", "XV9AB")]
    [InlineData("#PARROT", null)]
    public void A_talker_goes_by_the_callsign_without_the_module(string said, string? plain) =>
        Assert.Equal(plain, M17Callers.Plain(LinkPlan.Callsign(said))?.ToString());

    [Fact]
    public void A_callsign_is_its_subscribers_radio_and_anybody_elses_is_the_links()
    {
        var link = _plan.Port.M17Link!;
        Assert.Equal(new RadioId(LinkPlan.Known), M17Callers.RadioOf(_plan.Current, link, LinkPlan.Callsign("XV9AB")));
        Assert.Equal(new RadioId(LinkPlan.LinkRadio), M17Callers.RadioOf(_plan.Current, link, LinkPlan.Callsign("XV9AC")));
        Assert.Equal("XV9AB", M17Callers.CallsignOf(_plan.Current, link, new RadioId(LinkPlan.Known)).ToString());
        Assert.Equal("XV0DL", M17Callers.CallsignOf(_plan.Current, link, new RadioId(6)).ToString());
    }

    [Theory]
    [InlineData("A", 1)]
    [InlineData("XV9AB-123", 2)]
    public void Radios_show_it_as_a_talker_alias(string callsign, int messages)
    {
        var alias = M17Callers.AliasOf(LinkPlan.Callsign(callsign));
        var read = new TalkerAliasAccumulator();
        foreach (var message in alias) read.TryAdd(message);
        Span<char> text = stackalloc char[TalkerAlias.MostCharacters];
        Assert.True(read.TryGetText(text, out var length));
        Assert.Equal((callsign, messages), (new string(text[..length]), alias.Length));
    }
}
