using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tests.World;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Tiers;

/// <summary>How a talkgroup's two sides become one again after an outage.</summary>
public sealed class HealTests
{
    private const string Key = "group:10";

    private readonly NodesWorld _world = new();

    [Fact]
    public void A_talker_above_is_heard_below_again()
    {
        Cut();
        var press = _world.Key(106, 7, Tiered.Province);
        _world.Pass(300);
        Assert.Equal([1u, 3, 8], _world.HeardAt(press));
        Heal();
        Assert.Equal([1u, 2, 3, 4, 5, 6, 8], _world.HeardAt(press));
        Assert.False(press.WasStopped);
    }

    [Fact]
    public void A_talker_below_keeps_its_spurt_and_is_heard_above()
    {
        Cut();
        var press = _world.Key(103, 4, Tiered.Province);
        _world.Pass(300);
        var spurt = press.Spurt;
        Heal();
        Assert.Equal([1u, 2, 3, 5, 6, 7, 8], _world.HeardAt(press));
        Assert.Equal((spurt, false), (press.Spurt, press.WasStopped));
        Assert.Contains(_world.Nodes["d1"].Journal.Ended, r => r.Key == Key && r.Why == Reason.Joined);
        _world.Release(press);
        _world.Pass(200);
        Assert.Equal(Reason.Ended, _world.Nodes["p"].Journal.All.Single(r => r.Key == Key && r.State == CallState.Running).Spurts[^1].Why);
    }

