using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tests.World;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Scenarios;

public sealed class EmergencyTests
{
    private readonly RulesWorld _world = new();

    [Fact]
    public void An_emergency_takes_a_running_floor_and_raises_one_alarm()
    {
        var talker = Key(105, 1);
        var emergency = Key(101, 2, emergency: true);
        Assert.True(talker.WasStopped);
        Assert.True(emergency.IsPassing);
        var alarm = Assert.IsType<ToAlarms.Emergency>(Assert.Single(_world.Alarms));
        Assert.Equal((101u, "b", _world.Journal.Only.Id.ToString()), (alarm.Radio.Value, alarm.Site, alarm.Call));
        Assert.Equal(_world.Journal.Only.Sites.Concat(_world.Journal.Only.Missed.Select(missed => missed.Site)).Order(), alarm.Sites);
        Assert.True(alarm.Sites.Length > 1);
        Assert.True(_world.Journal.Only.Emergency);
    }

    [Fact]
    public void An_emergency_does_not_take_an_emergency_but_gets_the_floor_after_it()
    {
        var first = Key(101, 1, emergency: true);
        var second = Key(105, 2, emergency: true);
        _world.IsDenied(second, Reason.Busy);
        Assert.Equal(2, _world.Alarms.Count);
        Release(first);
        Assert.True(second.IsPassing);
        Assert.Equal(2, _world.Alarms.Count);
    }

    [Fact]
    public void An_emergency_of_the_talker_that_is_learned_late_marks_the_call()
    {
        var talker = Key(101, 1);
        Learn(talker);
        var chief = Key(105, 2);
        _world.IsDenied(chief, Reason.Busy);
        Assert.True(_world.Journal.Only.Emergency);
        Assert.Single(_world.Alarms);
        Learn(talker);
        Assert.Single(_world.Alarms);
    }

    [Fact]
    public void An_emergency_of_a_denied_radio_that_is_learned_late_takes_the_floor()
    {
        var talker = Key(101, 1);
        var denied = Key(102, 2);
        Learn(denied);
        Assert.True(talker.WasStopped);
        Assert.True(denied.IsPassing);
        Release(denied);
        Assert.NotNull(_world.Journal.DenialOf(denied).Ended);
    }

    [Fact]
    public void A_denied_emergency_that_is_told_again_keeps_one_record()
    {
        var first = Key(101, 1, emergency: true);
        var denied = Key(102, 2);
        Learn(denied);
        Assert.Equal(2, _world.Journal.DenialOf(denied).Decisions.Length);
        Learn(denied);
        Release(denied);
        Assert.NotNull(_world.Journal.DenialOf(denied).Ended);
        Assert.True(first.IsPassing);
        Assert.Equal(2, _world.Alarms.Count);
    }

    [Fact]
    public void Options_that_overtake_their_request_are_not_lost()
    {
        var talker = Key(101, 1);
        var press = _world.Key(102, 2, Plans.Ordinary);
        _world.DeliverOne(); // the ports have it; its registration has not
        _world.Post.Send(Address.Ingress, Address.Call("group:10"), new ToCall.OptionsKnown(press.Ingress, new ServiceOptions(0x80)));
        var arbiter = _world.Group(Plans.Ordinary);
        Outbox early = new();
        arbiter.Handle(new ToCall.OptionsKnown(press.Ingress, new ServiceOptions(0x80)), early);
        Assert.Empty(early.Letters);
        _world.Deliver();
        Assert.True(press.IsPassing);
        Assert.True(talker.WasStopped);
        Assert.Single(_world.Alarms);
    }

    [Fact]
    public void Where_the_plan_grants_no_priority_the_alarm_is_raised_and_nothing_taken()
    {
        var talker = Key(101, 1, Plans.NoEmergency);
        var emergency = Key(102, 2, Plans.NoEmergency, emergency: true);
        Assert.True(talker.IsPassing);
        _world.IsDenied(emergency, Reason.Busy);
        Assert.Single(_world.Alarms);
    }

    [Theory]
    [InlineData(108, Plans.Ordinary, Timeslot.One, 1, Reason.NotMember)]
    [InlineData(101, Plans.Ordinary, Timeslot.Two, 1, Reason.WrongSlot)]
    [InlineData(101, 999, Timeslot.One, 1, Reason.UnknownTalkgroup)]
    [InlineData(107, Plans.Ordinary, Timeslot.One, 0, Reason.Stunned)]
    [InlineData(999, Plans.Ordinary, Timeslot.One, 0, Reason.UnknownRadio)]
    public void A_known_radios_alarm_is_raised_whatever_denies_it(uint radio, uint talkgroup, Timeslot slot, int alarms, Reason why)
    {
        var press = _world.Key(radio, 1, talkgroup, slot, emergency: true);
        _world.Deliver();
        _world.IsDenied(press, why);
        Assert.Equal(alarms, _world.Alarms.Count);

        var late = _world.Key(radio, 2, talkgroup, slot);
        _world.Deliver();
        Learn(late);
        Assert.Equal(alarms * 2, _world.Alarms.Count(a => a is ToAlarms.Emergency));
    }

    [Fact]
    public void A_cut_talkers_emergency_raises_the_alarm()
    {
        var talker = Key(101, 1);
        Key(105, 2);
        Learn(talker);
        Assert.Single(_world.Alarms);
    }

    [Fact]
    public void A_fresh_arbiter_raises_the_alarm_while_it_still_learns()
    {
        var press = _world.Key(101, 1, Plans.Ordinary, emergency: true);
        Outbox box = new();
        Calls.CallArbiter arbiter = new("group:10", _world.Context);
        arbiter.Handle(
            new ToCall.Request(Registration.Admission.Check(press.Stream, _world.Plans.Current).Request!), box);
        Assert.Contains(box.Letters, l => l.Message is ToAlarms.Emergency);
        Assert.DoesNotContain(box.Letters, l => l.Message is ToRouter.Grant);
    }

    private Press Key(uint radio, uint at, uint talkgroup = Plans.Ordinary, bool emergency = false)
    {
        var press = _world.Key(radio, at, talkgroup, emergency: emergency);
        _world.Deliver();
        return press;
    }

    private void Learn(Press press)
    {
        _world.LearnEmergency(press);
        _world.Deliver();
    }

    private void Release(Press press)
    {
        _world.Release(press);
        _world.Deliver();
    }
}
