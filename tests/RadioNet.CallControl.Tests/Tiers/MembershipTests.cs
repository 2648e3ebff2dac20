using System.Collections.Immutable;
using RadioNet.CallControl.Tests.World;
using RadioNet.CallControl.Tiers;

namespace RadioNet.CallControl.Tests.Tiers;

/// <summary>What a node makes of what its neighbours say of those below them.</summary>
public sealed class MembershipTests
{
    private readonly Membership _top = new("core", () => Tiered.Tree, new Terms("core"), () => [], (_, _) => { });

    [Fact]
    public void A_node_that_attached_here_is_here_whatever_its_former_parent_still_says()
    {
        Say("d1", ("c1", "d1"), ("v1", "c1"));
        Say("c1", ("v1", "c1"));
        Assert.Equal("core", _top.View.Uplinks["c1"]);
        Assert.Equal("c1", _top.View.Uplinks["v1"]);
        Say("d1");
        Assert.Equal(["c1", "core", "d1", "v1"], _top.View.Nodes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_a_node_that_two_neighbours_name_one_way_stands_until_one_says_that_it_is_lost()
    {
        Say("d1", ("c1", "d1"), ("v1", "c1"));
        Say("d2", ("c1", "d2"), ("v1", "c1"));
        Assert.All(_top.View.Nodes, node => Assert.Equal("core", _top.View.Upwards(node).Last()));
        Say("d1");
        Assert.Equal("d2", _top.View.Uplinks["c1"]);
    }

    [Fact]
    public void What_a_neighbour_has_said_already_changes_nothing_and_is_told_to_nobody()
    {
        List<string> told = [];
        Membership top = new("core", () => Tiered.Tree, new Terms("core"), () => [], (to, _) => told.Add(to));
        Assert.True(top.Take("d1", Below(1, ["c11"])));
        Assert.Single(told);
        Assert.False(top.Take("d1", Below(1, ["c11"])));
        Assert.Single(told);
        Assert.True(top.Take("d1", Below(2, ["c11"])));
        Assert.True(top.Take("d1", Below(2, ["c11", "c12"])));
        Assert.True(top.LinkDown("d1"));
        Assert.True(top.Take("d1", Below(2, ["c11", "c12"])));
        Assert.Equal(4, told.Count);

        told.Clear();
        top.UplinkUp("above");
        top.Take("d1", Below(2, ["c11", "c12"], "c11"));
        top.Take("d1", Below(2, ["c11", "c12"], "c11"));
        Assert.Equal(2, told.Count);
        top.Take("d1", Below(2, ["c11", "c12"], "c11", "c12"));
        Assert.Equal(3, told.Count);
    }

    private static TierMessage.Below Below(long clock, string[] nodes, params string[] apart)
    {
        var unjoined = ImmutableSortedDictionary<string, ImmutableArray<Part>>.Empty;
        return new TierMessage.Below(
            nodes.ToImmutableSortedDictionary(n => n, _ => "d1", StringComparer.Ordinal),
            apart.Length > 0 ? unjoined.Add("group:30", [new Part("c11", [.. apart])]) : unjoined, clock);
    }

    private void Say(string neighbour, params (string Node, string Above)[] below) => _top.Take(neighbour, new TierMessage.Below(
        below.ToImmutableSortedDictionary(b => b.Node, b => b.Above, StringComparer.Ordinal), ImmutableSortedDictionary<string, ImmutableArray<Part>>.Empty, 0));
}
