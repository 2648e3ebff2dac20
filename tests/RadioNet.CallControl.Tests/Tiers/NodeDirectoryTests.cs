using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tests.World;
using RadioNet.CallControl.Tiers;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Tiers;

public sealed class NodeDirectoryTests
{
    [Theory]
    [InlineData("group:10", "p")]
    [InlineData("group:20", "d1")]
    [InlineData("group:30", "c11")]
    [InlineData("group:999", "p")]
    [InlineData("all", "p")]
    [InlineData("data:7@c12", "c12")]
    [InlineData("unit:103-104", "d1")] // of two communes of one district
    [InlineData("unit:103-203", "c11")]
    [InlineData("unit:103-107", "p")]
    public void A_call_is_at_home_where_the_plan_says(string key, string node) =>
        Assert.Equal(node, Directory("c22").NodeOf(new Address(MachineKind.Call, key)));

    [Fact]
    public void A_place_without_a_node_is_served_by_the_next_above()
    {
        Assert.Equal("d1", Directory("p").NodeOf(Address.Site("c13-hill")));
        Assert.Equal("d1", Directory("p").NodeOf(Address.Subscriber(new RadioId(105))));
    }

    [Fact]
    public void What_every_node_has_lives_nowhere_else() =>
        Assert.All([Address.Router, Address.Ingress, Address.Journal, Address.Clock], a => Assert.Null(Directory("c11").NodeOf(a)));

    [Fact]
    public void Parts_are_joined_to_the_keepers_also_when_another_node_arbitrates_it()
    {
        NodeView View(string arbiter) => Tiered.View() with
        {
            Unjoined = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableArray<Part>>.Empty.Add(
                "group:30", [new(arbiter, ["d1", "c11", "c12"]), new("p", ["p", "d2", "c21", "c22"])]),
        };
        Assert.Equal(("c11", "d1"), (new NodeDirectory(Tiered.Tree, "p", View("d1")).KeeperOf("group:30"), new NodeDirectory(Tiered.Tree, "p", View("d1")).JoinerOf("group:30")));
        Assert.Equal("c11", new NodeDirectory(Tiered.Tree, "p", View("c11")).JoinerOf("group:30"));
        Assert.Equal("c11", new NodeDirectory(Tiered.Tree, "p", Tiered.View()).JoinerOf("group:30"));
    }

    [Fact]
    public void When_the_home_is_lost_the_highest_reachable_node_stands_in()
    {
        var below = new NodeDirectory(Tiered.Tree, "c12", Tiered.Part("d1"));
        Assert.Equal("d1", below.NodeOf(Group(Tiered.Province)));
        Assert.Equal("c11", below.NodeOf(Group(Tiered.Commune)));
        Assert.Equal("d1", below.NodeOf(Address.Subscriber(new RadioId(107))));
        var above = new NodeDirectory(Tiered.Tree, "c21", Tiered.View("d1"));
        Assert.Equal("p", above.NodeOf(Group(Tiered.District)));
        Assert.Equal("p", above.NodeOf(Address.Site("c11-hill")));
    }

    [Fact]
    public void A_site_of_a_lost_node_belongs_to_the_next_above() =>
        Assert.Equal("d1", new NodeDirectory(Tiered.Tree, "p", Tiered.View("c11")).NodeOf(Address.Site("c11-hill")));

    [Theory]
    [InlineData("c11", "c12", "d1")]
    [InlineData("d1", "c12", "c12")]
    [InlineData("d1", "c21", "p")]
    [InlineData("p", "c21", "d2")]
    [InlineData("p", "p", null)]
    public void The_next_hop_leads_up_or_to_the_branch_below(string self, string to, string? hop) =>
        Assert.Equal(hop, Directory(self).NextHop(to));

    [Fact]
    public void A_node_may_hang_at_an_ancestor_further_up()
    {
        var view = Tiered.View("d1") with { Uplinks = Tiered.View("d1").Uplinks.Add("c11", "p") };
        Assert.Equal("c11", new NodeDirectory(Tiered.Tree, "p", view).NextHop("c11"));
        Assert.Equal("p", new NodeDirectory(Tiered.Tree, "c11", view).NextHop("c22"));
        Assert.Null(new NodeDirectory(Tiered.Tree, "c11", view).NextHop("d1"));
    }

    [Fact]
    public void A_call_that_is_not_joined_yet_stays_within_its_part()
    {
        var view = Tiered.View() with
        {
            Unjoined = Tiered.View().Unjoined.Add("group:10", [new Part("d1", ["d1", "c11", "c12"]), new Part("p", ["p", "d2", "c21", "c22"])]),
        };
        var (low, high) = (new NodeDirectory(Tiered.Tree, "c11", view), new NodeDirectory(Tiered.Tree, "c21", view));
        Assert.Equal(("d1", "p"), (low.NodeOf(Group(10)), high.NodeOf(Group(10))));
        Assert.Equal("p", low.KeeperOf("group:10"));
        Assert.True(low.MayGo("group:10", "c12") && !low.MayGo("group:10", "c21") && low.MayGo("group:20", "c21"));
        Assert.Equal(["c11", "c12", "d1"], low.ScopeOf("group:10"));
    }

    [Fact]
    public void A_site_that_a_node_has_claimed_lives_there_while_that_can_be_reached()
    {
        var away = NodeView.NothingAway.Add("c11-hill", new SiteClaim("c21", 5));
        Assert.Equal("c21", new NodeDirectory(Tiered.Tree, "c12", Tiered.View() with { Away = away }).NodeOf(Address.Site("c11-hill")));
        Assert.Equal("c11", new NodeDirectory(Tiered.Tree, "c12", Tiered.View("c21") with { Away = away }).NodeOf(Address.Site("c11-hill")));
    }

    private static Address Group(uint talkgroup) => Address.Call(CallKey.Of(new TalkgroupId(talkgroup)));

    private static NodeDirectory Directory(string self) => new(Tiered.Tree, self, Tiered.View());
}
