using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tests.World;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Scenarios;

public sealed class PrivateCallTests
{
    private readonly RulesWorld _world = new();

    [Fact]
    public void It_goes_to_the_timeslot_where_the_called_radio_was_heard_and_nowhere_else()
    {
        Hear(102, 2, Plans.OnSlotTwo);
        var press = Call(101, 1, 102);
        Assert.Equal([(2u, Timeslot.Two)], _world.Router.Sent.Where(s => s.Stream == press).Select(s => (s.At.Repeater.Value, s.At.Slot)));
        Assert.Equal(CallType.Private, _world.CallOf(press).Type);
        Assert.Equal(["a", "b"], _world.CallOf(press).Sites);
    }

    [Fact]
    public void It_is_answered_in_the_same_call()
    {
        Hear(102, 2, Plans.Ordinary);
        Release(Call(101, 1, 102));
        var answer = Call(102, 2, 101);
        Assert.Same(answer, _world.On(1));
        Assert.Equal(2, _world.CallOf(answer).Spurts.Length);
        Release(answer);
        _world.Pass(3000);
        Assert.Equal(Reason.HangTime, _world.CallOf(answer).Why);
    }

    [Theory]
    [InlineData(101, 102, Reason.NotFound)]
    [InlineData(101, 999, Reason.NotFound)]
    [InlineData(101, 101, Reason.NotFound)]
    [InlineData(101, 107, Reason.Stunned)]
    [InlineData(106, 102, Reason.NotAllowed)]
    public void Who_cannot_be_called_is_not_flooded(uint radio, uint target, Reason why)
    {
        var press = Call(radio, 1, target);
        _world.IsDenied(press, why);
        _world.IsHeardAt(press);
        Release(press);
        Assert.NotNull(_world.Journal.DenialOf(press).Ended);
    }

    [Fact]
    public void Whereabouts_are_kept_for_twelve_hours()
    {
        Hear(102, 2, Plans.Ordinary);
        var registration = Address.Subscriber(new RadioId(102));
        Assert.False(_world.Machines.Single(m => m.Key == registration).Value.IsIdle);
        _world.Pass(TimeSpan.FromHours(12).TotalMilliseconds + 1);
        _world.IsDenied(Call(101, 1, 102), Reason.NotFound);
        Assert.True(_world.Machines.Single(m => m.Key == registration).Value.IsIdle);
    }

    [Fact]
    public void A_new_activation_finds_the_called_radio_again()
    {
        Hear(102, 2, Plans.Ordinary);
        var press = Call(101, 1, 102);
        var stream = press.OutgoingStream;
        _world.Drop(Address.Call("unit:101-102"));
        _world.Pass(1000);
        Assert.True(press.IsPassing);
        Assert.Same(press, _world.On(2));
        Assert.Equal(stream, press.OutgoingStream);
        Release(press);
        _world.Pass(10_000);
        Assert.Empty(_world.Journal.Running);
        Assert.Empty(_world.Journal.Denied);
    }

    private void Hear(uint radio, uint at, uint talkgroup)
    {
        var press = _world.Key(radio, at, talkgroup);
        _world.Deliver();
        Release(press);
        _world.Pass(5000);
    }

    private Press Call(uint radio, uint at, uint target)
    {
        var press = _world.Key(radio, at, target, unit: true);
        _world.Deliver();
        return press;
    }

    private void Release(Press press)
    {
        _world.Release(press);
        _world.Deliver();
    }
}
