using RadioNet.Api;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Ports.Tiers.Letters;

namespace RadioNet.Core.Tests.Ports.Tiers.Letters;

/// <summary>What a neighbour says of sites that are served away from the plan's node, and may not say.</summary>
public sealed class SitesAwayTests
{
    [Fact]
    public void A_site_is_away_at_a_node_of_the_tree()
    {
        Assert.True(TierCalls.TryRead(Whole(Away("hill", 1, 7)), "core", "c1", out var message, out _));
        Assert.Equal(new SiteClaim("core", 7), Assert.IsType<TierMessage.Whole>(message).View.Away["hill"]);
    }

    [Fact]
    public void One_that_is_said_twice_at_no_node_or_with_no_number_is_not_taken()
    {
        AssertRefused("twice", Away("hill", 0, 7), Away("hill", 1, 8));
        AssertRefused("no node of the tree", Away("hill", 2, 7));
        AssertRefused("claim", Away("hill", 1, -1));
        AssertRefused("no id", Away("a hill", 1, 7));
        AssertRefused("more than", [.. Enumerable.Range(0, LetterLimits.MostAway + 1).Select(n => Away($"s{n}", 1, n))]);
    }

    private static void AssertRefused(string why, params SiteAway[] away)
    {
        Assert.False(TierCalls.TryRead(Whole(away), "core", "c1", out _, out var problem));
        Assert.Contains(why, problem, StringComparison.Ordinal);
    }

    private static SiteAway Away(string site, uint node, long claim) => new() { Site = site, Node = node, Claim = claim };

    private static TierCall Whole(params SiteAway[] away) =>
        new() { Whole = new CallNodes { Top = "top", Nodes = { "core" }, Above = { 0u }, Away = { away } } };
}
