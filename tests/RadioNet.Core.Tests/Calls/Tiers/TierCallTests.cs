using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Tests.Calls.Tiers;

/// <summary>Calls over several nodes, each with its switchboard's own thread and its machines on others'.</summary>
public sealed class TierCallTests : IDisposable
{
    private static readonly Address _call = Address.Call("group:10");

    private readonly TierWorld _world = new();

    [Fact]
    public void A_call_from_a_commune_goes_over_each_link_once_and_ends_everywhere()
    {
        var press = Talk(_world.Commune, 103, 3);
        var spurt = _world.Commune.SpurtOf(press);
        TierWorld.Until("each node sends it on", () => _world.Elsewhere.RelayOf(spurt)?.Leases.Length == 1 && _world.DistrictNode.RelayOf(spurt)?.Leases.Length == 1);
        Assert.Equal(["district"], _world.Commune.WayOf(press).Links);
        Assert.Equal(["core"], _world.DistrictNode.RelayOf(spurt)!.To);
        Assert.Equal(["elsewhere"], _world.Core.RelayOf(spurt)!.To);
        Assert.Empty(_world.Elsewhere.RelayOf(spurt)!.To);
        Assert.Equal(1u, Assert.Single(_world.Core.RelayOf(spurt)!.Leases).Repeater.Value);

        _world.Commune.Release(press);
        TierWorld.Until("nobody sends it on", () => _world.Nodes.All(n => n.RelayOf(spurt) is null));
        TierWorld.Until("its record is over", () => _world.Core.Records.Any(r => r.State == CallState.Ended));
        var record = Assert.Single(_world.Nodes.SelectMany(n => n.Records));
        Assert.Equal(["far", "hill", "pass", "summit"], record.Sites);
        Assert.Equal("hill", record.Spurts[0].From.Site);
    }

    [Fact]
    public void Who_keys_up_elsewhere_is_refused_there_and_the_record_of_it_stands_there()
    {
        var press = Talk(_world.Commune, 103, 3);
        var second = _world.Elsewhere.Key(104, 4, TierWorld.Province);
        TierWorld.Until("it is refused", () => _world.Elsewhere.IsRefused(second));
        _world.Elsewhere.Release(second);
        _world.Commune.Release(press);
        TierWorld.Until("both stand written", () => _world.Elsewhere.Records.Any(r => r.Ended is not null) && _world.Core.Records.Any(r => r.Ended is not null));
        Assert.Equal(Reason.Busy, Assert.Single(_world.Elsewhere.Records).Why);
        Assert.Empty(_world.Commune.Records);
    }

    [Fact]
    public void A_side_that_is_cut_off_grants_by_itself_and_is_joined_when_the_link_is_back()
    {
        var above = Talk(_world.Elsewhere, 104, 4);
        _world.Cut("district");
        var below = _world.Commune.Key(103, 3, TierWorld.Province);
        var took = TierWorld.Until("it is granted below", () => _world.Commune.IsGranted(below));
        Assert.InRange(took.TotalSeconds, 0, 1); // 1.5 s until a link is known to be dead, and 2.5 s are promised
        TierWorld.Until("it is heard below", () => _world.DistrictNode.RelayOf(_world.Commune.SpurtOf(below)) is { To.Length: 0, Leases.Length: 1 });
        Assert.True(_world.Elsewhere.IsGranted(above));

        _world.Link("district", "core");
        TierWorld.Until("all hang together", () => _world.Nodes.All(n => n.Tiers.View.Count == 4));
        Assert.Null(_world.Core.RelayOf(_world.Commune.SpurtOf(below))); // both sides talk
        _world.Elsewhere.Release(above);
        TierWorld.Until("the talker below is heard above", () => _world.Elsewhere.RelayOf(_world.Commune.SpurtOf(below)) is { Leases.Length: 1 });
        _world.Commune.Release(below);
        TierWorld.Until("both records are over", () => _world.Core.Records.Any() && _world.Nodes.SelectMany(n => n.Records).All(r => r.Ended is not null));
        Assert.Equal(Reason.Joined, Assert.Single(_world.DistrictNode.Records).Why);
        AssertFree();
    }

    [Fact]
    public void A_request_that_waits_for_a_home_that_dies_is_decided_below()
    {
        _world.Core.Dispose();
        var press = _world.Commune.Key(103, 3, TierWorld.Province);
        Thread.Sleep(100);
        Assert.False(_world.Commune.IsGranted(press));
        _world.Cut("district");
        Assert.InRange(TierWorld.Until("it is granted below", () => _world.Commune.IsGranted(press)).TotalSeconds, 0, 1);
    }

    [Fact]
    public void An_arbiter_that_died_learns_of_a_talker_at_another_node_before_it_grants()
    {
        var press = Talk(_world.Commune, 103, 3);
        var spurt = _world.Commune.SpurtOf(press);
        Thread.Sleep(50);
        _world.Core.Machines.Lose(_call);
        var second = _world.Elsewhere.Key(104, 4, TierWorld.Province);
        TierWorld.Until("it is refused", () => _world.Elsewhere.IsRefused(second));
        Assert.True(_world.Commune.IsGranted(press));
        Assert.Equal(spurt, _world.Commune.SpurtOf(press));
    }

