using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tests.World;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Scenarios;

/// <summary>The plan changes under running calls, and activations die.</summary>
public sealed class ChangeTests
{
    private static readonly Address _ordinary = Address.Call(CallKey.Of(new TalkgroupId(Plans.Ordinary)));

    private readonly RulesWorld _world = new();

    [Fact]
    public void A_talkgroup_that_the_plan_has_no_more_ends_its_call()
    {
        var press = Key(101, 1);
        Apply(Plans.Small.With(Plans.Ordinary, _ => null));
        Assert.True(press.WasStopped);
        _world.IsHeardAt(press);
        Assert.Equal(CallState.Ended, _world.CallOf(press).State);
        Assert.Contains(_world.CallOf(press).Spurts[0].Why, new[] { Reason.PlanChanged, Reason.UnknownTalkgroup });
    }

    [Fact]
    public void A_radio_that_is_stunned_loses_the_floor_and_gets_none()
    {
        var press = Key(101, 1);
        Apply(Plans.Small.WithRadio(101, r => r with { Stunned = true }));
        Assert.True(press.WasStopped);
        Assert.Equal(Reason.Stunned, _world.CallOf(press).Spurts[0].Why);
        _world.Drop(_ordinary);
        var next = Key(102, 2);
        Assert.True(next.IsPassing);
        Assert.False(press.IsPassing);
    }

    [Fact]
    public void A_radio_that_is_stunned_after_its_arbiter_died_is_stopped()
    {
        var press = Key(101, 1);
        _world.Drop(_ordinary);
        Apply(Plans.Small.WithRadio(101, r => r with { Stunned = true }));
        Assert.True(press.WasStopped);
        Assert.False(press.IsPassing);
    }

    [Fact]
    public void A_withdrawal_that_overtakes_its_request_denies_it()
    {
        var press = _world.Key(101, 1, Plans.Ordinary);
        Outbox box = new();
        CallArbiter arbiter = new("group:10", _world.Context);
        arbiter.Handle(new ToCall.Withdrawn(press.Ingress, Reason.Stunned), box);
        arbiter.Handle(new ToCall.Carried(box.Question(), []), box);
        arbiter.Handle(new ToCall.Request(Registration.Admission.Check(press.Stream, _world.Plans.Current).Request!), box);
        Assert.Contains(box.Letters, l => l.Message is ToIngress.Denied { Report.Why: Reason.Stunned });
        Assert.Contains(box.Letters, l => l.Message is ToRouter.Refuse);
        Assert.DoesNotContain(box.Letters, l => l.Message is ToRouter.Grant);
    }

    [Fact]
    public void A_changed_site_list_moves_the_running_call()
    {
        var press = Key(101, 1);
        Apply(Plans.Small.With(Plans.Ordinary, t => t with { Sites = new SiteSelection(SiteSelectionKind.Listed, ["a", "b"]) }));
        _world.IsHeardAt(press, 2);
        Assert.False(_world.Router.OnLink(4, press));
        Apply(Plans.Small);
        _world.IsHeardAt(press, 2, 3);
    }

    [Fact]
    public void A_new_activation_learns_from_its_ports_and_nobody_is_lost()
    {
        var talker = Key(101, 1);
        _world.Pass(100);
        var denied = Key(102, 2);
        var stream = talker.OutgoingStream;
        _world.Drop(_ordinary);
        _world.Pass(1000);
        Assert.Equal(talker.Ingress, _world.Group(Plans.Ordinary).Talker);
        Assert.True(talker.IsPassing);
        Assert.Equal(stream, talker.OutgoingStream);
        _world.IsHeardAt(talker, 3);
        Assert.False(denied.IsPassing);
        Release(denied);
        Release(talker);
        _world.Pass(3000);
        Assert.NotNull(_world.Journal.DenialOf(denied).Ended);
        Assert.Empty(_world.Journal.Running);
        Assert.Empty(_world.Journal.Faults);
    }

    [Fact]
    public void A_new_activation_gives_the_floor_to_who_had_it_and_not_to_who_was_heard_first()
    {
        var cut = Key(101, 1);
        _world.Pass(20);
        var chief = Key(105, 2);
        _world.Drop(_ordinary);
        _world.Pass(1000);
        Assert.True(chief.IsPassing);
        Assert.False(cut.IsPassing);
        Release(chief);
        Assert.False(cut.IsPassing);
    }

    [Fact]
    public void Timeslots_of_an_arbiter_that_died_in_its_hang_time_come_free()
    {
        Release(Key(101, 1));
        _world.Drop(_ordinary);
        var other = _world.Key(102, 2, Plans.Equal);
        _world.Deliver();
        _world.IsHeardAt(other);
        _world.Pass(30_000);
        _world.IsHeardAt(other, 1, 3);
    }

    [Fact]
    public void The_record_that_a_dead_arbiter_left_running_ends_though_nobody_talks_again()
    {
        var press = Key(101, 1);
        Release(press);
        _world.Drop(_ordinary);
        Assert.Single(_world.Journal.Running);
        _world.Pass(30_000);
        Assert.Empty(_world.Journal.Running);
        Assert.Equal(Reason.ArbiterLost, _world.CallOf(press).Why);
        Assert.Equal(Reason.Ended, _world.CallOf(press).Spurts[0].Why);
    }

    [Fact]
    public void A_new_slot_table_learns_its_repeaters_and_who_transmits_and_the_running_calls_claim_again()
    {
        var running = Key(101, 1);
        var stranger = _world.Key(999, 2, Plans.Equal); // heard at b, and denied
        _world.Deliver();
        _world.IsHeardAt(running, 3);
        _world.Drop(Address.Site("b"));
        _world.Drop(Address.Site("c"));
        _world.Up(3); // the same login said again brings a table to life
        Release(stranger);
        _world.IsHeardAt(running, 2, 3);
        var other = _world.Key(102, 4, Plans.Equal);
        _world.Deliver();
        _world.IsHeardAt(other);
        Release(running);
        _world.Pass(3000);
        _world.IsHeardAt(other, 1, 2, 3);
    }

    [Fact]
    public void An_arbiter_whose_ports_do_not_answer_grants_after_1200_ms()
    {
        Outbox box = new();
        CallArbiter arbiter = new("group:10", _world.Context);
        var press = _world.Key(101, 1, Plans.Ordinary);
        arbiter.Handle(new ToCall.Request(Registration.Admission.Check(press.Stream, _world.Plans.Current).Request!), box);
        var set = Assert.Single(box.TakeAll().Select(l => l.Message).OfType<ToClock.Set>());
        Assert.Equal(TimeSpan.FromSeconds(1.2), set.After);
        arbiter.Handle(new TimerFired(set.Timer, set.Generation - 1), box);
        Assert.Empty(box.Letters);
        arbiter.Handle(new TimerFired(set.Timer, set.Generation), box);
        Assert.Contains(box.TakeAll(), l => l.Message is ToRouter.Grant);
    }

    private Press Key(uint radio, uint at)
    {
        var press = _world.Key(radio, at, Plans.Ordinary);
        _world.Deliver();
        return press;
    }

    private void Apply(NetworkPlan plan)
    {
        _world.Apply(plan);
        _world.Deliver();
    }

    private void Release(Press press)
    {
        _world.Release(press);
        _world.Deliver();
    }
}
