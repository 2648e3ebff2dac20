using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tests.World;

namespace RadioNet.CallControl.Tests.Scenarios;

public sealed class FloorTests
{
    private readonly RulesWorld _world = new();

    [Fact]
    public void A_granted_call_goes_to_every_site_but_its_talkers_own()
    {
        var press = Key(101, 1);
        _world.IsHeardAt(press, 2, 3);
        Assert.True(_world.Router.OnLink(4, press));
        Assert.Equal(["a", "b", "c", "d"], _world.Journal.Only.Sites);
        Assert.Contains(_world.Journal.Only.Decisions, d => d is { Rule: "floor.granted", PlanLine: 10, Revision: 1 });
    }

    [Fact]
    public void Of_two_radios_20_ms_apart_one_is_heard_everywhere_and_the_other_nowhere()
    {
        var first = _world.Key(101, 1, Plans.Ordinary);
        _world.Pass(20);
        var second = Key(102, 2);
        _world.IsHeardAt(first, 3);
        _world.IsHeardAt(second);
        _world.IsDenied(second, Reason.Busy);
        Assert.StartsWith("101 (core.1.", Assert.Single(_world.Journal.DenialOf(second).Decisions).Competing);

        Release(second);
        _world.IsHeardAt(first, 2, 3);
    }

    [Fact]
    public void A_denied_spurts_end_reaches_the_journal()
    {
        Key(101, 1);
        var denied = Key(102, 2);
        Assert.Null(_world.Journal.DenialOf(denied).Ended);
        _world.Pass(700);
        Release(denied);
        var report = _world.Journal.DenialOf(denied);
        Assert.Equal(denied.Silent, report.Ended);
        Assert.Equal(10u, report.Spurts[0].Figures.Bursts);
        Assert.True(report.Spurts[0].HeardLocallyOnly);
    }

    [Fact]
    public void An_answer_within_the_hang_time_is_the_same_call()
    {
        Release(Key(101, 1));
        Assert.Equal(FloorPhase.Hanging, _world.Group(Plans.Ordinary).Phase);
        _world.Pass(2900);
        var answer = Key(102, 2);
        _world.IsHeardAt(answer, 1, 3);
        Assert.Equal(2, _world.Journal.Only.Spurts.Length);
    }

    [Fact]
    public void The_call_ends_with_its_hang_time()
    {
        Release(Key(101, 1));
        _world.Pass(3000);
        Assert.Equal((CallState.Ended, Reason.HangTime), (_world.Journal.Only.State, _world.Journal.Only.Why));
        Assert.Equal(10u, _world.Journal.Only.Spurts[0].Figures.Bursts);
        Key(101, 1);
        Assert.Equal(2, _world.Journal.All.Count());
    }

    [Fact]
    public void The_time_limit_cuts_the_talker_and_frees_the_floor()
    {
        var press = Key(101, 1);
        _world.Pass(59_999);
        Assert.True(press.IsPassing);
        _world.Pass(1);
        Assert.True(press.WasStopped);
        _world.IsHeardAt(press);
        var next = Key(102, 2);
        _world.IsHeardAt(next, 3);
        Assert.Equal(Reason.TimeLimit, _world.Journal.Only.Spurts[0].Why);
        Release(press);
        _world.IsHeardAt(next, 1, 3);
    }

    [Fact]
    public void A_lost_terminator_blocks_nobody()
    {
        _world.Lose(Key(101, 1));
        _world.Pass(300);
        var next = Key(102, 2);
        _world.IsDenied(next, Reason.Busy);
        _world.Pass(200);
        Assert.True(next.IsPassing);
        _world.IsHeardAt(next, 1, 3);
        Assert.NotNull(_world.Journal.DenialOf(next).Ended);
        Assert.Equal(Reason.Inactive, _world.Journal.Only.Spurts[0].Why);
    }

    [Fact]
    public void Who_keyed_before_the_talker_fell_silent_without_a_terminator_is_heard_late()
    {
        var talker = Key(101, 1);
        var early = Key(102, 2);
        _world.IsDenied(early, Reason.Busy);
        _world.Pass(100);
        _world.Lose(talker);
        _world.Pass(600);
        Assert.True(early.IsPassing);
        _world.IsHeardAt(early, 1, 3);
    }

    [Fact]
    public void Who_keyed_while_the_talker_still_talked_stays_denied_after_its_terminator()
    {
        var talker = Key(101, 1);
        var early = Key(102, 2);
        _world.Pass(100);
        Release(talker);
        _world.Pass(600);
        Assert.False(early.IsPassing);
        Assert.Equal(FloorPhase.Hanging, _world.Group(Plans.Ordinary).Phase);
    }

