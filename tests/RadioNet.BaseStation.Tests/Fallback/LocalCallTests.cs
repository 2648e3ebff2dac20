using RadioNet.Api;
using RadioNet.BaseStation.Fallback;
using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Protocols;
using static RadioNet.BaseStation.Tests.Fallback.StationWorld;
using CallType = RadioNet.Api.CallType;

namespace RadioNet.BaseStation.Tests.Fallback;

/// <summary>What a base station decides while no node serves it.</summary>
public sealed class LocalCallTests
{
    private static readonly LocalSlot _otherOne = new("c2", Timeslot.One);

    private readonly StationWorld _world = new();

    [Fact]
    public void A_group_call_crosses_to_the_other_carrier_and_leaves_a_record()
    {
        var talk = _world.Key(101, "c1", Ordinary);
        Assert.Equal((FloorOutcome.Granted, Reason.None), _world.Of(talk));
        Assert.Equal([_otherOne], _world.HeardAt(talk));
        Assert.Empty(_world.Asked);

        _world.Pass(2, talk);
        _world.Release(talk);
        var answer = _world.Key(102, "c2", Ordinary);
        Assert.Equal([new LocalSlot("c1", Timeslot.One)], _world.HeardAt(answer));
        _world.Release(answer);
        Assert.Empty(_world.Records);
        _world.Pass(4);

        var call = Assert.Single(_world.Records).Call;
        Assert.Equal((CallState.Ended, CallType.Group, Ordinary, "hang-time"), (call.State, call.Type, call.Target, call.Reason));
        Assert.Equal("Mười", call.TargetName);
        Assert.StartsWith("hill.bs1.1.", call.Id, StringComparison.Ordinal);
        Assert.Equal(["hill"], call.Sites);
        Assert.Equal(["bs1/c1", "bs1/c2"], call.Spurts.Select(s => s.HeardBy));
        Assert.Equal(("Một", "ended", 10u, 0.1, -80), (call.Spurts[0].SourceName, call.Spurts[0].EndReason, call.Spurts[0].Bursts, call.Spurts[0].Ber, call.Spurts[0].Rssi));
        Assert.Equal(TimeSpan.FromSeconds(2), call.Spurts[0].Ended.ToDateTimeOffset() - call.Spurts[0].Started.ToDateTimeOffset());
        Assert.Contains(call.Decisions, d => d.Text == "101 has the floor.");
        Assert.True(_world.Calls.IsQuiet);
    }

    [Fact]
    public void Whom_a_carrier_refuses_by_itself_leaves_a_record_with_whoever_serves_the_station()
    {
        var spurt = _world.Key(101, "c1", Ordinary).Spurt with { Ingress = _world.Routes.NextSpurt(), Source = new RadioId(105) };
        _world.Calls.Refuse(spurt, Reason.Stunned);
        _world.Drain();
        var call = Assert.Single(_world.Records).Call;
        Assert.Equal((CallState.Denied, "stunned", 105u), (call.State, call.Reason, call.Source));

        _world.Calls.NodeServes();
        _world.Calls.Refuse(spurt, Reason.Stunned);
        _world.Drain();
        Assert.Equal((spurt.Ingress, Reason.Stunned), Assert.Single(_world.Refused));
        Assert.Single(_world.Records);
    }

    [Fact]
    public void A_call_that_runs_when_the_station_stops_leaves_a_record_that_says_so()
    {
        var talk = _world.Key(101, "c1", Ordinary);
        _world.Pass(2, talk);
        _world.Release(talk);
        var other = _world.Key(102, "c2", OnSlotTwo, Timeslot.Two);
        _world.Calls.Close();
        _world.Drain();
        Assert.Equal([Ordinary, OnSlotTwo], _world.Records.Select(record => record.Call.Target).Order());
        Assert.All(_world.Records, record => Assert.Equal((CallState.Ended, "arbiter-lost"), (record.Call.State, record.Call.Reason)));
        Assert.All(_world.Records, record => Assert.All(record.Call.Spurts, turn => Assert.NotNull(turn.Ended)));
        Assert.Equal(other.Spurt.Source.Value, _world.Records[^1].Call.Source);
    }

