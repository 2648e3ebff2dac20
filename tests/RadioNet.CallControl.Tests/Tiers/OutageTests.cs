using RadioNet.CallControl.Tests.World;

namespace RadioNet.CallControl.Tests.Tiers;

/// <summary>What radios of a network of three tiers hear while it hangs together, and when a link breaks.</summary>
public sealed class OutageTests
{
    private readonly NodesWorld _world = new();

    [Fact]
    public void Every_node_sees_the_whole_network()
    {
        Assert.All(_world.Nodes.Values, n => Assert.Equal(Tiered.Nodes.Order(), n.Room.Tiers.Homes.View.Nodes.Order()));
        Assert.All(_world.Nodes.Values, n => Assert.Equal("p", n.Room.Tiers.Homes.View.Top));
    }

    [Fact]
    public void A_call_from_a_commune_is_heard_at_every_hill_and_ends_everywhere()
    {
        var press = _world.Key(103, 4, Tiered.Province);
        _world.PassUntil(() => _world.HeardAt(press).Length == 7, 300);
        Assert.Equal([1u, 2, 3, 5, 6, 7, 8], _world.HeardAt(press));
        var denied = _world.Key(207, 8, Tiered.Province);
        _world.Pass(200);
        Assert.True(denied.WasRefused);
        _world.Release(press);
        _world.Pass(100);
        var answer = _world.Key(104, 5, Tiered.Province);
        _world.Pass(200);
        Assert.Equal([1u, 2, 3, 4, 6, 7], _world.HeardAt(answer)); // the denied one still transmits at the eighth
    }

    [Fact]
    public void A_talkgroup_that_was_idle_has_its_floor_after_the_way_to_its_home_and_back()
    {
        _world.Release(_world.Key(103, 4, Tiered.Province));
        _world.Pass(10_000);
        Assert.DoesNotContain(Messages.Address.Call("group:10"), _world.Nodes["p"].Room.Room.Machines);
        var press = _world.Key(103, 4, Tiered.Province);
        Assert.InRange(_world.PassUntil(() => press.IsPassing, 200), 1, 4 * 15 + 10);
    }

    [Fact]
    public void A_call_of_a_district_does_not_leave_it()
    {
        var press = _world.Key(103, 4, Tiered.District);
        _world.Pass(200);
        Assert.Equal([2u, 5, 6], _world.HeardAt(press));
        Assert.Empty(_world.Nodes["d1"].Room.Tiers.Homes.View.Unjoined);
    }

    [Fact]
    public void A_side_that_is_cut_off_goes_on_with_its_talker_and_the_other_side_is_free()
    {
        var press = _world.Key(103, 4, Tiered.Province);
        _world.Pass(300);
        var spurt = press.Spurt;
        _world.Cut("d1");
        Assert.Equal([2u, 5, 6], _world.HeardAt(press)); // its voice never stops where it can come
        _world.Pass(NodesWorld.Noticing);
        _world.PassUntil(() => _world.Nodes["d1"].Room.Room.Machines.Contains(Messages.Address.Call("group:10")), 1000);
        _world.Pass(200);
        Assert.Equal([2u, 5, 6], _world.HeardAt(press));
        Assert.Equal(spurt, press.Spurt);
        var above = _world.Key(106, 7, Tiered.Province);
        var took = _world.PassUntil(() => above.IsPassing, 1000);
        Assert.InRange(took, 1, 1000);
        _world.Pass(200);
        Assert.Equal([1u, 3, 8], _world.HeardAt(above));
        _world.Release(press);
        _world.Pass(100);
        var below = _world.Key(104, 5, Tiered.Province);
        _world.Pass(100);
        Assert.Equal([2u, 4, 6], _world.HeardAt(below));
    }

    [Fact]
    public void A_request_that_waited_for_the_dead_home_is_decided_below()
    {
        _world.Cut("d1");
        _world.Pass(500);
        var press = _world.Key(103, 4, Tiered.Province);
        var took = _world.PassUntil(() => press.IsPassing, 2500);
        Assert.InRange(took, 500, NodesWorld.Noticing - 500 + 1000);
        var above = _world.Key(106, 7, Tiered.Province);
        Assert.InRange(_world.PassUntil(() => above.IsPassing, 1000), 1, 1000);
    }

    [Fact]
    public void A_talkgroup_whose_home_is_cut_off_goes_on_above()
    {
        var press = _world.Key(107, 2, Tiered.District);
        _world.Pass(300);
        _world.Cut("d1");
        _world.Pass(NodesWorld.Noticing + 1000);
        Assert.Equal([4u, 5, 6], _world.HeardAt(press));
        Assert.Equal("p", _world.Nodes["c22"].Room.Tiers.Homes.KeeperOf("group:20"));
        Assert.Equal("d1", _world.Nodes["c11"].Room.Tiers.Homes.KeeperOf("group:20"));
    }

    [Fact]
    public void A_decision_of_an_older_term_is_counted_and_not_obeyed()
    {
        var desk = _world.Nodes["c11"].Room.Tiers;
        var press = _world.Key(103, 4, Tiered.Province);
        _world.Pass(300);
        Messages.ToRouter.Stop stop = new(press.Ingress, Reason.Busy);
        desk.Take("d1", new CallControl.Tiers.TierMessage.Envelope("p", "c11", new Messages.Letter(Messages.Address.Router, stop), new("group:10", "p", 0)));
        Assert.True(press.IsPassing);
        Assert.Equal(1, desk.Counters.OlderTerm);
    }
}