    [Fact]
    public void An_end_that_the_next_request_overtook_denies_nobody()
    {
        var first = Key(101, 1);
        first.Silent = _world.Time.GetUtcNow();
        var next = Key(102, 2);
        _world.IsDenied(next, Reason.Busy);
        _world.EndStream(first, Reason.Ended);
        _world.Deliver();
        Assert.True(next.IsPassing);
    }

    [Fact]
    public void A_talker_of_whom_the_ports_say_nothing_is_cut_and_who_keyed_since_is_asked_again()
    {
        var talker = Key(101, 1);
        _world.Pass(1000);
        talker.IsOver = true; // the router forgot it without a word
        _world.Pass(200);
        var next = Key(102, 2);
        _world.IsDenied(next, Reason.Busy);
        _world.Pass(15_700);
        Assert.False(next.IsPassing);
        _world.Pass(100);
        Assert.True(next.IsPassing);
        Assert.Equal(Reason.Inactive, _world.Journal.Only.Spurts[0].Why);
    }

    [Fact]
    public void Higher_priority_alone_waits_but_the_right_to_pre_empt_takes_the_floor()
    {
        var talker = Key(101, 1);
        var senior = Key(104, 2);
        _world.IsDenied(senior, Reason.Busy);
        var chief = Key(105, 3);
        Assert.True(talker.WasStopped);
        _world.IsHeardAt(talker);
        Assert.True(chief.IsPassing);
        var call = _world.Journal.Only;
        Assert.Equal(Reason.PreEmpted, call.Spurts[0].Why);
        Assert.True(call.Spurts[0].HeardLocallyOnly);
        Assert.Contains(call.Decisions, d => d is { Rule: "floor.pre-empted", Competing: "101" });
    }

    [Fact]
    public void The_winner_joins_the_losers_timeslot_when_it_falls_silent()
    {
        var loser = Key(101, 1);
        var chief = Key(105, 2);
        _world.IsHeardAt(chief, 3);
        Release(loser);
        _world.IsHeardAt(chief, 1, 3);
    }

    [Fact]
    public void A_broadcast_is_one_spurt_and_not_pre_empted_by_rank()
    {
        var press = Key(101, 1, Plans.OneWay);
        var chief = Key(105, 2, Plans.OneWay);
        _world.IsDenied(chief, Reason.Busy);
        _world.Pass(60);
        Release(press);
        Assert.Equal((CallState.Ended, CallType.Broadcast), (_world.Journal.Only.State, _world.Journal.Only.Type));
        Assert.Equal(FloorPhase.Idle, _world.Group(Plans.OneWay).Phase);
    }

    [Fact]
    public void An_all_call_goes_everywhere_from_who_may()
    {
        var refused = Key(101, 1, 0xFFFFFF);
        _world.IsDenied(refused, Reason.NotAllowed);
        var press = Key(106, 2, 0xFFFFFF);
        _world.IsHeardAt(press, 3);
        Release(refused);
        _world.IsHeardAt(press, 1, 3);
        Release(press);
        Assert.Equal((CallState.Ended, CallType.All), (_world.CallOf(press).State, _world.CallOf(press).Type));
    }

    [Fact]
    public void A_late_timer_of_an_older_generation_does_nothing()
    {
        Release(Key(101, 1));
        _world.Pass(1000);
        var answer = Key(102, 2);
        _world.Pass(2500);
        Assert.True(answer.IsPassing);
        Release(answer);
        _world.Pass(2900);
        Assert.Equal(FloorPhase.Hanging, _world.Group(Plans.Ordinary).Phase);
        _world.Pass(100);
        Assert.Equal(FloorPhase.Idle, _world.Group(Plans.Ordinary).Phase);
    }

    [Fact]
    public void A_timer_of_a_dead_activation_cuts_nobody()
    {
        var key = Address.Call(CallKey.Of(new Protocols.TalkgroupId(Plans.Ordinary)));
        List<(string Timer, long Generation)> set = [];
        _world.Said = (_, letter) =>
        {
            if (letter.Message is ToClock.Set timer && timer.Owner == key)
            {
                set.Add((timer.Timer, timer.Generation));
            }
        };
        Release(Key(101, 1));
        var old = set.ToArray();
        _world.Drop(key);
        Release(Key(102, 2));
        foreach (var (timer, generation) in old)
        {
            _world.Post.Send(Address.Clock, key, new TimerFired(timer, generation));
        }

        _world.Deliver();
        Assert.Equal(["learning", "limit", "silence", "hang"], old.Select(t => t.Timer));
        Assert.Equal(FloorPhase.Hanging, _world.Group(Plans.Ordinary).Phase);
    }

    private Press Key(uint radio, uint at, uint talkgroup = Plans.Ordinary)
    {
        var press = _world.Key(radio, at, talkgroup);
        _world.Deliver();
        return press;
    }

    private void Release(Press press)
    {
        _world.Release(press);
        _world.Deliver();
    }
}
