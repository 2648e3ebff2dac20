using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Hosting;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.CallControl.Tests.World;
using RadioNet.CallControl.Tiers;

namespace RadioNet.CallControl.Tests.Tiers;

/// <summary>What a node makes of neighbours that say what is not theirs to say. The hearer is the district d1, below p, above c11 and c12.</summary>
public sealed class TierWordsTests
{
    private readonly PlanBox _plans = new();
    private readonly List<(string To, TierMessage Said)> _sent = [];
    private readonly TierDesk _district;

    public TierWordsTests()
    {
        _plans.Put(Tiered.Plan);
        _district = Desk("d1");
        _district.UplinkUp("p");
        Assert.Null(_district.Take("c11", Below()));
        _sent.Clear();
    }

    [Theory]
    [InlineData("nobody", "it names nobody as below it, and the plan does not")]
    [InlineData("d1", "it names d1 as below it, and the plan does not")]
    [InlineData("p", "it names p as below it, and the plan does not")]
    [InlineData("c12", "it names c12 as below it, and the plan does not")]
    public void A_commune_that_names_who_is_not_below_it_is_not_believed(string named, string problem)
    {
        Assert.Equal(problem, _district.Take("c11", Below((named, "c11"))));
        var unjoined = Below() with { Apart = Apart("group:10", new Part("c11", ["c11", named])) };
        Assert.Equal(problem, _district.Take("c11", unjoined));
        Assert.Equal(2, _district.Counters.Refused);
        Assert.Empty(_sent);
    }

    [Fact]
    public void Nor_is_one_that_says_what_is_for_the_node_above()
    {
        Assert.NotNull(_district.Take("c11", new TierMessage.Whole(Tiered.View(), 1)));
        Assert.NotNull(_district.Take("c11", new TierMessage.Joined("group:10", "nobody", "c11")));
        Assert.Null(_district.Take("c11", new TierMessage.Joined("group:10", "p", "c11")));
        Assert.Equal(2, _district.Counters.Refused);
    }

    [Fact]
    public void A_letter_comes_from_who_says_it_or_from_below_it()
    {
        var letter = new Letter(Address.Site("p-hill"), new ToSite.SayAgain());
        Assert.Equal("it sends a letter of p, which is not below it", _district.Take("c11", new TierMessage.Envelope("p", "p", letter, null)));
        Assert.Equal("it sends a letter of c12, which is not below it", _district.Take("c11", new TierMessage.Envelope("c12", "p", letter, null)));
        Assert.Equal(2, _district.Counters.Refused);

        var province = Desk("p");
        Assert.Null(province.Take("d1", Below(("c11", "d1"))));
        Assert.Null(province.Take("d1", new TierMessage.Envelope("c11", "p", letter, new Stamp("group:30", "c11", 9))));
        Assert.NotNull(province.Take("d1", new TierMessage.Envelope("c12", "p", letter, null))); // it has not named that one
        Assert.Equal(1, province.Counters.Refused);
    }

    [Fact]
    public void A_node_above_says_what_hangs_together_and_letters_and_never_what_is_below_it()
    {
        Assert.NotNull(_district.Take("p", Below(("d2", "p"))));
        Assert.NotNull(_district.Take("p", new TierMessage.Joined("group:10", "c11", "p")));
        Assert.Null(_district.Take("p", new TierMessage.Whole(Tiered.View(), 1)));
        Assert.Null(_district.Take("p", new TierMessage.Envelope("c21", "d1", new Letter(Address.Site("d1-hill"), new ToSite.SayAgain()), null)));
        Assert.Equal(2, _district.Counters.Refused);
        Assert.Equal(7, _district.Homes.View.Count);
    }

    [Fact]
    public void A_node_may_attach_to_another_ancestor_than_its_parent_in_the_plan()
    {
        var province = Desk("p");
        Assert.Null(province.Take("c11", Below()));
        Assert.Null(province.Take("d1", Below(("c12", "d1"))));
        Assert.Equal(["c11", "c12", "d1", "p"], province.Homes.View.Nodes.Order(StringComparer.Ordinal));
        Assert.Equal("p", province.Homes.View.Uplinks["c11"]);
    }

