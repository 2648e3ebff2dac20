using RadioNet.CallControl.Tests.World;

namespace RadioNet.CallControl.Tests.Tiers;

/// <summary>Repeaters that log in at another node than that of their site.</summary>
public sealed class RoamingTests
{
    private const string Hill = "c11-hill";

    private readonly NodesWorld _world = new();

    [Fact]
    public void A_repeater_is_served_where_it_logs_in_and_heard_both_ways()
    {
        Move("c21");
        AssertServedAt("c21");
        var press = _world.Key(103, 4, Tiered.Province);
        _world.PassUntil(() => _world.HeardAt(press).Length == 7, 300);
        Assert.Equal("c21", press.Ingress.Node);
        _world.Release(press);
        _world.Pass(100);
        var answer = _world.Key(107, 8, Tiered.Province);
        _world.PassUntil(() => _world.HeardAt(answer).Length == 7, 300);
        Assert.Contains(4u, _world.HeardAt(answer));
    }

    [Fact]
    public void A_call_that_runs_finds_a_repeater_at_the_node_where_it_comes_again()
    {
        var press = _world.Key(107, 8, Tiered.Province);
        _world.Pass(300);
        Assert.Contains(4u, _world.HeardAt(press));
        Move("c21");
        _world.PassUntil(() => _world.HeardAt(press).Contains(4u), 500);
        Assert.False(press.WasStopped);
        Assert.Equal(7, _world.HeardAt(press).Length);
    }

    [Fact]
    public void When_it_leaves_its_site_is_where_the_plan_says()
    {
        Move("c21");
        Move("c11");
        AssertServedAt("c11");
        Assert.All(_world.Nodes.Values, node => Assert.Empty(node.Room.Tiers.Homes.View.Away));
    }

    [Fact]
    public void A_site_does_not_go_while_a_repeater_of_it_is_heard_where_it_is()
    {
        var node = _world.Nodes["c21"];
        for (var i = 0; i < 5; i++)
        {
            node.Room.Tiers.WantSite(Hill);
            _world.Pass(200);
            Assert.Contains(Hill, node.Kept);
            node.Room.Tiers.LeaveSite(Hill);
            _world.Pass(200);
            AssertServedAt("c11");
        }
    }

    [Fact]
    public void One_that_went_without_a_word_is_taken_elsewhere_once_it_is_not_heard_any_more()
    {
        _world.GoTo(Hill, "c21", takesLeave: false);
        _world.PassUntil(() => _world.At(Hill) == "c21", 500);
        _world.Pass(200);
        AssertServedAt("c21");
        _world.GoTo(Hill, "d2", takesLeave: false); // from one that has claimed it to another one
        _world.PassUntil(() => _world.At(Hill) == "d2", 500);
        _world.Pass(200);
        AssertServedAt("d2");
        _world.GoTo(Hill, "c11", takesLeave: false); // and to the plan's
        _world.PassUntil(() => _world.At(Hill) == "c11", 500);
        _world.Pass(200);
        AssertServedAt("c11");
    }

    [Fact]
    public void Of_two_that_are_told_at_once_that_it_may_go_one_gets_it()
    {
        _world.GoTo(Hill, "c21");
        _world.Pass(5);
        _world.Nodes["c12"].Room.Tiers.WantSite(Hill);
        _world.Pass(1000);
        var claimant = _world.Nodes["p"].Room.Tiers.Homes.View.ClaimantOf(Hill);
        Assert.Contains(claimant, new[] { "c21", "c12" });
        AssertServedAt(claimant!);
    }

    [Fact]
    public void The_one_that_comes_back_after_an_outage_stays_where_it_is_logged_in()
    {
        _world.Cut("c21");
        _world.Pass(NodesWorld.Noticing + 100);
        Move("c21"); // whose node is alone now
        var below = _world.Key(103, 4, Tiered.Province);
        _world.Pass(200);
        Assert.Equal([7u], _world.HeardAt(below));
        _world.Release(below);
        _world.Pass(10_000);
        Assert.True(_world.Mend("c21"));
        _world.Pass(500);
        AssertServedAt("c21");
        Assert.Equal("c21", _world.At(Hill));
        var press = _world.Key(103, 4, Tiered.Province);
        _world.PassUntil(() => _world.HeardAt(press).Length == 7, 300);
    }

    [Fact]
    public void A_claim_is_gone_with_its_node_and_holds_again_when_that_is_back()
    {
        Move("c21");
        _world.Cut("c21");
        _world.Pass(NodesWorld.Noticing + 100);
        Assert.Equal(["c11"], ServersIn("p"));
        Assert.Equal(["c21"], ServersIn("c21"));
        Assert.True(_world.Mend("c21"));
        _world.Pass(500);
        AssertServedAt("c21");
    }

