using System.Collections.Frozen;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Tests.World;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Scenarios;

public sealed class TimeslotTests
{
    private readonly RulesWorld _world = new();

    [Fact]
    public void Of_two_talkgroups_the_second_joins_when_the_timeslot_is_free()
    {
        var first = Key(101, 1, Plans.Ordinary);
        var second = Key(102, 2, Plans.Equal);
        Assert.Same(first, _world.On(3));
        _world.IsHeardAt(second);
        Assert.Equal(("c", Reason.SlotBusy), _world.CallOf(second).Missed.Where(m => m.Site == "c").Select(m => (m.Site, m.Why)).Single());
        Assert.StartsWith("10 (core.1.", _world.CallOf(second).Missed.Single(m => m.Site == "c").Competing);

        Release(first);
        _world.Pass(2999);
        _world.IsHeardAt(second);
        _world.Pass(1);
        _world.IsHeardAt(second, 1, 3);
        Assert.Contains("c", _world.CallOf(second).Sites);
    }

    [Fact]
    public void Higher_priority_ends_hang_time_and_equal_priority_does_not()
    {
        Release(Key(101, 1, Plans.Ordinary));
        var equal = Key(102, 2, Plans.Equal);
        _world.IsHeardAt(equal);
        var higher = Key(103, 1, Plans.High);
        _world.IsHeardAt(higher, 3);
        Assert.Null(_world.On(2));
    }

    [Fact]
    public void A_higher_priority_waits_for_running_voice_and_goes_first_then()
    {
        var running = Key(101, 1, Plans.Ordinary);
        var equal = Key(102, 2, Plans.Equal);
        var higher = Key(103, 2, Plans.High, Timeslot.One);
        Assert.Same(running, _world.On(3));
        Release(running);
        _world.IsHeardAt(higher, 1, 3);
        _world.IsHeardAt(equal);
    }

    [Fact]
    public void An_emergency_takes_a_timeslot_from_running_voice_and_keeps_it_in_its_hang_time()
    {
        var running = Key(101, 1, Plans.High);
        var emergency = Key(102, 2, Plans.Ordinary, emergency: true);
        _world.IsHeardAt(emergency, 3);
        _world.IsHeardAt(running);
        Release(emergency);
        Assert.Null(_world.On(3));
        _world.Pass(3000);
        _world.IsHeardAt(running, 2, 3);
    }

    [Fact]
    public void The_uplink_wins_and_the_displaced_call_comes_back()
    {
        var running = Key(101, 1, Plans.Ordinary);
        var denied = Key(999, 3, Plans.Ordinary);
        _world.IsHeardAt(running, 2);
        Assert.Contains(_world.Journal.Only.Decisions, d => d is { Rule: "site.waits", Subject: "c", Reason: Reason.SlotBusy });
        Release(denied);
        _world.IsHeardAt(running, 2, 3);
        Assert.Contains(_world.Journal.Only.Decisions, d => d is { Rule: "site.joins", Subject: "c" });
    }

    [Fact]
    public void An_answers_own_timeslot_is_kept_in_the_hang_time()
    {
        Release(Key(101, 1, Plans.Ordinary));
        Release(Key(102, 2, Plans.Ordinary));
        var other = Key(103, 3, Plans.Equal);
        _world.IsHeardAt(other);
    }

    [Fact]
    public void Hang_time_gains_no_timeslot_that_the_call_never_had()
    {
        var holder = Key(101, 1, Plans.Ordinary);
        var waiting = Key(102, 2, Plans.Equal);
        Release(waiting);
        Release(holder);
        _world.Pass(2000);
        var restarted = Key(102, 2, Plans.Equal);
        Release(restarted);
        _world.Pass(1500);
        var third = Key(103, 1, Plans.Third);
        _world.IsHeardAt(third, 3);
    }

    [Fact]
    public void An_uplink_that_comes_before_its_repeaters_login_counts()
    {
        _world.Down(3);
        _world.Deliver();
        var uplink = Key(999, 3, Plans.Ordinary);
        _world.Up(3);
        _world.Deliver();
        var call = Key(101, 1, Plans.Ordinary);
        _world.IsHeardAt(call, 2);
        Release(uplink);
        _world.IsHeardAt(call, 2, 3);
    }

    [Fact]
    public void A_repeater_that_comes_up_joins_the_running_call_late()
    {
        _world.Down(3);
        _world.Deliver();
        var call = Key(101, 1, Plans.Ordinary);
        _world.IsHeardAt(call, 2);
        Assert.Equal(Reason.SiteDown, _world.Journal.Only.Missed.Single(m => m.Site == "c").Why);
        _world.Up(3);
        _world.Deliver();
        _world.IsHeardAt(call, 2, 3);
        _world.Down(2);
        _world.Deliver();
        _world.IsHeardAt(call, 3);
    }

    [Fact]
    public void A_repeater_whose_talker_talks_goes_down_and_the_floor_is_free()
    {
        var talker = Key(101, 1, Plans.Ordinary);
        _world.Pass(60);
        _world.Down(1);
        _world.Deliver();
        Assert.Equal(Reason.PortLost, _world.CallOf(talker).Spurts[0].Why);
        Assert.True(Key(102, 2, Plans.Ordinary).IsPassing);
    }

    [Fact]
    public void Options_narrow_what_the_plan_gives()
    {
        FrozenSet<(Timeslot, uint)> only = [(Timeslot.One, Plans.Equal)];
        _world.Up(3, RepeaterShape.Duplex with { Subscribed = only });
        _world.Deliver();
        var call = Key(101, 1, Plans.Ordinary);
        _world.IsHeardAt(call, 2);
        Assert.Equal(Reason.NotSubscribed, _world.Journal.Only.Missed.Single(m => m.Site == "c").Why);
        _world.Up(3, RepeaterShape.Duplex);
        _world.Deliver();
        _world.IsHeardAt(call, 2, 3);
    }

    [Fact]
    public void The_same_login_said_again_changes_nothing()
    {
        Key(101, 1, Plans.Ordinary);
        var written = _world.Journal.Written;
        _world.Up(3, RepeaterShape.Duplex with { Subscribed = null });
        _world.Deliver();
        Assert.Equal(written, _world.Journal.Written);
    }

    [Fact]
    public void A_talkgroup_that_follows_its_radios_goes_where_they_were_heard()
    {
        Release(Key(102, 2, Plans.Ordinary));
        _world.Pass(4000);
        var call = Key(101, 1, Plans.Follows);
        _world.IsHeardAt(call, 2);
        Key(103, 3, Plans.OnSlotTwo, Timeslot.Two);
        Key(103, 3, Plans.Ordinary, Timeslot.Two); // heard, and denied
        Release(call);
        _world.Pass(TimeSpan.FromMinutes(31).TotalMilliseconds);
        var later = Key(101, 1, Plans.Follows);
        _world.IsHeardAt(later);
        Release(Key(109, 3, Plans.Ordinary));
        _world.Pass(4000);
        _world.IsHeardAt(later, 3);
    }

    private Press Key(uint radio, uint at, uint talkgroup, Timeslot slot = Timeslot.None, bool emergency = false)
    {
        var press = _world.Key(radio, at, talkgroup, slot, emergency);
        _world.Deliver();
        return press;
    }

    private void Release(Press press)
    {
        _world.Release(press);
        _world.Deliver();
    }
}
