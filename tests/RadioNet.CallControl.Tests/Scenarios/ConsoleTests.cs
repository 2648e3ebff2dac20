using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using Xunit;

namespace RadioNet.CallControl.Tests.Scenarios;

/// <summary>What consoles are to the rules: who may talk there, and that voice goes where somebody listens.</summary>
public sealed class ConsoleTests
{
    private static readonly PlanIndex _plan = new(
        NetworkPlan.Empty with
        {
            Talkgroups = [new Talkgroup(new TalkgroupId(10), "root"), new Talkgroup(new TalkgroupId(11), "root") { Broadcast = true }],
            Subscribers = [new Subscriber(new RadioId(5)) { Talkgroups = [new TalkgroupId(10)] }],
            Sites = [new Site("hill", "root") { Repeaters = [new Repeater(new RepeaterId(1), "s")] }],
            Users =
            [
                new User("chief", UserRole.Dispatcher, "root", "x") { Id = new RadioId(90), PreEmpt = true, Priority = 9 },
                new User("guest", UserRole.Listener, "root", "x") { Id = new RadioId(91) },
            ],
        },
        1);

    private static readonly SlotPort _consoles = _plan.TryConsoles("core-root", out var port) ? port : null!;

    private readonly FakeTimeProvider _time = new();
    private readonly Outbox _outbox = new();
    private readonly RulesContext _context;

    public ConsoleTests() => _context = new RulesContext(new Fixed(), _time, new IdSource("core-root", 1), new CallTimers());

    [Fact]
    public void A_dispatcher_may_talk_by_role_and_place_and_can_be_told_to_wait()
    {
        var admitted = Admission.Check(Heard(90) with { TakesOver = true }, _plan);
        Assert.Equal(("group:10", true, true, 9, "@core-root"), (admitted.CallKey, admitted.Request!.CanWait, admitted.Request.PreEmpt, admitted.Request.Priority, admitted.Request.Site));
        Assert.Equal("", admitted.SlotSite);
        Assert.False(Admission.Check(Heard(90), _plan).Request!.PreEmpt);
        Assert.Equal(CallType.Broadcast, Admission.Check(Heard(90) with { Target = 11 }, _plan).Request!.Type);
        Assert.True(Admission.Check(Heard(90) with { Options = new ServiceOptions(0x80) }, _plan).Request is { Alarm: true, Emergency: true });
        Assert.Equal(Reason.NotAllowed, Admission.Check(Heard(91), _plan).Why);
        Assert.Equal(Reason.UnknownRadio, Admission.Check(Heard(5), _plan).Why);
        Assert.Equal(Reason.UnknownTalkgroup, Admission.Check(Heard(90) with { Target = 12 }, _plan).Why);
        Assert.Equal(Reason.NotAllowed, Admission.Check(Heard(90) with { TargetKind = AddressKind.Unit, Target = 5 }, _plan).Why);

        // And nobody at a repeater says that he is the dispatcher.
        Assert.Equal(Reason.UnknownRadio, Admission.Check(Heard(90) with { Repeater = new RepeaterId(1), ManyCalls = false }, _plan).Why);
    }

    [Fact]
    public void What_is_listened_to_is_said_at_each_change_and_when_somebody_asks()
    {
        var table = new IngressTable(_context);
        Assert.Equal(["10+", "11+"], Listens(table, new ToIngress.Listening("core-root", [10, 11])));
        Assert.Equal(["10-", "11+"], Listens(table, new ToIngress.Listening("core-root", [11])));
        Assert.Equal(["11+"], Listens(table, new ToIngress.SayAgain()));
        Assert.Equal(["11+"], Listens(table, new ToIngress.WhatOf("group:11", 1)));
        Assert.Empty(Listens(table, new ToIngress.WhatOf("group:10", 2)));
        Assert.Equal(["11-"], Listens(table, new ToIngress.Listening("core-root", [])));
    }

    [Fact]
    public void A_console_asks_its_arbiter_without_a_slot_or_a_registration_between()
    {
        var table = new IngressTable(_context);
        table.Handle(new ToIngress.Started(Heard(90)), _outbox);
        Assert.IsType<ToCall.Request>(Assert.Single(_outbox.TakeAll()).Message);
        table.Handle(new ToIngress.Over(new IngressId(1, "core-root"), Reason.Ended, _time.GetUtcNow(), StreamFigures.None), _outbox);
        Assert.IsType<ToCall.Over>(Assert.Single(_outbox.TakeAll()).Message);
    }

