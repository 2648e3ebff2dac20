using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.M17;
using Xunit;

namespace RadioNet.CallControl.Tests.Scenarios;

/// <summary>What an M17 link is to the rules: who may talk there, and that nobody there waits.</summary>
public sealed class M17LinkTests
{
    private static readonly NetworkPlan _text = NetworkPlan.Empty with
    {
        Talkgroups = [new Talkgroup(new TalkgroupId(10), "root"), new Talkgroup(new TalkgroupId(11), "root")],
        Subscribers =
        [
            new Subscriber(new RadioId(5)) { Talkgroups = [new TalkgroupId(10)], Callsign = Callsign("XV5"), Priority = 9, PreEmpt = true },
            new Subscriber(new RadioId(6)) { Talkgroups = [new TalkgroupId(10)] },
            new Subscriber(new RadioId(7)) { Callsign = Callsign("XV7"), Stunned = true },
        ],
        Sites = [new Site("hill", "root") { Repeaters = [new Repeater(new RepeaterId(1), "s")] }],
        M17Links = [new M17LinkPlan("l", "root", "h", 'A', Callsign("XV0"), new TalkgroupId(10), new RadioId(90)) { Priority = 3 }],
    };

    private static readonly PlanIndex _plan = new(_text, 1);

    private readonly FakeTimeProvider _time = new();
    private readonly Outbox _outbox = new();
    private readonly RulesContext _context;

    public M17LinkTests() => _context = new RulesContext(new Fixed(), _time, new IdSource("core-root", 1), new CallTimers());

    [Fact]
    public void A_callsign_says_who_talks_and_gives_no_right()
    {
        var known = Admission.Check(Heard(5, "XV5"), _plan);
        Assert.Equal(("group:10", false, false, 3, "@core-root"), (known.CallKey, known.Request!.CanWait, known.Request.PreEmpt, known.Request.Priority, known.Request.Site));
        Assert.Equal("", known.SlotSite);
        Assert.True(Admission.Check(Heard(90, "XX1"), _plan).Admitted);

        // Neither a subscriber by another's callsign, nor one who has none.
        Assert.Equal(Reason.UnknownRadio, Admission.Check(Heard(5, "XX1"), _plan).Why);
        Assert.Equal(Reason.UnknownRadio, Admission.Check(Heard(6, "XV6"), _plan).Why);
        Assert.Equal(Reason.Stunned, Admission.Check(Heard(7, "XV7"), _plan).Why);
        Assert.Equal(Reason.NotAllowed, Admission.Check(Heard(90, "XX1") with { Target = 11 }, _plan).Why);
        Assert.Equal(Reason.NotAllowed, Admission.Check(Heard(90, "XX1") with { TargetKind = AddressKind.Unit, Target = 5 }, _plan).Why);
        Assert.Equal(Reason.NotAllowed, Admission.Check(Heard(90, "XX1") with { Data = true }, _plan).Why);
        Assert.Equal(Reason.OutOfService, Admission.Check(Heard(90, "XX1"), new PlanIndex(_text with { M17Links = [_text.M17Links[0] with { Enabled = false }] }, 2)).Why);
        Assert.Equal(Reason.NotAtSite, Admission.Check(Heard(90, "XX1"), new PlanIndex(_text with { M17Links = [] }, 3)).Why);

        // And nobody at a repeater says that he is the link.
        Assert.Equal(Reason.UnknownRadio, Admission.Check(Heard(90, "XX1") with { Repeater = new RepeaterId(1), ManyCalls = false }, _plan).Why);
    }

    [Fact]
    public void It_asks_its_arbiter_without_a_slot_or_a_registration_between()
    {
        var table = new IngressTable(_context);
        table.Handle(new ToIngress.Started(Heard(90, "XX1")), _outbox);
        Assert.IsType<ToCall.Request>(Assert.Single(_outbox.TakeAll()).Message);
        table.Handle(new ToIngress.Over(new IngressId(1, "core-root"), Reason.Ended, _time.GetUtcNow(), StreamFigures.None), _outbox);
        Assert.IsType<ToCall.Over>(Assert.Single(_outbox.TakeAll()).Message);
    }

    [Fact]
    public void Who_comes_while_another_talks_is_denied_and_does_not_wait_and_the_record_says_who_that_was()
    {
        var call = new CallArbiter("group:10", _context);
        Say(call, new ToCall.Request(Admission.Check(Heard(6, null) with { Repeater = new RepeaterId(1), ManyCalls = false }, _plan).Request!));
        var asked = _outbox.TakeAll().Select(letter => letter.Message).OfType<ToIngress.WhatOf>().Single();
        Say(call, new ToCall.Carried(asked.Question, []));
        _outbox.TakeAll();

        Say(call, new ToCall.Request(Admission.Check(Heard(90, "XX1", 2), _plan).Request!));
        var said = _outbox.TakeAll().Select(letter => letter.Message).ToList();
        Assert.Empty(said.OfType<ToRouter.Queued>());
        Assert.Equal(Reason.Busy, said.OfType<ToRouter.Refuse>().Single().Why);
        var report = said.OfType<ToIngress.Denied>().Single().Report;
        Assert.Equal((Callsign("XX1"), new RadioId(90), "@core-root", _plan.M17Links[0].Id), (report.Spurts[0].Callsign, report.Source, report.Spurts[0].From.Site, report.Spurts[0].From.At.Repeater));
        Assert.False(report.Spurts[0].HeardLocallyOnly);
    }

    private static HeardStream Heard(uint source, string? callsign, long number = 1) => new()
    {
        Ingress = new IngressId(number, "core-root"),
        Repeater = _plan.M17Links[0].Id,
        Slot = Timeslot.One,
        ManyCalls = true,
        TargetKind = AddressKind.Group,
        Source = new RadioId(source),
        Target = 10,
        Callsign = callsign is null ? null : Callsign(callsign),
        HeardAt = DateTimeOffset.UnixEpoch,
    };

    private static M17Address Callsign(string text) => M17Address.TryParse(text, out var callsign) ? callsign : throw new ArgumentException(text, nameof(text));

    private void Say(CallArbiter call, Message message)
    {
        call.Handle(message, _outbox);
        call.Settle(_outbox);
    }

    private sealed class Fixed : IPlanView
    {
        public PlanIndex Current => _plan;
    }
}
