using RadioNet.Protocols.Identity;

namespace RadioNet.Protocols.Tests.Identity;

public class LinkIdentityTests
{
    [Theory]
    [InlineData("radionet://dak-lak/site/tan-loi-hill")]
    [InlineData("radionet://A.b_c-9/node/core-dak-lak")]
    public void An_identity_reads_back(string text)
    {
        Assert.True(LinkIdentity.TryParse(text, out var identity));
        Assert.Equal(text, identity.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("radionet://")]
    [InlineData("radionet:///site/a")]
    [InlineData("radionet://n/site/")]
    [InlineData("radionet://n/site/a/")]
    [InlineData("radionet://n/site/a/b")]
    [InlineData("radionet://n/Site/a")]
    [InlineData("radionet://n/user/a")]
    [InlineData("RADIONET://n/site/a")]
    [InlineData("radionet://n/site/.a")]
    [InlineData("radionet://n/site/a%20b")]
    [InlineData("radionet://n/site/trạm")]
    [InlineData("radionet://user@n/site/a")]
    [InlineData("https://n/site/a")]
    public void Other_texts_are_none(string? text) => Assert.False(LinkIdentity.TryParse(text, out _));

    [Fact]
    public void The_longest_ids_of_a_plan_fit()
    {
        var longest = new string('x', 63);
        var identity = LinkIdentity.Of(longest, LinkPeerKind.Site, longest);
        Assert.Equal(LinkIdentity.Longest, identity.ToString().Length);
        Assert.True(LinkIdentity.TryParse(identity.ToString(), out _));
        Assert.Throws<ArgumentException>(() => LinkIdentity.Of(longest + "x", LinkPeerKind.Site, "a"));
        Assert.Throws<ArgumentException>(() => LinkIdentity.Of("a/b", LinkPeerKind.Site, "a"));
    }
}