    [Fact]
    public void Voice_goes_to_consoles_while_somebody_listens_there()
    {
        var call = new CallArbiter("group:10", _context);
        Say(call, new ToCall.Listens("core-root", true));
        Learn(call);
        Assert.False(call.IsIdle);
        Say(call, new ToCall.Request(Admission.Check(Heard(90), _plan).Request!));
        Assert.Equal([_consoles.Id], Routes().Last().Select(lease => lease.Repeater));

        Say(call, new ToCall.Listens("core-root", true));
        Assert.Empty(Routes());
        Say(call, new ToCall.Listens("core-root", false));
        Assert.Empty(Assert.Single(Routes()));
        Say(call, new ToCall.Listens("core-root", true));
        Assert.Single(Assert.Single(Routes()));
        Say(call, new ToCall.NodesLost(["elsewhere"]));
        Assert.Empty(Routes());
        Say(call, new ToCall.NodesLost(["core-root"]));
        _outbox.TakeAll();

        // Who does not say it again is forgotten, and the call is let go.
        var other = new CallArbiter("group:10", _context);
        Say(other, new ToCall.Listens("core-root", true));
        Learn(other);
        _time.Advance(_context.Timers.Listening + TimeSpan.FromSeconds(1));
        Assert.True(other.IsIdle);
    }

    [Fact]
    public void Who_takes_a_call_over_sends_it_to_whoever_listened_before()
    {
        var call = new CallArbiter("group:10", _context);
        Say(call, new ToCall.Listens("without-consoles", true));
        Learn(call);
        Say(call, new ToCall.Request(Admission.Check(Heard(90), _plan).Request!));
        Assert.Empty(Routes().Last());
        Say(call, new ToCall.Joined("elsewhere", []) { Listeners = ["core-root"] });
        Assert.Equal([_consoles.Id], Routes().Last().Select(lease => lease.Repeater));
        Say(call, new ToCall.Joined("elsewhere", []) { Listeners = ["core-root"] });
        Assert.Empty(Routes());
    }

    [Fact]
    public void Who_waits_and_who_loses_the_floor_is_told_for_whom_and_for_how_long()
    {
        var call = new CallArbiter("group:10", _context);
        Say(call, new ToCall.Listens("core-root", true));
        Learn(call);
        Say(call, new ToCall.Request(Admission.Check(Heard(5, 2) with { Repeater = new RepeaterId(1), ManyCalls = false }, _plan).Request!));
        _time.Advance(TimeSpan.FromSeconds(20));
        _outbox.TakeAll();
        Say(call, new ToCall.Request(Admission.Check(Heard(90, 3), _plan).Request!));
        var queued = _outbox.TakeAll().Select(letter => letter.Message).OfType<ToRouter.Queued>().Single();
        Assert.Equal(new FloorHolder(new RadioId(5), TimeSpan.FromSeconds(40)), queued.Holder);

        Say(call, new ToCall.Request(Admission.Check(Heard(90, 4) with { TakesOver = true }, _plan).Request!));
        var stopped = _outbox.TakeAll().Select(letter => letter.Message).OfType<ToRouter.Stop>().Single();
        Assert.Equal((Reason.PreEmpted, new FloorHolder(new RadioId(90), TimeSpan.FromSeconds(60))), (stopped.Why, stopped.Holder!.Value));
    }

    private static HeardStream Heard(uint source, long number = 1) => new()
    {
        Ingress = new IngressId(number, "core-root"),
        Repeater = _consoles.Id,
        Slot = Timeslot.One,
        ManyCalls = true,
        TargetKind = AddressKind.Group,
        Source = new RadioId(source),
        Target = 10,
        HeardAt = DateTimeOffset.UnixEpoch,
    };

    private void Learn(CallArbiter call)
    {
        var asked = _outbox.TakeAll().Select(letter => letter.Message).OfType<ToIngress.WhatOf>().Single();
        Say(call, new ToCall.Carried(asked.Question, []));
        _outbox.TakeAll();
    }

    private void Say(CallArbiter call, Message message)
    {
        call.Handle(message, _outbox);
        call.Settle(_outbox);
    }

    private ImmutableArray<SlotLease>[] Routes() => [.. _outbox.TakeAll().Select(letter => letter.Message)
        .Select(message => message is ToRouter.Grant grant ? grant.Route : message is ToRouter.Reroute reroute ? reroute.Route : default)
        .Where(route => !route.IsDefault)];

    private string[] Listens(IngressTable table, Message message)
    {
        table.Handle(message, _outbox);
        return _outbox.TakeAll().Where(letter => letter.Message is ToCall.Listens)
            .Select(letter => $"{letter.To.Key["group:".Length..]}{(((ToCall.Listens)letter.Message).Wants ? '+' : '-')}").Order(StringComparer.Ordinal).ToArray();
    }

    private sealed class Fixed : IPlanView
    {
        public PlanIndex Current => _plan;
    }
}
