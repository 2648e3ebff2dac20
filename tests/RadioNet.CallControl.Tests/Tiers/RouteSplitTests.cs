using System.Collections.Immutable;
using CsCheck;
using RadioNet.CallControl.Tests.World;
using RadioNet.CallControl.Tiers;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Tiers;

public sealed class RouteSplitTests
{
    [Fact]
    public void Voice_goes_once_over_a_link_and_nowhere_without_a_listener()
    {
        var split = Split("c11", "c21", "c22", "p");
        Assert.Equal(["c11", "c21", "c22", "d1", "d2", "p"], split.Keys);
        Assert.Equal(["d1"], split["c11"].To);
        Assert.Equal(("c11", "p"), (split["d1"].From, split["d1"].To.Single()));
        Assert.Equal("p", split["d2"].From);
        Assert.Equal(["c21", "c22"], split["d2"].To);
        Assert.Empty(split["d2"].Leases);
        Assert.Single(split["p"].Leases);
    }

    [Fact]
    public void A_listener_that_joins_changes_only_the_nodes_on_its_way()
    {
        var changes = RouteSplit.Changes(Split("c11", "p"), Split("c11", "p", "c21")).ToDictionary(c => c.Node, c => c.Now);
        Assert.Equal(["c21", "d2", "p"], changes.Keys.Order());
        var back = RouteSplit.Changes(Split("c11", "p", "c21"), Split("c11", "p")).ToDictionary(c => c.Node, c => c.Now);
        Assert.Equal(["c21", "d2", "p"], back.Keys.Order());
        Assert.Null(back["d2"]);
        Assert.Empty(RouteSplit.Changes(Split("c11", "p", "c21"), Split("c11", "p", "c21")));
    }

    [Fact]
    public void A_timeslot_of_a_node_that_is_out_of_reach_is_left_out()
    {
        var split = RouteSplit.Of("p", [Lease("d2"), Lease("c11")], NodeOf, Tiered.View("d1"));
        Assert.Equal(["d2", "p"], split.Keys);
    }

    [Fact]
    public void Whoever_listens_hears_exactly_once() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 127]).Sample((talker, mask) =>
        {
            string[] listeners = [.. Tiered.Nodes.Where((_, i) => (mask & (1 << i)) != 0)];
            var split = Split(Tiered.Nodes[talker], listeners);
            List<string> heard = [];
            Follow(Tiered.Nodes[talker], null);
            Assert.Equal(heard.Distinct().Order(StringComparer.Ordinal), heard.Order(StringComparer.Ordinal));
            Assert.Equal(split.Keys.Order(StringComparer.Ordinal), heard.Order(StringComparer.Ordinal));
            Assert.Equal(listeners.Order(StringComparer.Ordinal), split.Where(s => s.Value.Leases.Length > 0).Select(s => s.Key));
            Assert.All(split, s => Assert.True(s.Key == Tiered.Nodes[talker] || s.Value.Leases.Length + s.Value.To.Length > 0));

            void Follow(string node, string? from)
            {
                heard.Add(node);
                Assert.Equal(from, split[node].From);
                foreach (var to in split[node].To)
                {
                    Follow(to, node);
                }
            }
        });

    private static ImmutableSortedDictionary<string, Branch> Split(string talker, params string[] listeners) =>
        RouteSplit.Of(talker, listeners.Select(Lease), NodeOf, Tiered.View());

    private static SlotLease Lease(string node) => new(new RepeaterId((uint)Tiered.Nodes.IndexOf(node)), Timeslot.One, 1);

    private static string NodeOf(SlotLease lease) => Tiered.Nodes[(int)lease.Repeater.Value];
}
