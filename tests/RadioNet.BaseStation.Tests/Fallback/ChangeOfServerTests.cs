using RadioNet.Api;
using RadioNet.BaseStation.Fallback;
using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Protocols;
using static RadioNet.BaseStation.Tests.Fallback.StationWorld;

namespace RadioNet.BaseStation.Tests.Fallback;

/// <summary>The link is lost and comes back, also while somebody talks.</summary>
public sealed class ChangeOfServerTests
{
    private static readonly LocalSlot _otherOne = new("c2", Timeslot.One);

    private readonly StationWorld _world = new();

    [Fact]
    public void While_a_node_serves_it_is_asked_and_its_word_counts()
    {
        _world.Calls.NodeServes();
        var talk = _world.Key(999, "c1", 99);
        Assert.Equal(talk.Spurt, Assert.Single(_world.Asked));
        Assert.Equal(FloorOutcome.Undecided, _world.Of(talk).Outcome);

        _world.Node(talk, SpurtOutcome.Granted);
        Assert.Equal(FloorOutcome.Granted, _world.Of(talk).Outcome);
        Assert.Empty(_world.HeardAt(talk));
        Assert.False(talk.IsLocal);
        _world.Node(talk, SpurtOutcome.Stopped, Reason.TimeLimit);
        Assert.Equal((FloorOutcome.Stopped, Reason.TimeLimit), _world.Of(talk));
        _world.Release(talk);
        _world.Pass(20);
        Assert.Empty(_world.Records);
        Assert.True(_world.Calls.IsQuiet);
    }

    [Fact]
    public void Who_had_the_nodes_floor_goes_on_when_it_is_lost_and_crosses_here()
    {
        _world.Calls.NodeServes();
        var talk = _world.Key(101, "c1", Ordinary);
        _world.Node(talk, SpurtOutcome.Granted);
        _world.Pass(2, talk);
        _world.Calls.NodeLost();

        Assert.Equal((FloorOutcome.Granted, Reason.None), _world.Of(talk));
        Assert.Equal([_otherOne], _world.HeardAt(talk));
        Assert.True(talk.IsLocal);
        _world.Release(talk);
        _world.Pass(4);
        Assert.Equal(TimeSpan.FromSeconds(2), Assert.Single(_world.Records).Call.Spurts[0].Ended.ToDateTimeOffset() - talk.Spurt.HeardAt);
    }

    [Fact]
    public void Who_waited_for_the_nodes_word_gets_the_stations()
    {
        _world.Calls.NodeServes();
        var talk = _world.Key(101, "c1", Ordinary);
        var unknown = _world.Key(999, "c2", Ordinary);
        _world.Calls.NodeLost();
        Assert.Equal(FloorOutcome.Granted, _world.Of(talk).Outcome);
        Assert.Equal((FloorOutcome.Denied, Reason.UnknownRadio), _world.Of(unknown));
    }

    [Fact]
    public void Who_has_the_floor_is_taken_over_before_who_only_asked_for_it()
    {
        _world.Calls.NodeServes();
        var asks = _world.Key(101, "c1", Ordinary);
        _world.Pass(1, asks);
        var talks = _world.Key(102, "c2", Ordinary);
        _world.Node(talks, SpurtOutcome.Granted);
        _world.Calls.NodeLost();
        Assert.Equal(FloorOutcome.Granted, _world.Of(talks).Outcome);
        Assert.Equal((FloorOutcome.Denied, Reason.Busy), _world.Of(asks));
    }

    [Fact]
    public void Whom_the_node_denied_stays_denied_and_keeps_its_timeslot_busy()
    {
        _world.Calls.NodeServes();
        var denied = _world.Key(101, "c2", Ordinary);
        _world.Node(denied, SpurtOutcome.Denied, Reason.Busy);
        _world.Calls.NodeLost();
        Assert.Equal((FloorOutcome.Denied, Reason.Busy), _world.Of(denied));

        var talk = _world.Key(102, "c1", Ordinary);
        Assert.Equal(FloorOutcome.Granted, _world.Of(talk).Outcome);
        Assert.Empty(_world.HeardAt(talk));
        _world.Release(denied);
        Assert.Equal([_otherOne], _world.HeardAt(talk));
    }