    [Fact]
    public void A_talker_that_talked_through_the_whole_outage_is_heard_everywhere_again()
    {
        var press = _world.Key(103, 4, Tiered.Province);
        _world.Pass(300);
        Cut();
        Assert.Equal([2u, 5, 6], _world.HeardAt(press));
        Heal();
        Assert.Equal([1u, 2, 3, 5, 6, 7, 8], _world.HeardAt(press));
        Assert.False(press.WasStopped);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_talkers_end_whole_and_the_side_that_is_left_is_joined_at_the_end_of_the_first(bool belowFirst)
    {
        Cut();
        var below = _world.Key(103, 4, Tiered.Province);
        var above = _world.Key(106, 7, Tiered.Province);
        _world.Pass(1000);
        Heal(talk: true);
        Assert.Equal([2u, 5, 6], _world.HeardAt(below));
        Assert.Equal([1u, 3, 8], _world.HeardAt(above));
        var (first, last) = belowFirst ? (below, above) : (above, below);
        _world.Release(first);
        _world.Pass(500);
        Assert.False(first.WasStopped || last.WasStopped);
        Assert.Equal(7, _world.HeardAt(last).Length);
        Assert.All(_world.Nodes.Values, n => Assert.Empty(n.Room.Tiers.Homes.View.Unjoined));
        Assert.Equal("p", Assert.Single(_world.Nodes.Values, n => n.Room.Room.Machines.Contains(Address.Call(Key))).Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_talkgroup_with_its_home_below_is_joined_there(bool belowFirst)
    {
        _world.Cut("c11");
        _world.Pass(3500);
        var below = _world.Key(103, 4, Tiered.Wide);
        var above = _world.Key(106, 7, Tiered.Wide);
        _world.Pass(1000);
        Assert.True(below.IsPassing && above.IsPassing);
        Assert.True(_world.Mend("c11"));
        _world.Pass(1000);
        Assert.Equal([1u], _world.HeardAt(above));
        var (first, last) = belowFirst ? (below, above) : (above, below);
        _world.Release(first);
        _world.Pass(500);
        Assert.False(first.WasStopped || last.WasStopped);
        Assert.Equal(2, _world.HeardAt(last).Length);
        Assert.Equal("c11", Assert.Single(_world.Nodes.Values, n => n.Room.Room.Machines.Contains(Address.Call("group:60"))).Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_emergency_joins_at_once_and_ends_the_lesser_talker(bool emergencyBelow)
    {
        Cut();
        var below = _world.Key(103, 4, Tiered.Province, emergencyBelow);
        var above = _world.Key(106, 7, Tiered.Province, !emergencyBelow);
        _world.Pass(1000);
        Heal();
        var (kept, lost) = emergencyBelow ? (below, above) : (above, below);
        Assert.True(lost.WasStopped);
        Assert.False(kept.WasStopped);
        Assert.Equal(6, _world.HeardAt(kept).Length); // the lesser one still transmits at its own
    }

    [Fact]
    public void Whoever_waits_too_long_for_the_join_loses_the_longer_running_spurt()
    {
        RulesWorld world = new();
        Outbox box = new();
        CallArbiter arbiter = new(CallKey.Of(new TalkgroupId(Plans.Ordinary)), world.Context);
        var here = world.Key(101, 1, Plans.Ordinary);
        arbiter.Handle(new ToCall.Request(Registration.Admission.Check(here.Stream, world.Plans.Current).Request!), box);
        arbiter.Handle(new ToCall.Carried(box.Question(), []), box);
        arbiter.Handle(new ToCall.Offer("low", true, false, TimeSpan.FromSeconds(5), false), box);
        arbiter.Settle(box);
        Assert.DoesNotContain(box.Letters, l => l.Message is ToCall.Yield);
        var tick = Assert.Single(box.TakeAll().Select(l => l.Message).OfType<ToClock.Set>(), s => s.Timer == "join");
        world.Time.Advance(TimeSpan.FromSeconds(60));
        arbiter.Handle(new TimerFired(tick.Timer, tick.Generation), box);
        arbiter.Settle(box);
        Assert.Equal(new ToCall.Yield("low", true, false, Reason.Joined), Assert.Single(box.Letters.Select(l => l.Message).OfType<ToCall.Yield>()));
    }

    [Fact]
    public void Who_has_talked_for_longer_is_told_by_the_arbiters_own_clock()
    {
        RulesWorld world = new();
        Outbox box = new();
        CallArbiter arbiter = new(CallKey.Of(new TalkgroupId(Plans.Ordinary)), world.Context);
        var here = world.Key(101, 1, Plans.Ordinary);
        var request = Registration.Admission.Check(here.Stream with { HeardAt = world.Time.GetUtcNow().AddMinutes(1) }, world.Plans.Current).Request!;
        arbiter.Handle(new ToCall.Heal("top"), box);
        arbiter.Handle(new ToCall.Request(request), box);
        arbiter.Handle(new ToCall.Carried(box.Question(), []), box);
        world.Time.Advance(TimeSpan.FromSeconds(2));
        arbiter.Settle(box);
        Assert.Equal(new ToCall.Offer("top", true, false, TimeSpan.FromSeconds(2), false), Assert.Single(box.Letters.Select(l => l.Message).OfType<ToCall.Offer>()));
    }

    [Fact]
    public void Nobody_has_the_floor_while_a_part_that_gives_over_has_not_said_who_talks_whatever_another_says()
    {
        RulesWorld world = new();
        Outbox box = new();
        CallArbiter arbiter = new(CallKey.Of(new TalkgroupId(Plans.Ordinary)), world.Context);
        arbiter.Handle(new ToCall.Offer("one", false, false, TimeSpan.Zero, false), box);
        arbiter.Handle(new ToCall.Offer("other", true, false, TimeSpan.FromSeconds(5), false), box);
        arbiter.Handle(new ToCall.Carried(box.Question(), []), box);
        arbiter.Settle(box);
        arbiter.Handle(new ToCall.Joined("one", []), box);
        arbiter.Settle(box);
        Assert.Equal(["one", "other"], box.TakeAll().Select(l => l.Message).OfType<ToCall.Yield>().Select(y => y.Node));

        arbiter.Handle(new ToCall.Joined("one", []), box);
        var here = world.Key(101, 1, Plans.Ordinary);
        arbiter.Handle(new ToCall.Request(Registration.Admission.Check(here.Stream, world.Plans.Current).Request!), box);
        arbiter.Settle(box);
        Assert.DoesNotContain(box.TakeAll(), l => l.Message is ToRouter.Grant);
        arbiter.Handle(new ToCall.Joined("other", []), box);
        arbiter.Settle(box);
        Assert.Equal(here.Ingress, Assert.Single(box.Letters.Select(l => l.Message).OfType<ToRouter.Grant>()).Ingress);
    }

    private void Cut()
    {
        _world.Cut("d1");
        _world.Pass(3500);
    }

    private void Heal(bool talk = false)
    {
        Assert.True(_world.Mend("d1"));
        _world.Pass(1000);
        Assert.All(_world.Nodes.Values, n => Assert.Equal(talk, n.Room.Tiers.Homes.View.Unjoined.ContainsKey(Key)));
    }
}