    [Fact]
    public void The_record_of_an_arbiter_that_died_ends_though_another_node_takes_its_call_over()
    {
        _world.Cut("district");
        var press = Talk(_world.Commune, 103, 3);
        TierWorld.Until("its record runs", () => _world.DistrictNode.Records.Any(r => r.Ended is null));
        var record = _world.DistrictNode.Records.Single();
        _world.DistrictNode.Machines.Lose(_call);
        _world.Link("district", "core");
        TierWorld.Until("the province has the talker", () => _world.Core.Records.Any(r => r.State == CallState.Running));
        TierWorld.Until("the dead arbiter's record is over", () => _world.DistrictNode.Records.Single(r => r.Id == record.Id).Ended is not null);
        var over = _world.DistrictNode.Records.Single(r => r.Id == record.Id);
        Assert.Equal((CallState.Ended, Reason.ArbiterLost), (over.State, over.Why));
        Assert.All(over.Spurts, spurt => Assert.NotNull(spurt.Ended));
        Assert.True(_world.Commune.IsGranted(press));
        Assert.Contains(_world.Core.Records, r => r.State == CallState.Running); // a call that has an arbiter runs on
        _world.Commune.Release(press);
    }

    [Fact]
    public void An_arbiter_that_had_nothing_left_asks_again_when_the_network_has_changed()
    {
        _world.Cut("district");
        var alone = Talk(_world.Commune, 103, 3);
        _world.Commune.Release(alone);
        TierWorld.Until("it is over", () => _world.DistrictNode.Records.Any(r => r.Ended is not null));
        Thread.Sleep(100);
        _world.Link("district", "core");
        TierWorld.Until("all hang together", () => _world.Nodes.All(n => n.Tiers.View.Count == 4));
        var talks = Talk(_world.Commune, 103, 3);
        _world.Cut("district");
        var second = _world.DistrictNode.Key(102, 2, TierWorld.Province);
        TierWorld.Until("it is refused", () => _world.DistrictNode.IsRefused(second));
        Assert.True(_world.Commune.IsGranted(talks));
    }

    [Fact]
    public void A_plan_that_moves_a_talkgroups_home_moves_its_call_when_that_is_over()
    {
        var press = Talk(_world.Elsewhere, 104, 4);
        var spurt = _world.Elsewhere.SpurtOf(press);
        _world.MoveHome("district");
        TierWorld.Until("the core keeps it", () => _world.Core.Tiers.View.Count == 4 && _world.Core.Tiers.NodeOf(_call) == "core");
        TierWorld.Until("the district waits for it", () => _world.DistrictNode.Tiers.NodeOf(_call) == "core");
        var second = _world.Commune.Key(103, 3, TierWorld.Province);
        TierWorld.Until("it is refused", () => _world.Commune.IsRefused(second));
        Assert.Equal(spurt, _world.Elsewhere.SpurtOf(press));
        _world.Commune.Release(second);
        _world.Elsewhere.Release(press);
        TierWorld.Until("the district has it", () => _world.Nodes.All(n => n.Tiers.NodeOf(_call) == "district"));
        Assert.Equal(Reason.HangTime, Assert.Single(_world.Core.Records).Why);
        _world.Elsewhere.Release(Talk(_world.Elsewhere, 104, 4));
        TierWorld.Until("its next call is over", () => _world.DistrictNode.Records.Any(r => r.State == CallState.Ended));
        AssertFree();
    }

    [Fact]
    public void A_site_is_served_by_its_node_and_by_the_next_one_above_while_that_is_gone()
    {
        Assert.Equal(["commune"], ServersOf("hill"));
        _world.Cut("commune");
        TierWorld.Until("two serve it", () => ServersOf("hill").SequenceEqual(["commune", "district"]));
        _world.Cut("district");
        TierWorld.Until("still the district does", () => ServersOf("pass").SequenceEqual(["commune", "core", "district"]));
        _world.Link("district", "core");
        _world.Link("commune", "district");
        TierWorld.Until("one serves it", () => ServersOf("hill").SequenceEqual(["commune"]));
    }

    [Fact]
    public void Nodes_that_never_had_a_link_decide_by_themselves()
    {
        using TierWorld apart = new(linked: false);
        var one = Talk(apart.Commune, 103, 3);
        var other = Talk(apart.Elsewhere, 104, 4);
        Assert.True(apart.Commune.IsGranted(one) && apart.Elsewhere.IsGranted(other));
        Assert.Equal(0, apart.Sent);
    }

    public void Dispose() => _world.Dispose();

    private static IngressId Talk(TierNode node, uint radio, uint repeater)
    {
        var press = node.Key(radio, repeater, TierWorld.Province);
        TierWorld.Until("it is granted", () => node.IsGranted(press));
        return press;
    }

    private IEnumerable<string> ServersOf(string site) => _world.Nodes.Where(n => n.Tiers.IsServedHere(site)).Select(n => n.Id).Order();

    /// <summary>The talkgroup goes on: somebody keys up, and everybody hears it.</summary>
    private void AssertFree()
    {
        var press = Talk(_world.Core, 101, 1);
        TierWorld.Until("all hear it", () => _world.Commune.RelayOf(_world.Core.SpurtOf(press)) is { Leases.Length: 1 });
        _world.Core.Release(press);
    }
}