    [Fact]
    public void A_change_of_server_does_not_cut_whom_the_stations_own_rules_would_deny()
    {
        _world.Calls.NodeServes();
        var talk = _world.Key(999, "c1", Ordinary); // the plan that the station holds may be an older one
        _world.Node(talk, SpurtOutcome.Granted);
        _world.Calls.NodeLost();
        Assert.Equal((FloorOutcome.Granted, Reason.None), _world.Of(talk));
        Assert.Equal(SpurtStanding.LocalCarried, _world.Calls.Of(talk.Ingress));
        Assert.Empty(_world.HeardAt(talk));
        Assert.True(talk.IsLocal);

        _world.Release(talk);
        Assert.Equal("unknown-radio", Assert.Single(_world.Records).Call.Reason);
        Assert.Equal(FloorOutcome.Denied, _world.Of(_world.Key(999, "c1", Ordinary)).Outcome);
    }

    [Fact]
    public void A_node_that_is_back_gets_what_begins_and_not_what_runs()
    {
        var running = _world.Key(101, "c1", Ordinary);
        _world.Calls.NodeServes();
        Assert.Equal([_otherOne], _world.HeardAt(running));
        Assert.True(running.IsLocal);
        Assert.Empty(_world.Asked);
        _world.Node(running, SpurtOutcome.Denied, Reason.Busy);
        Assert.Equal(FloorOutcome.Granted, _world.Of(running).Outcome);

        var other = _world.Key(102, "c2", Ordinary);
        Assert.Equal(other.Spurt, Assert.Single(_world.Asked));
        Assert.Empty(_world.HeardAt(running)); // a radio transmits at the other carrier now, whoever serves it
        _world.Node(other, SpurtOutcome.Granted);
        _world.Release(other);
        Assert.Equal([_otherOne], _world.HeardAt(running));

        _world.Pass(2, running);
        _world.Release(running);
        _world.Pass(4);
        Assert.Equal(101u, Assert.Single(Assert.Single(_world.Records).Call.Spurts).Source);
        Assert.True(_world.Calls.IsQuiet);
    }

    [Fact]
    public void A_word_of_the_node_after_its_loss_means_nothing()
    {
        _world.Calls.NodeServes();
        var talk = _world.Key(101, "c1", Ordinary);
        _world.Calls.NodeLost();
        _world.Node(talk, SpurtOutcome.Stopped, Reason.TimeLimit);
        Assert.Equal(FloorOutcome.Granted, _world.Of(talk).Outcome);
    }

    [Fact]
    public void A_word_about_another_spurt_than_runs_there_means_nothing()
    {
        _world.Calls.NodeServes();
        var first = _world.Key(101, "c1", Ordinary);
        _world.Release(first);
        var second = _world.Key(102, "c1", Ordinary);
        _world.Node(first, SpurtOutcome.Denied, Reason.Busy);
        Assert.Empty(_world.Decisions);
        _world.Node(second, SpurtOutcome.Unspecified);
        Assert.Empty(_world.Decisions);
    }

    [Fact]
    public void Where_radios_were_heard_under_the_node_is_known_without_it()
    {
        _world.Calls.NodeServes();
        _world.Release(_world.Key(102, "c2", OnSlotTwo, Timeslot.Two));
        _world.Calls.NodeLost();
        Assert.Equal([new LocalSlot("c2", Timeslot.Two)], _world.HeardAt(_world.Key(101, "c1", 102, unit: true)));
    }

    [Fact]
    public void What_the_node_sends_waits_while_a_timeslot_plays_a_call_of_the_stations_own()
    {
        var talk = _world.Key(101, "c1", Ordinary);
        _world.Calls.NodeServes();
        Assert.True(_world.Ports["c2"].IsPlaying(Timeslot.One));
        Assert.False(_world.Ports["c2"].IsPlaying(Timeslot.Two));
        Assert.False(_world.Ports["c1"].IsPlaying(Timeslot.One));
        _world.Release(talk);
        Assert.False(_world.Ports["c2"].IsPlaying(Timeslot.One));
    }

    [Fact]
    public void A_link_that_comes_and_goes_during_one_spurt_leaves_it_with_the_station()
    {
        _world.Calls.NodeServes();
        var talk = _world.Key(101, "c1", Ordinary);
        _world.Node(talk, SpurtOutcome.Granted);
        for (var i = 0; i < 3; i++)
        {
            _world.Calls.NodeLost();
            _world.Calls.NodeServes();
        }

        Assert.Equal(SpurtStanding.LocalGranted, _world.Calls.Of(talk.Ingress));
        Assert.Equal([_otherOne], _world.HeardAt(talk));
        Assert.Single(_world.Asked);
        _world.Release(talk);
        _world.Pass(4);
        Assert.Single(_world.Records);
    }
}
