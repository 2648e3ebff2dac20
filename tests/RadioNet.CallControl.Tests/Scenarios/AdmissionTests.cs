using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tests.World;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Scenarios;

public sealed class AdmissionTests
{
    private readonly RulesWorld _world = new();

    [Theory]
    [InlineData(999, 1, Plans.Ordinary, Timeslot.One, Reason.UnknownRadio)]
    [InlineData(107, 1, Plans.Ordinary, Timeslot.One, Reason.Stunned)]
    [InlineData(108, 1, Plans.Ordinary, Timeslot.One, Reason.NotMember)]
    [InlineData(101, 1, 998, Timeslot.One, Reason.UnknownTalkgroup)]
    [InlineData(101, 1, Plans.Ordinary, Timeslot.Two, Reason.WrongSlot)]
    [InlineData(101, 3, Plans.OnSlotTwo, Timeslot.Two, Reason.NotAtSite)]
    [InlineData(101, 77, Plans.Ordinary, Timeslot.One, Reason.NotAtSite)]
    public void Who_may_not_is_heard_nowhere_and_the_journal_says_why(uint radio, uint at, uint talkgroup, Timeslot slot, Reason why)
    {
        var press = _world.Key(radio, at, talkgroup, slot);
        _world.Deliver();
        _world.IsDenied(press, why);
        _world.Release(press);
        _world.Deliver();
        Assert.Equal(10u, _world.Journal.DenialOf(press).Spurts[0].Figures.Bursts);
    }

    [Fact]
    public void A_simplex_repeater_gets_and_gives_every_talkgroup_on_timeslot_two()
    {
        _world.Up(1, RepeaterShape.OneFrequency);
        _world.Deliver();
        var press = _world.Key(101, 1, Plans.Ordinary, Timeslot.Two);
        _world.Deliver();
        _world.IsHeardAt(press, 2, 3);
        _world.Release(press);
        _world.Deliver();
        var answer = _world.Key(102, 2, Plans.Ordinary);
        _world.Deliver();
        Assert.Same(answer, _world.On(1, Timeslot.Two));
    }

    [Fact]
    public void One_radio_at_two_sites_is_a_clone_and_the_second_is_denied()
    {
        var first = _world.Key(101, 1, Plans.Ordinary);
        _world.Deliver();
        var second = _world.Key(101, 2, Plans.Equal);
        _world.Deliver();
        Assert.True(first.IsPassing);
        _world.IsDenied(second, Reason.Clone);
        Assert.Equal(("a", "b"), Assert.IsType<ToAlarms.ClonedRadio>(Assert.Single(_world.Alarms)) is var c ? (c.FirstSite, c.SecondSite) : default);
        _world.Release(second);
        _world.Deliver();
        Assert.Equal(second.Silent, _world.Journal.DenialOf(second).Ended);
    }

    [Fact]
    public void A_clone_is_not_granted_by_a_new_activation()
    {
        var first = _world.Key(101, 1, Plans.Equal);
        _world.Deliver();
        var clone = _world.Key(101, 2, Plans.Ordinary);
        _world.Deliver();
        _world.Drop(Address.Call("group:10"));
        _world.Release(_world.Key(102, 3, Plans.Ordinary));
        _world.Pass(2000);
        Assert.True(first.IsPassing);
        Assert.False(clone.WasGranted);
    }

    [Fact]
    public void A_repeater_that_asks_too_much_is_counted_and_not_written_down()
    {
        for (var i = 0; i < 200; i++)
        {
            _world.Release(_world.Key(999, 1, Plans.Ordinary));
            _world.Deliver();
        }

        Assert.Equal(50, _world.Journal.Denied.Count());
        Assert.Equal(150, _world.Ingress.DenialsUnrecorded);
        Assert.All(_world.Presses, p => Assert.True(p.WasRefused));
    }

    [Fact]
    public void A_request_that_was_over_before_it_was_decided_is_written_down()
    {
        var press = _world.Key(101, 1, Plans.Ordinary);
        Outbox box = new();
        Calls.CallArbiter arbiter = new("group:10", _world.Context);
        arbiter.Handle(new ToCall.Over(press.Ingress, Reason.Ended, press.Stream.HeardAt, Registration.StreamFigures.None), box);
        arbiter.Handle(new ToCall.Request(Registration.Admission.Check(press.Stream, _world.Plans.Current).Request!), box);
        arbiter.Handle(new ToCall.Carried(box.Question(), []), box);
        Assert.Contains(box.Letters, l => l.Message is ToRouter.Refuse);
        Assert.Contains(box.Letters, l => l.Message is ToIngress.Denied { Report.Why: Reason.Ended });
        Assert.DoesNotContain(box.Letters, l => l.Message is ToRouter.Grant);
    }
}
