using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Hosting;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.CallControl.Tests.World;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Hosting;

public sealed class MachineRoomTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly PlanBox _plans = new();
    private readonly List<Message> _said = [];
    private readonly MachineRoom _room;

    public MachineRoomTests()
    {
        _plans.Put(Plans.Small);
        _room = new MachineRoom(new RulesContext(_plans, _time, new IdSource("room", 1), new CallTimers()), _said.Add);
        _room.Say(Address.Site("a"), new ToSite.RepeaterUp(new RepeaterId(1), RepeaterShape.Duplex));
        _room.Say(Address.Site("b"), new ToSite.RepeaterUp(new RepeaterId(2), RepeaterShape.Duplex));
        _room.Deliver();
    }

    [Fact]
    public void A_call_is_decided_before_delivery_returns_and_let_go_after_its_hang_time()
    {
        Start(1, 108, Plans.Equal);
        Assert.Single(_said.OfType<ToRouter.Grant>());
        Assert.Equal([2u], _said.OfType<ToRouter.Reroute>().Single().Route.Select(l => l.Repeater.Value));

        End(1);
        Assert.Equal(1, _room.Calls);
        Assert.InRange(_room.UntilNext(TimeSpan.FromMinutes(1)), TimeSpan.Zero, TimeSpan.FromSeconds(4));
        Wait(TimeSpan.FromMinutes(2));
        Assert.Equal(0, _room.Calls);
        Assert.Equal(Reason.HangTime, _said.OfType<ToJournal.Call>().Last().Report.Why);
    }

    [Fact]
    public void A_timer_of_a_call_that_was_let_go_wakes_nobody()
    {
        Start(1, 108, Plans.Equal);
        End(1);
        Wait(TimeSpan.FromSeconds(4));
        Assert.Equal(0, _room.Calls);
        var said = _said.Count;
        Wait(TimeSpan.FromMinutes(5));
        Assert.Equal(said, _said.Count);
    }

    [Fact]
    public void Another_plan_cuts_who_may_no_longer_talk()
    {
        Start(1, 101, Plans.Ordinary);
        var before = _plans.Current;
        _plans.Put(Plans.Small.WithRadio(101, r => r with { Stunned = true }));
        _room.Obey(before, _plans.Current);
        _room.Deliver();
        Assert.Equal(new ToRouter.Stop(new IngressId(1), Reason.Stunned), _said.OfType<ToRouter.Stop>().Single());
    }

    [Fact]
    public void A_radio_that_was_heard_under_another_server_is_found()
    {
        Start(1, 101, 102, AddressKind.Unit);
        Assert.Equal(Reason.NotFound, _said.OfType<ToRouter.Refuse>().Single().Why);
        End(1);

        _room.Say(Address.Subscriber(new RadioId(102)), new ToSubscriber.Heard(new Location("b", new RepeaterSlot(new RepeaterId(2), Timeslot.Two))));
        Start(2, 101, 102, AddressKind.Unit);
        Assert.Equal(new RepeaterSlot(new RepeaterId(2), Timeslot.Two), _said.OfType<ToRouter.Reroute>().Last().Route.Select(l => new RepeaterSlot(l.Repeater, l.Slot)).Single());
    }

    private void Start(long ingress, uint radio, uint target, AddressKind kind = AddressKind.Group, uint repeater = 1)
    {
        _room.Say(Address.Ingress, new ToIngress.Started(new HeardStream
        {
            Ingress = new IngressId(ingress),
            Repeater = new RepeaterId(repeater),
            Slot = Timeslot.One,
            TargetKind = kind,
            Source = new RadioId(radio),
            Target = target,
            HeardAt = _time.GetUtcNow(),
        }));
        _room.Deliver();
    }

    private void End(long ingress)
    {
        _room.Say(Address.Ingress, new ToIngress.Over(new IngressId(ingress), Reason.Ended, _time.GetUtcNow(), StreamFigures.None));
        _room.Deliver();
    }

    private void Wait(TimeSpan time)
    {
        for (var until = _time.GetUtcNow() + time; _time.GetUtcNow() < until;)
        {
            _time.Advance(TimeSpan.FromMilliseconds(500));
            _room.Deliver();
        }
    }
}
