using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tests.World;

namespace RadioNet.CallControl.Tests.Scenarios;

public sealed class QueueTests
{
    private readonly RulesWorld _world = new();

    [Fact]
    public void Askers_that_can_wait_get_positions_by_emergency_priority_and_arrival()
    {
        var talker = Ask(101, emergency: true);
        var first = Ask(102);
        var second = Ask(103);
        var senior = Ask(104);
        var emergency = Ask(109, emergency: true);
        Assert.Equal([3, 4, 2, 1], new[] { first, second, senior, emergency }.Select(p => p.Position));

        foreach (var next in new[] { emergency, senior, first, second })
        {
            Release(talker);
            Assert.True(next.IsPassing);
            talker = next;
        }

        Assert.Equal(5, _world.Journal.Only.Spurts.Length);
        Assert.Empty(_world.Journal.Denied);
    }

    [Fact]
    public void Who_gives_up_is_out_and_the_others_move_up()
    {
        Ask(101);
        var first = Ask(102);
        var second = Ask(103);
        Release(first);
        Assert.Equal(1, second.Position);
        Assert.Contains(_world.Journal.Only.Decisions, d => d is { Rule: "floor.cancelled", Subject: "102" });
    }

    [Fact]
    public void An_emergency_in_the_queue_that_is_learned_late_takes_the_floor()
    {
        var talker = Ask(101);
        var waiting = Ask(102);
        var other = Ask(103);
        _world.Post.Send(Address.Ingress, Address.Call("group:10"), new ToCall.OptionsKnown(other.Ingress, new ServiceOptions(0x80)));
        _world.Deliver();
        Assert.True(talker.WasStopped);
        Assert.True(other.IsPassing);
        Assert.Equal(1, waiting.Position);
    }

    [Fact]
    public void When_the_talkgroup_goes_the_queue_is_denied_with_the_reason()
    {
        var talker = Ask(101);
        var waiting = Ask(102);
        _world.Apply(Plans.Small.With(Plans.Ordinary, _ => null));
        _world.Deliver();
        Assert.True(talker.WasStopped);
        _world.IsDenied(waiting, Reason.PlanChanged);
        Assert.Equal(FloorPhase.Idle, _world.Group(Plans.Ordinary).Phase);
    }

    [Fact]
    public void A_one_way_call_has_no_queue()
    {
        var talker = _world.Key(101, 1, Plans.OneWay);
        _world.Deliver();
        var asker = Ask(102, talkgroup: Plans.OneWay);
        _world.IsDenied(asker, Reason.Busy);
        Assert.True(talker.IsPassing);
    }

    [Fact]
    public void A_call_of_500_spurts_ends_and_its_queue_goes_on_in_the_next()
    {
        var talker = Ask(101);
        for (var i = 0; i < 501; i++)
        {
            var next = Ask(i % 2 == 0 ? 102u : 101u);
            Release(talker);
            Assert.True(next.IsPassing);
            talker = next;
        }

        Assert.Equal([500, 2], _world.Journal.All.OrderBy(r => r.Id.Number).Select(r => r.Spurts.Length));
    }

    private Press Ask(uint radio, bool emergency = false, uint talkgroup = Plans.Ordinary)
    {
        var press = _world.Ask(radio, 1, talkgroup, emergency);
        _world.Deliver();
        return press;
    }

    private void Release(Press press)
    {
        _world.Release(press);
        _world.Deliver();
    }
}
