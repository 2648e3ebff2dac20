using System.Collections.Immutable;
using RadioNet.CallControl.Tests.World;
using RadioNet.CallControl.Tiers;
using RadioNet.Plan;

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
    public void That_a_nodes_own_part_is_joined_goes_on_to_the_top_when_the_one_that_keeps_the_call_is_below()
    {
        List<(string To, TierMessage Message)> sent = [];
        Membership middle = new("d1", () => Tiered.Tree, new Terms("d1"), () => [], (to, message) => sent.Add((to, message)));
        middle.UplinkUp("p");
        middle.Take("c11", new TierMessage.Joined("group:60", "d1", "c11"));
        Assert.Equal(("p", new TierMessage.Joined("group:60", "d1", "c11")), sent[^1]);
        middle.Join(new TierMessage.Joined("group:60", "d1", "c11"), tellsTop: false);
        Assert.Single(sent, one => one.Message is TierMessage.Joined);
    }

    [Fact]
    public void Two_that_hold_different_plans_do_not_answer_each_other_for_ever()
    {
        var moved = new AddressHomes(new PlanIndex(Tiered.Plan with { Talkgroups = [new(new(Tiered.Province), "d1")] }, 2));
        Queue<(string To, TierMessage Message)> post = new();
        Membership top = new("p", () => moved, new Terms("p"), () => [], (_, message) => post.Enqueue(("d1", message)));
        Membership below = new("d1", () => Tiered.Tree, new Terms("d1"), () => [("group:10", "d1")], (_, message) => post.Enqueue(("p", message)));
        below.UplinkUp("p");
        var said = 0;
        for (; post.TryDequeue(out var letter) && said < 1000; said++)
        {
            (letter.To == "p" ? top : below).Take(letter.To == "p" ? "d1" : "p", letter.Message);
        }

        Assert.InRange(said, 2, 50);
        Assert.Equal(2, below.View.Count);

        below.LinkDown("p");
        top.LinkDown("d1");
        var again = 0;
        for (below.UplinkUp("p"); post.TryDequeue(out var letter) && again < 1000; again++)
        {
            (letter.To == "p" ? top : below).Take(letter.To == "p" ? "d1" : "p", letter.Message);
        }

        Assert.Equal(said, again); // a new link is a new attempt
    }

    [Fact]
    public void A_part_is_joined_to_the_one_that_took_it_whatever_the_plan_says_here()
    {
        var unjoined = ImmutableSortedDictionary<string, ImmutableArray<Part>>.Empty.Add(
            "group:10", [new("c21", ["c21"]), new("d2", ["d2", "c22"]), new("p", ["p", "d1", "c11", "c12"])]);
        Membership low = new("c11", () => Tiered.Tree, new Terms("c11"), () => [], (_, _) => { });
        low.UplinkUp("d1");
        low.Take("d1", new TierMessage.Whole(Tiered.View() with { Unjoined = unjoined }, 1));
        Assert.True(low.Join(new TierMessage.Joined("group:10", "p", "d2"), tellsTop: false));
        Assert.Equal(["c21", "d2"], low.View.Unjoined["group:10"].Select(p => p.Arbiter));
        Assert.Equal(["c11", "c12", "c22", "d1", "d2", "p"], low.View.PartOf("group:10", "p")!.Nodes.Order(StringComparer.Ordinal));

        // The top does not know yet, and the next is joined to who is no arbiter any more.
        low.Take("d1", new TierMessage.Whole(Tiered.View() with { Unjoined = unjoined }, 1));
        Assert.True(low.Join(new TierMessage.Joined("group:10", "c21", "p"), tellsTop: false));
        Assert.Empty(low.View.Unjoined);

        // What was given to a node that is lost is its giver's again.
        low.Take("d1", new TierMessage.Whole(Tiered.View("d2", "c21", "c22") with { Unjoined = unjoined.SetItem("group:10", [new("c12", ["c12"]), new("p", ["p", "d1", "c11"])]) }, 1));
        Assert.Equal(["c12", "p"], low.View.Unjoined["group:10"].Select(p => p.Arbiter));
    }

    [Fact]
    public void What_was_given_while_it_was_no_part_hides_no_later_part()
    {
        Membership low = new("d1", () => Tiered.Tree, new Terms("d1"), () => [], (_, _) => { });
        low.UplinkUp("p");
        low.Take("p", new TierMessage.Whole(Tiered.View(), 1));
        low.Join(new TierMessage.Joined("group:10", "d1", "p"), tellsTop: false);
        var parts = ImmutableSortedDictionary<string, ImmutableArray<Part>>.Empty.Add("group:10", [new("d1", ["d1", "c11", "c12"]), new("p", ["p", "d2", "c21", "c22"])]);
        low.Take("p", new TierMessage.Whole(Tiered.View() with { Unjoined = parts }, 2));
        Assert.Equal(["d1", "p"], low.View.Unjoined["group:10"].Select(p => p.Arbiter));
    }

    [Fact]
    public void Of_two_claims_of_a_site_the_higher_holds_and_who_hears_that_gives_his_own_up()
    {
        List<TierMessage> sent = [];
        Membership low = new("d1", () => Tiered.Tree, new Terms("d1"), () => [], (_, message) => sent.Add(message));
        low.UplinkUp("p");
        low.ClaimSite("c21-hill");
        Assert.Equal(new SiteClaim("d1", 1), Assert.IsType<TierMessage.Below>(sent[^1]).Away["c21-hill"]);
        low.Take("p", new TierMessage.Whole(Tiered.View(), 0)); // the top has not heard of it
        Assert.Equal("d1", low.View.ClaimantOf("c21-hill"));
        low.Take("p", new TierMessage.Whole(Tiered.View() with { Away = NodeView.NothingAway.Add("c21-hill", new SiteClaim("c12", 2)) }, 2));
        Assert.Equal("c12", low.View.ClaimantOf("c21-hill"));
        Assert.False(low.HasClaim("c21-hill"));
        Assert.Empty(Assert.IsType<TierMessage.Below>(sent[^1]).Away);
        low.ClaimSite("c21-hill");
        Assert.Equal(new SiteClaim("d1", 3), Assert.IsType<TierMessage.Below>(sent[^1]).Away["c21-hill"]);
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
