using CsCheck;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan.Tests;

public sealed class NodeTreeTests
{
    private const string Plan = """
        network: n
        tiers: [{ level: 1, name: A }, { level: 2, name: B }, { level: 3, name: C }, { level: 4, name: D }]
        places:
          - { id: p, tier: 1 }
          - { id: d1, tier: 2, in: p }
          - { id: d2, tier: 2, in: p }
          - { id: c1, tier: 3, in: d1 }
          - { id: c2, tier: 3, in: d1 }
          - { id: c3, tier: 3, in: d2 }
          - { id: c4, tier: 4, in: p }
        nodes: [{ id: np, at: p }, { id: nc1, at: c1 }, { id: nd1, at: d1 }, { id: nc3, at: c3 }]
        sites:
          - { id: s1, at: c1 }
          - { id: s2, at: c2 }
          - { id: s3, at: c3 }
          - { id: s4, at: c4 }
          - { id: s5, at: d2 }
        talkgroups: [{ id: 1, home: c2 }]
        subscribers: [{ id: 1 }, { id: 2, home: c3 }]
        """;

    private static readonly NetworkPlan _plan = Plans.Read(Plan);
    private static readonly NodeTree _tree = new(_plan);

    [Fact]
    public void A_nodes_parent_serves_the_place_above_its_own()
    {
        Assert.Equal("np", _tree.Root);
        Assert.Null(_tree.ParentOf("np"));
        Assert.Equal("nd1", _tree.ParentOf("nc1"));
        Assert.Equal("np", _tree.ParentOf("nc3"));
        Assert.Equal(["nd1", "nc3"], _tree.ChildrenOf("np"));
        Assert.Equal(["nd1", "np"], _tree.AncestorsOf("nc1"));
        Assert.Equal([0, 1, 2, 1, -1], new[] { "np", "nd1", "nc1", "nc3", "nowhere" }.Select(_tree.DepthOf));
        Assert.Equal(["np", "nc3", "nd1", "nc1"], _tree.All);
        Assert.True(_tree.IsAtOrBelow("nc1", "nd1"));
        Assert.False(_tree.IsAtOrBelow("nc3", "nd1"));
        Assert.False(_tree.IsAtOrBelow("np", "nd1"));
    }

    [Fact]
    public void What_has_no_node_of_its_own_is_served_from_above()
    {
        Assert.Equal(["nc1", "nd1", "nc3", "np", "np"], _plan.Sites.Select(s => _tree.ServerOfSite(s.Id)));
        Assert.Equal("nd1", _tree.HomeOf(_plan.Talkgroups[0]));
        Assert.Equal("np", _tree.HomeOf(_plan.Subscribers[0]));
        Assert.Equal("nc3", _tree.HomeOf(_plan.Subscribers[1]));
        Assert.Equal(["s4", "s5"], _tree.SitesServedBy("np").Select(s => s.Id));
        Assert.Equal(["s1", "s2"], _tree.SitesBelow("nd1").Select(s => s.Id));
        Assert.Equal(5, _tree.SitesBelow("np").Count);
        Assert.Equal("nd1", _tree.LowestAbove("c1", "c2"));
        Assert.Equal("nc1", _tree.LowestAbove("c1", "c1"));
        Assert.Equal("np", _tree.LowestAbove("c1", "c3"));
        Assert.Null(_tree.LowestAbove());
    }

    [Fact]
    public void A_path_goes_up_to_the_first_common_node_and_down()
    {
        Assert.Equal(["nc1", "nd1", "np", "nc3"], _tree.Path("nc1", "nc3"));
        Assert.Equal(["np"], _tree.Path("np", "np"));
        Assert.Equal("nd1", _tree.NextHop("np", "nc1"));
        Assert.Equal("np", _tree.NextHop("nc3", "nc1"));
        Assert.Null(_tree.NextHop("np", "np"));
    }

    [Fact]
    public void The_unknown_is_answered_with_nothing()
    {
        Assert.False(_tree.TryNode("x", out _));
        Assert.Null(_tree.ParentOf("x"));
        Assert.Empty(_tree.ChildrenOf("x"));
        Assert.Empty(_tree.AncestorsOf("x"));
        Assert.Null(_tree.ServerOfSite("x"));
        Assert.Null(_tree.ServerOfPlace("x"));
        Assert.Null(_tree.LowestAbove("c1", "x"));
        Assert.Empty(_tree.SitesBelow("x"));
        Assert.Empty(_tree.Path("np", "x"));
        Assert.Null(_tree.NextHop("x", "np"));
        Assert.Null(new NodeTree(_plan with { Nodes = [] }).Root);
    }

    [Fact]
    public void The_rules_hold_on_random_trees_of_one_to_four_levels()
    {
        PlanGen.Plan.Sample(plan =>
        {
            var index = new PlanIndex(plan, 1);
            var tree = index.Nodes;
            var nodes = tree.All.ToList();
            Assert.Equal(plan.Nodes.Select(n => n.Id).Order(), nodes.Order());
            foreach (var place in plan.Places)
            {
                var above = index.PlaceAndAbove(place.Id).Select(p => p.Id);
                Assert.Equal(above.Select(p => plan.Nodes.FirstOrDefault(n => n.At == p)?.Id).First(n => n is not null), tree.ServerOfPlace(place.Id));
            }

            Assert.Equal(plan.Sites.Length, nodes.Sum(n => tree.SitesServedBy(n).Count));
            foreach (var from in nodes)
            {
                Assert.Equal(index.SitesUnder(plan.Nodes.Single(n => n.Id == from).At), tree.SitesBelow(from));
                Assert.All(nodes, to => WayHolds(tree, from, to));
            }

            foreach (var (a, b) in plan.Places.SelectMany(a => plan.Places.Select(b => (a.Id, b.Id))))
            {
                var both = index.PlaceAndAbove(a).First(p => index.PlaceAndAbove(b).Contains(p));
                Assert.Equal(tree.ServerOfPlace(both.Id), tree.LowestAbove(a, b));
            }
        }, iter: 100);
    }

    /// <summary>Each step goes to a neighbour and is the next hop; the way visits no node twice; the way back is the same.</summary>
    private static void WayHolds(NodeTree tree, string from, string to)
    {
        var path = tree.Path(from, to);
        Assert.Equal((from, to), (path[0], path[^1]));
        Assert.Equal(path.Length, path.Distinct().Count());
        Assert.Equal(path.Reverse(), tree.Path(to, from));
        foreach (var (here, next) in path.Zip(path.Skip(1)))
        {
            Assert.Equal(next, tree.NextHop(here, to));
            Assert.True(tree.ParentOf(here) == next || tree.ParentOf(next) == here);
        }

        Assert.Equal(from == to, tree.NextHop(from, to) is null);
        Assert.Equal(path.Contains(to) && tree.IsAtOrBelow(from, to), tree.AncestorsOf(from).Append(from).Contains(to));
    }
}
