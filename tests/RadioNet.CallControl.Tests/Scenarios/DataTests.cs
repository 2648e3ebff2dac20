using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tests.World;

namespace RadioNet.CallControl.Tests.Scenarios;

public sealed class DataTests
{
    private readonly RulesWorld _world = new();

    [Fact]
    public void Data_follows_its_talkgroups_route_and_is_written_down()
    {
        var data = Data(101, 1, Plans.Ordinary);
        _world.IsHeardAt(data, 2, 3);
        Release(data);
        Assert.Equal((CallState.Ended, CallType.Data), (_world.CallOf(data).State, _world.CallOf(data).Type));
        Assert.Equal(["a", "b", "c", "d"], _world.CallOf(data).Sites);
    }

    [Fact]
    public void Data_needs_no_floor_and_takes_no_timeslot_from_voice_or_its_hang_time()
    {
        var voice = Voice(101, 1, Plans.Ordinary);
        var data = Data(102, 2, Plans.Ordinary);
        Assert.True(voice.IsPassing);
        _world.IsHeardAt(data);
        Release(voice);
        _world.Pass(100);
        _world.IsHeardAt(data);
        Release(data);
        Assert.Equal(Reason.SlotBusy, _world.CallOf(data).Missed.Single(m => m.Site == "c").Why);
    }

    [Fact]
    public void Data_gives_way_to_voice_and_does_not_come_back()
    {
        var data = Data(101, 1, Plans.Ordinary);
        var voice = Voice(102, 2, Plans.OneWay);
        _world.IsHeardAt(voice, 3);
        _world.IsHeardAt(data);
        Release(voice);
        Assert.Null(_world.On(3));
        _world.IsHeardAt(data);
    }

    [Fact]
    public void Data_does_not_wait_for_a_repeater()
    {
        _world.Down(3);
        _world.Deliver();
        var data = Data(101, 1, Plans.Ordinary);
        _world.Up(3);
        _world.Deliver();
        _world.IsHeardAt(data, 2);
    }

    [Fact]
    public void Data_to_a_radio_goes_where_it_was_heard()
    {
        Release(Voice(102, 2, Plans.Ordinary));
        _world.Pass(4000);
        var data = _world.Key(106, 1, 102, unit: true, data: true);
        _world.Deliver();
        _world.IsHeardAt(data, 2);
    }

    [Fact]
    public void Withdrawn_data_is_stopped_also_when_the_word_overtakes_the_request()
    {
        var data = Data(101, 1, Plans.Ordinary);
        _world.Apply(Plans.Small.WithRadio(101, r => r with { Stunned = true }));
        _world.Deliver();
        Assert.True(data.WasStopped);
        Assert.Equal(Reason.Stunned, _world.CallOf(data).Why);

        DataCall fresh = new("data:99", _world.Context);
        Outbox box = new();
        fresh.Handle(new ToCall.Withdrawn(new(99), Reason.Stunned), box);
        fresh.Handle(new ToCall.Request(Request(data)), box);
        Assert.Contains(box.Letters, l => l.Message is ToIngress.Denied { Report.Why: Reason.Stunned });
        Assert.DoesNotContain(box.Letters, l => l.Message is ToRouter.Grant);
    }

    private static FloorRequest Request(Press press) => new() { Stream = press.Stream, Site = "a", Type = CallType.Data };

    private Press Data(uint radio, uint at, uint talkgroup)
    {
        var press = _world.Key(radio, at, talkgroup, data: true);
        _world.Deliver();
        return press;
    }

    private Press Voice(uint radio, uint at, uint talkgroup)
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
