using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tests.World;

namespace RadioNet.CallControl.Tests.Tiers;

/// <summary>How a call goes to the node where another plan puts it: between calls.</summary>
public sealed class MoveTests
{
    private static readonly Address _call = Address.Call("group:10");

    private readonly NodesWorld _world = new();

    [Theory]
    [InlineData("c21")]
    [InlineData("d1")]
    [InlineData("c12")]
    public void A_call_stays_where_it_is_until_it_is_over(string home)
    {
        var press = _world.Key(103, 4, Tiered.Province);
        _world.Pass(300);
        MoveHome(home);
        Assert.Equal(["p"], Hosts());
        Assert.Equal("p", _world.Nodes[home].Room.Tiers.Homes.NodeOf(_call));
        Assert.Equal(7, _world.HeardAt(press).Length);
        var denied = _world.Key(207, 8, Tiered.Province);
        _world.Pass(300);
        Assert.True(denied.WasRefused);
        _world.Release(denied);
        _world.Release(press);
        _world.Pass(200);
        var answer = _world.Key(104, 5, Tiered.Province); // hang time belongs to the call
        _world.Pass(300);
        Assert.True(answer.IsPassing);
        Assert.Equal(["p"], Hosts());
        Assert.False(press.WasStopped);
        _world.Release(answer);
        _world.Pass(10_000);
        Assert.Empty(Hosts());
        Assert.All(_world.Nodes.Values, n => Assert.Equal(home, n.Room.Tiers.Homes.NodeOf(_call)));
        Assert.All(_world.Nodes.Values, n => Assert.Empty(n.Room.Tiers.Homes.Held));

        var next = _world.Key(106, 7, Tiered.Province);
        _world.Pass(300);
        Assert.Equal([home], Hosts());
        Assert.Equal(7, _world.HeardAt(next).Length);
        var record = Assert.Single(_world.Nodes.Values.SelectMany(n => n.Journal.Ended));
        Assert.Equal((2, Reason.HangTime), (record.Spurts.Length, record.Why));
    }

    [Fact]
    public void A_talkgroup_that_is_idle_is_given_over_at_once()
    {
        _world.PlanTakes = (50, 60);
        MoveHome("c21", step: 0);
        _world.PassUntil(() => _world.IsInStep, 1000);
        _world.Pass(100);
        Assert.All(_world.Nodes.Values, n => Assert.Empty(n.Room.Tiers.Homes.Held));
        var press = _world.Key(103, 4, Tiered.Province);
        _world.Pass(300);
        Assert.Equal(["c21"], Hosts());
        Assert.Equal(7, _world.HeardAt(press).Length);
    }

    /// <summary>The new home gets the plan long after the others, or long before the former one.</summary>
    [Theory]
    [InlineData("d1", "p")]
    [InlineData("c11", "c12")]
    [InlineData("p", "c22")]
    public void Whoever_has_the_plan_early_or_late_asks_the_one_who_has_the_call(string from, string to)
    {
        _world.PlanTakes = (5, 6);
        MoveHome(from, step: 0);
        _world.Pass(500);
        _world.PlanTakes = (2000, 2500);
        MoveHome(to, step: 0);
        for (var round = 0; round < 10; round++)
        {
            _world.Pass(300);
            var first = _world.Key(103, 4, Tiered.Province);
            var second = _world.Key(106, 7, Tiered.Province);
            _world.Pass(300);
            Assert.True(first.IsPassing ^ second.IsPassing, $"round {round}: {first.IsPassing}, {second.IsPassing}");
            Assert.True(first.WasRefused ^ second.WasRefused);
            var talker = first.IsPassing ? first : second;
            Assert.Equal(6, _world.HeardAt(talker).Length);
            Assert.True(Hosts() is [var host] && (host == from || host == to));
            _world.Release(first);
            _world.Release(second);
            _world.Pass(300);
        }

        _world.Pass(10_000);
        Assert.All(_world.Nodes.Values, n => Assert.Equal(to, n.Room.Tiers.Homes.NodeOf(_call)));
    }

    [Fact]
    public void A_call_that_never_ends_is_given_over_between_two_spurts()
    {
        var press = _world.Key(103, 4, Tiered.Province);
        _world.Pass(300);
        MoveHome("d2");
        for (var turns = 0; turns < 8; turns++)
        {
            _world.Pass(10_000);
            Assert.True(press.IsPassing && !press.WasStopped);
            _world.Release(press);
            _world.Pass(100);
            press = _world.Key(press.Stream.Source.Value == 103 ? 106u : 103, press.Stream.Source.Value == 103 ? 7u : 4, Tiered.Province);
            _world.Pass(300);
        }

        Assert.Equal(["d2"], Hosts());
        var record = Assert.Single(_world.Nodes["p"].Journal.Ended);
        Assert.Equal(Reason.Joined, record.Why);
        Assert.All(record.Spurts, spurt => Assert.Equal(Reason.Ended, spurt.Why));
    }