    [Fact]
    public void What_another_revision_makes_right_is_taken_then()
    {
        var old = Tiered.Plan with { Nodes = [.. Tiered.Plan.Nodes.Where(n => n.Id != "c11")] };
        _plans.Put(old);
        var province = Desk("p");
        Assert.NotNull(province.Take("d1", Below(("c11", "d1"), ("c12", "d1"))));
        Assert.Equal(["p"], province.Homes.View.Nodes);
        _plans.Put(Tiered.Plan);
        province.ObeyPlan();
        Assert.Equal(["c11", "c12", "d1", "p"], province.Homes.View.Nodes.Order(StringComparer.Ordinal));

        Assert.NotNull(province.Take("d1", Below(("nobody", "d1"))));
        province.LinkDown("d1");
        _plans.Put(Tiered.Plan with { Nodes = [.. Tiered.Plan.Nodes, new("nobody", "c13")] });
        province.ObeyPlan();
        Assert.Equal(["p"], province.Homes.View.Nodes);
    }

    [Fact]
    public void What_another_revision_makes_right_says_nothing_of_a_part_that_was_joined_meanwhile()
    {
        _plans.Put(Tiered.Plan with { Nodes = [.. Tiered.Plan.Nodes.Where(n => n.Id != "c21")] });
        var province = Desk("p");
        Assert.Null(province.Take("d2", Below()));
        Assert.NotNull(province.Take("d2", Below(("c21", "d2")) with
        {
            Apart = Apart("group:10", new Part("d2", ["d2"])).Add("group:50", [new Part("d2", ["d2", "c21"])]),
        }));
        Assert.Null(province.Take("d2", new TierMessage.Joined("group:10", "d2", "p")));
        _plans.Put(Tiered.Plan);
        province.ObeyPlan();
        Assert.Equal(["c21", "d2", "p"], province.Homes.View.Nodes.Order(StringComparer.Ordinal));
        Assert.Equal(["group:50"], province.Homes.View.Unjoined.Keys);
    }

    [Fact]
    public void That_a_part_is_joined_is_passed_on_also_when_this_nodes_plan_does_not_have_its_arbiter()
    {
        Assert.Null(_district.Take("p", new TierMessage.Whole(Tiered.View(), 1)));
        _plans.Put(Tiered.Plan with { Nodes = [.. Tiered.Plan.Nodes.Where(n => n.Id != "d2")] });
        _district.ObeyPlan();
        _sent.Clear();
        TierMessage.Joined joined = new("group:30", "d2", "c11");
        Assert.Null(_district.Take("c11", joined));
        Assert.Equal([("p", joined)], _sent);
    }

    [Fact]
    public void A_decision_on_its_way_to_another_node_is_older_than_the_next_one_here()
    {
        Assert.Null(_district.Take("p", new TierMessage.Whole(Tiered.View(), 1)));
        Letter order = new(Address.Router, new ToRouter.Stop(new IngressId(7, "c11"), Reason.Ended));
        Assert.Null(_district.Take("p", new TierMessage.Envelope("p", "c11", order, new Stamp("group:10", "p", 41))));
        Assert.Equal("c11", Assert.Single(_sent, one => one.Said is TierMessage.Envelope).To);
        _sent.Clear();
        _district.UplinkUp("p");
        Assert.Equal(41, Assert.IsType<TierMessage.Below>(Assert.Single(_sent).Said).Clock);
    }

    private TierDesk Desk(string node) =>
        new NodeRoom(node, new RulesContext(_plans, new FakeTimeProvider(), new IdSource(node, 1), new CallTimers()), _ => { }, (to, said) => _sent.Add((to, said))).Tiers;

    private static TierMessage.Below Below(params (string Node, string Above)[] below) =>
        new(below.ToImmutableSortedDictionary(b => b.Node, b => b.Above, StringComparer.Ordinal), Apart(), 0);

    private static ImmutableSortedDictionary<string, ImmutableArray<Part>> Apart() => ImmutableSortedDictionary<string, ImmutableArray<Part>>.Empty;

    private static ImmutableSortedDictionary<string, ImmutableArray<Part>> Apart(string call, Part part) => Apart().Add(call, [part]);
}