    [Fact]
    public void Of_two_claims_that_meet_the_one_where_the_repeater_is_heard_is_kept()
    {
        Move("c21");
        _world.Cut("c21");
        _world.Pass(NodesWorld.Noticing + 100);
        _world.GoTo(Hill, "c12", takesLeave: false); // its session at the other side does not know that yet
        _world.PassUntil(() => _world.At(Hill) == "c12", 500);
        Assert.True(_world.Mend("c21"));
        _world.Pass(1000);
        AssertServedAt("c12");
        Assert.Equal("c12", _world.At(Hill));
    }

    [Fact]
    public void A_talker_is_not_cut_while_it_is_settled_who_serves_its_site()
    {
        Move("c21");
        _world.Cut("c21");
        _world.Pass(NodesWorld.Noticing + 100);
        var press = _world.Key(103, 4, Tiered.Province);
        _world.Nodes["c12"].Room.Tiers.WantSite(Hill); // somebody has its secret at the other side
        _world.Pass(500);
        Assert.Equal("c12", _world.Nodes["p"].Room.Tiers.Homes.View.ClaimantOf(Hill));
        Assert.True(_world.Mend("c21"));
        _world.Pass(2000);
        Assert.False(press.WasStopped);
        Assert.Equal("c21", _world.At(Hill));
        _world.Release(press);
        _world.PassUntil(() => _world.Nodes["p"].Room.Tiers.Homes.View.ClaimantOf(Hill) == "c21", 1000);
        _world.Pass(200);
        AssertServedAt("c21");
    }

    [Fact]
    public void A_repeater_of_a_node_that_is_gone_is_served_above_and_goes_back()
    {
        _world.Cut("c11");
        _world.Pass(NodesWorld.Noticing + 100);
        _world.GoTo(Hill, "d1", takesLeave: false);
        _world.PassUntil(() => _world.At(Hill) == "d1", 500);
        Assert.Empty(_world.Nodes["p"].Room.Tiers.Homes.View.Away); // the plan says so
        Assert.True(_world.Mend("c11"));
        _world.PassUntil(() => _world.At(Hill) == "c11", NodesWorld.Retry + 1000);
        _world.Pass(200);
        AssertServedAt("c11");
    }

    [Fact]
    public void A_private_call_finds_a_radio_that_is_heard_at_another_nodes_site()
    {
        Say(203, 7);
        AssertFinds(203, [7]);
    }

    [Fact]
    public void A_private_call_finds_a_radio_where_its_repeater_has_logged_in_and_wherever_it_goes_then()
    {
        Move("c21");
        Say(103, 4);
        AssertFinds(103, [4]);
        Move("d2");
        AssertFinds(103, [4]);
    }

    [Fact]
    public void What_a_radio_may_do_it_may_do_wherever_its_repeater_is()
    {
        Move("c21");
        var stranger = _world.Key(999, 4, Tiered.Province);
        _world.Pass(300);
        Assert.True(stranger.WasRefused);
        Assert.Equal(Reason.UnknownRadio, Assert.Single(_world.Nodes["c21"].Journal.All).Why);
        _world.Release(stranger);
        _world.Pass(100);
        var member = _world.Key(103, 4, Tiered.Commune);
        _world.Pass(300);
        Assert.True(member.IsPassing);
        Assert.True(_world.Nodes["c11"].Room.Room.Has(Messages.Address.Call("group:30"))); // at home at its own commune
    }

    private void Say(uint radio, uint at)
    {
        var press = _world.Key(radio, at, Tiered.Province);
        _world.Pass(300);
        _world.Release(press);
        _world.Pass(10_000);
    }

    /// <summary>A radio at the other end of the network calls it, and is heard where it is, and nowhere else.</summary>
    private void AssertFinds(uint radio, uint[] at)
    {
        var call = _world.KeyTo(107, 8, radio);
        _world.PassUntil(() => _world.HeardAt(call).Length > 0, 600);
        _world.Pass(100);
        Assert.Equal(at, _world.HeardAt(call));
        _world.Release(call);
        _world.Pass(10_000);
    }

    private void Move(string node)
    {
        _world.GoTo(Hill, node);
        _world.PassUntil(() => _world.At(Hill) == node, 500);
        _world.Pass(200);
    }

    private void AssertServedAt(string node) => Assert.All(_world.Nodes.Keys, self => Assert.Equal([node], ServersIn(self)));

    /// <summary>Who serves the hill as a node sees it.</summary>
    private IEnumerable<string?> ServersIn(string self) => [_world.Nodes[self].Room.Tiers.Homes.NodeOf(Messages.Address.Site(Hill))];
}