    [Fact]
    public void A_call_of_two_radios_stays_too()
    {
        _world.Release(_world.Key(106, 7, Tiered.Province));
        _world.Pass(10_000);
        var call = _world.Call(103, 4, 106);
        _world.Pass(500);
        Assert.True(call.IsPassing);
        var key = Address.Call(CallKey.Of(new(103), new(106)));
        Assert.Equal(["p"], Hosts(key));
        _world.Apply(_world.Plan.Plan.WithRadio(106, r => r with { Home = "c12" }));
        _world.Pass(2000);
        Assert.Equal(["p"], Hosts(key));
        Assert.Equal("d1", _world.Nodes["p"].Room.Tiers.Homes.KeeperOf(key.Key));
        var answer = _world.Call(106, 7, 103);
        _world.Pass(300);
        Assert.True(answer.WasRefused);
        _world.Release(answer);
        _world.Release(call);
        _world.Pass(15_000);
        Assert.False(call.WasStopped);
        var again = _world.Call(103, 4, 106);
        _world.Pass(500);
        Assert.True(again.IsPassing);
        Assert.Equal(["d1"], Hosts(key));
        Assert.All(_world.Nodes.Values, n => Assert.Empty(n.Room.Tiers.Homes.Held));
    }

    [Fact]
    public void A_node_that_is_removed_leaves_its_calls_to_who_is_home_now_and_one_that_is_added_gets_its_own()
    {
        var press = _world.Key(106, 7, Tiered.Wide);
        _world.Pass(300);
        Assert.Equal(["c11"], Hosts(Address.Call("group:60")));
        _world.Apply(_world.Plan.Plan with { Nodes = [.. Tiered.Plan.Nodes.Where(n => n.Id != "c11")] });
        _world.Pass(NodesWorld.Noticing + 1500);
        Assert.True(press.IsPassing && !press.WasStopped);
        Assert.True(_world.IsUp("c11"));
        Assert.Equal(["c11"], Hosts(Address.Call("group:60"))); // until it is over
        Assert.Equal([1u, 4], _world.HeardAt(press));
        _world.Release(press);
        _world.Pass(10_000);
        Assert.False(press.WasStopped);
        Assert.False(_world.IsUp("c11"));
        Assert.Equal("d1", _world.Nodes["p"].Room.Tiers.Homes.NodeOf(Address.Call("group:60")));
        Assert.Equal(Reason.HangTime, Assert.Single(_world.Nodes["c11"].Journal.Ended).Why);
        press = _world.Key(106, 7, Tiered.Wide);
        _world.Pass(500);
        Assert.Equal(["d1"], Hosts(Address.Call("group:60"), "c11"));
        Assert.Equal([1u], _world.HeardAt(press)); // the hill's repeater is at the node that is gone
        _world.Apply(Tiered.Plan);
        _world.Pass(2000);
        Assert.True(_world.Mend("c11"));
        _world.Pass(1000);
        _world.Release(press);
        _world.Pass(10_000);
        Assert.False(press.WasStopped);
        var next = _world.Key(106, 7, Tiered.Wide);
        _world.Pass(500);
        Assert.Equal([1u, 4], _world.HeardAt(next));
        Assert.Equal(["c11"], Hosts(Address.Call("group:60")));
    }

    [Fact]
    public void A_home_that_dies_before_it_has_the_call_leaves_it_where_it_can_be()
    {
        var press = _world.Key(106, 7, Tiered.Province);
        _world.Pass(300);
        MoveHome("c11");
        Assert.Equal(["p"], Hosts());
        _world.Cut("c11");
        _world.Pass(3000);
        Assert.Equal(["p"], Hosts());
        Assert.True(press.IsPassing && !press.WasStopped);
        _world.Release(press);
        _world.Pass(10_000);
        Assert.True(_world.Mend("c11"));
        _world.Pass(1000);
        _world.Key(103, 4, Tiered.Province);
        _world.Pass(500);
        Assert.Equal(["c11"], Hosts());
    }

    [Fact]
    public void An_arbiter_that_is_lost_before_it_gave_the_call_over_is_waited_for_no_longer()
    {
        MoveHome("c11");
        _world.Pass(10_000);
        var press = _world.Key(106, 7, Tiered.Province);
        _world.Pass(300);
        MoveHome("d2");
        Assert.Equal(["c11"], Hosts());
        _world.Cut("c11");
        _world.Pass(3000);
        Assert.Equal(["d2"], Hosts(_call, "c11"));
        Assert.True(press.IsPassing && !press.WasStopped);
    }

    private string[] Hosts(Address? call = null, string without = "") =>
        [.. _world.Nodes.Values.Where(n => n.Id != without && n.Room.Room.Has(call ?? _call)).Select(n => n.Id)];

    private void MoveHome(string home, int step = 1000)
    {
        _world.Apply(_world.Plan.Plan.With(Tiered.Province, t => t with { Home = home, Sites = Tiered.Everywhere }));
        _world.Pass(step);
    }
}