    [Theory]
    [InlineData(999, Ordinary, Timeslot.One, Reason.UnknownRadio)]
    [InlineData(105, Ordinary, Timeslot.One, Reason.Stunned)]
    [InlineData(101, 99, Timeslot.One, Reason.UnknownTalkgroup)]
    [InlineData(101, Ordinary, Timeslot.Two, Reason.WrongSlot)]
    public void Who_may_not_talk_is_denied_with_why_and_leaves_a_record(uint radio, uint target, Timeslot slot, Reason why)
    {
        var talk = _world.Key(radio, "c1", target, slot);
        Assert.Equal((FloorOutcome.Denied, why), _world.Of(talk));
        _world.Pass(1, talk);
        _world.Release(talk);
        var call = Assert.Single(_world.Records).Call;
        Assert.Equal((CallState.Denied, Reasons.Word(why)), (call.State, call.Reason));
        Assert.Equal(("", Reasons.Word(why)), (call.Spurts[0].EndReason, call.Spurts[0].DeniedReason));
    }

    [Fact]
    public void A_second_talker_of_a_talkgroup_is_denied_while_the_first_talks()
    {
        var first = _world.Key(101, "c1", Ordinary);
        var second = _world.Key(102, "c2", Ordinary);
        Assert.Equal((FloorOutcome.Denied, Reason.Busy), _world.Of(second));
        Assert.Empty(_world.HeardAt(first)); // its only other timeslot is the one that the second transmits at

        _world.Release(second);
        Assert.Equal([_otherOne], _world.HeardAt(first));
        _world.Release(first);
    }

    [Fact]
    public void Hang_time_keeps_the_timeslots_against_an_equal_talkgroup_and_not_against_a_higher_one()
    {
        _world.Release(_world.Key(101, "c1", Ordinary));
        var equal = _world.Key(102, "c1", StationWorld.Equal);
        Assert.Equal(FloorOutcome.Granted, _world.Of(equal).Outcome);
        Assert.Empty(_world.HeardAt(equal));
        _world.Pass(3.5, equal);
        Assert.Equal([_otherOne], _world.HeardAt(equal));

        _world.Release(equal);
        Assert.Equal([_otherOne], _world.HeardAt(_world.Key(103, "c1", High)));
    }

    [Fact]
    public void An_emergency_takes_the_floor_and_raises_its_alarm()
    {
        var first = _world.Key(101, "c1", Ordinary);
        var emergency = _world.Key(102, "c2", Ordinary, emergency: true);
        Assert.Equal((FloorOutcome.Stopped, Reason.PreEmpted), _world.Of(first));
        Assert.Equal(FloorOutcome.Granted, _world.Of(emergency).Outcome);

        _world.Drain();
        var alarm = Assert.Single(_world.Records).Emergency;
        Assert.Equal((102u, Ordinary), (alarm.Radio, alarm.Target));
        _world.Release(first);
        Assert.Equal([new LocalSlot("c1", Timeslot.One)], _world.HeardAt(emergency));
        _world.Release(emergency);
        _world.Pass(4);
        Assert.Equal(alarm.Call, Assert.Single(_world.Records, r => r.Call is { Emergency: true }).Call.Id);
    }

    [Fact]
    public void An_emergency_that_becomes_known_later_is_one_from_then_on()
    {
        var talk = _world.Key(101, "c1", Ordinary);
        _world.Calls.LearnOptions(talk.Ingress, new ServiceOptions(0x80));
        _world.Release(talk);
        Assert.Equal(101u, Assert.Single(_world.Records).Emergency.Radio);
    }

    [Fact]
    public void The_time_limit_ends_a_spurt()
    {
        var talk = _world.Key(101, "c1", Ordinary);
        _world.Pass(61, talk);
        Assert.Equal((FloorOutcome.Stopped, Reason.TimeLimit), _world.Of(talk));
        Assert.Empty(_world.HeardAt(talk));
    }

    [Fact]
    public void A_talker_of_whom_nothing_is_heard_any_more_is_over()
    {
        var talk = _world.Key(101, "c1", Ordinary);
        _world.Pass(17);
        Assert.Equal((FloorOutcome.Stopped, Reason.Inactive), _world.Of(talk));
        _world.Pass(4);
        Assert.Equal("inactive", Assert.Single(_world.Records).Call.Spurts[0].EndReason);
    }

    [Fact]
    public void Another_plan_holds_at_once()
    {
        var talk = _world.Key(101, "c1", Ordinary);
        var other = _world.Key(103, "c2", OnSlotTwo, Timeslot.Two);
        _world.Calls.Obey(PlanOf(2, yaml => yaml.Replace("{ id: 101, alias: Một,", "{ id: 101, stunned: true,", StringComparison.Ordinal)));
        Assert.Equal((FloorOutcome.Stopped, Reason.Stunned), _world.Of(talk));
        Assert.Equal(FloorOutcome.Granted, _world.Of(other).Outcome);
        _world.Release(talk);
        Assert.Equal((FloorOutcome.Denied, Reason.Stunned), _world.Of(_world.Key(101, "c1", Ordinary)));
    }

    [Fact]
    public void A_carrier_that_the_plan_takes_away_hears_nothing_more_and_comes_back_with_it()
    {
        var talk = _world.Key(101, "c1", Ordinary);
        _world.Calls.Obey(PlanOf(2, yaml => yaml.Replace("          - { id: c2, receive: 416.0250 MHz, transmit: 421.0250 MHz }\n", "", StringComparison.Ordinal)));
        Assert.Empty(_world.HeardAt(talk));
        var there = _world.Key(102, "c2", StationWorld.Equal);
        Assert.Equal((FloorOutcome.Denied, Reason.NotAtSite), _world.Of(there));
        _world.Release(there);
        _world.Calls.Obey(PlanOf(3));
        Assert.Equal([_otherOne], _world.HeardAt(talk));
    }

    [Fact]
    public void A_carrier_that_goes_down_is_left_and_one_that_comes_up_joins()
    {
        var talk = _world.Key(101, "c1", Ordinary);
        _world.Down("c2");
        Assert.Empty(_world.HeardAt(talk));
        _world.Up("c3");
        Assert.Equal([new LocalSlot("c3", Timeslot.Two)], _world.HeardAt(talk));
        _world.Up("c2");
        Assert.Equal([_otherOne, new LocalSlot("c3", Timeslot.Two)], _world.HeardAt(talk));
    }

    [Fact]
    public void A_private_call_goes_to_the_timeslot_where_the_radio_was_heard()
    {
        _world.Release(_world.Key(102, "c2", OnSlotTwo, Timeslot.Two));
        _world.Pass(5);
        var talk = _world.Key(101, "c1", 102, unit: true);
        Assert.Equal([new LocalSlot("c2", Timeslot.Two)], _world.HeardAt(talk));
        _world.Release(talk);
        _world.Pass(4);
        Assert.True(_world.Records[^1].Call.TargetIsRadio);
        Assert.Equal((FloorOutcome.Denied, Reason.NotFound), _world.Of(_world.Key(101, "c1", 103, unit: true)));
    }

    [Fact]
    public void Data_passes_without_a_floor_and_leaves_a_record()
    {
        var data = _world.Key(101, "c1", Ordinary, data: true);
        Assert.Equal(FloorOutcome.Granted, _world.Of(data).Outcome);
        Assert.Equal([_otherOne], _world.HeardAt(data));
        _world.Release(data);
        Assert.Equal(CallType.Data, Assert.Single(_world.Records).Call.Type);
    }

    [Fact]
    public void Without_a_plan_everybody_is_denied()
    {
        var world = new StationWorld(hasPlan: false);
        var talk = world.Key(101, "c1", Ordinary);
        Assert.Equal((FloorOutcome.Denied, Reason.NotAtSite), world.Of(talk));
        world.Release(talk);
        world.Calls.Obey(PlanOf());
        Assert.Equal(FloorOutcome.Granted, world.Of(world.Key(101, "c1", Ordinary)).Outcome);
    }

    [Fact]
    public void Records_that_nobody_takes_are_bounded_and_what_is_lost_is_counted()
    {
        for (var i = 0; i < LocalCalls.MostKept + 5; i++)
        {
            var data = _world.Key(101, "c1", Ordinary, data: true);
            data.Stop(withTerminator: false);
            _world.Calls.End(data.Ingress, new SpurtOver(Reason.Ended, _world.Time.GetUtcNow(), CallControl.Registration.StreamFigures.None));
        }

        Assert.Equal(5, _world.Calls.Lost);
        Assert.Equal(LocalCalls.MostKept, _world.Calls.Drain().Count);
        Assert.Empty(_world.Calls.Drain());
    }
}
