using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.CallControl.Tests.World;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Scenarios;

/// <summary>What overtakes what while an arbiter comes to life, told machine by machine.</summary>
public sealed class NewActivationTests
{
    private const string Key = "group:10";

    private readonly RulesWorld _world = new();
    private readonly Outbox _box = new();

    [Fact]
    public void A_stream_that_its_registration_has_not_passed_yet_is_not_carried_but_asks_again()
    {
        var (table, request) = Heard();
        table.Handle(new ToIngress.WhatOf(Key, 7), _box);
        Assert.Collection(
            _box.TakeAll().Select(l => l.Message),
            again => Assert.Equal(new ToSubscriber.Transmits(request, Key), again),
            answer => Assert.Empty(Assert.IsType<ToCall.Carried>(answer).Spurts));
        table.Handle(new ToIngress.WhatOf(Key, 8, request.Ingress), _box);
        Assert.IsType<ToCall.Carried>(Assert.Single(_box.TakeAll()).Message);
        table.Handle(new ToIngress.Granted(request.Ingress, new SpurtId("core", 1, 5)), _box);
        table.Handle(new ToIngress.WhatOf(Key, 9), _box);
        Assert.Equal(5, Assert.Single(Assert.IsType<ToCall.Carried>(Assert.Single(_box.TakeAll()).Message).Spurts).Spurt?.Number);
    }

    [Fact]
    public void A_registration_passes_a_stream_on_as_often_as_asked_and_denies_a_clone_once()
    {
        SubscriberState radio = new(new RadioId(101), _world.Context);
        var (first, clone) = (RequestOf(1), RequestOf(2));
        Tell(first);
        Tell(first);
        Assert.Equal(2, Take<ToCall.Request>().Length);
        Tell(clone);
        Assert.Single(Take<ToIngress.Denied>());
        radio.Handle(new ToSubscriber.Silent(first.Ingress), _box);
        Tell(clone);
        Assert.Empty(_box.TakeAll());
        radio.Handle(new ToSubscriber.Silent(clone.Ingress), _box);
        Tell(RequestOf(3));
        Assert.Single(Take<ToCall.Request>());

        void Tell(FloorRequest request) => radio.Handle(new ToSubscriber.Transmits(request, Key), _box);
    }

    [Fact]
    public void A_decision_that_comes_after_its_streams_end_is_answered_with_the_end()
    {
        var (table, request) = Heard();
        table.Handle(new ToIngress.Over(request.Ingress, Reason.Replaced, request.Stream.HeardAt, StreamFigures.None), _box);
        _box.TakeAll();
        table.Handle(new ToIngress.Granted(request.Ingress, new SpurtId("core", 1, 5)), _box);
        Assert.Equal(Reason.Replaced, Assert.Single(Take<ToCall.Over>()).Why);
        Denial.Say(_world.Context, _box, request, Reason.Busy, "floor.denied", isFinal: false);
        var denied = Assert.Single(Take<ToIngress.Denied>());
        table.Handle(denied, _box);
        Assert.Contains(_box.Letters, l => l.To == Address.Call(Key) && l.Message is ToCall.Over { Why: Reason.Replaced });
        Assert.Contains(_box.Letters, l => l.Message is ToJournal.Call { Report.Ended: not null });
    }

    [Fact]
    public void A_stream_that_was_withdrawn_while_its_request_died_with_an_arbiter_is_denied_with_the_reason()
    {
        var (table, request) = Heard();
        _world.Apply(Plans.Small.WithRadio(101, r => r with { Stunned = true }));
        table.Handle(new PlanChanged(2), _box);
        var withdrawn = Assert.Single(Take<ToCall.Withdrawn>());
        CallArbiter arbiter = new(Key, _world.Context);
        arbiter.Handle(withdrawn, _box);
        Assert.Equal(Reason.Stunned, Assert.Single(Take<ToIngress.Denied>()).Report.Why);
        arbiter.Handle(new ToCall.Request(request), _box);
        Assert.Empty(_box.TakeAll());
    }

    [Fact]
    public void An_answer_to_an_earlier_activation_is_no_answer()
    {
        CallArbiter arbiter = new(Key, _world.Context);
        arbiter.Handle(new ToCall.Request(RequestOf(1)), _box);
        var question = _box.Question();
        _box.TakeAll();
        arbiter.Handle(new ToCall.Carried(question - 1, []), _box);
        Assert.Empty(_box.Letters);
        arbiter.Handle(new ToCall.Carried(question, []), _box);
        Assert.Contains(_box.Letters, l => l.Message is ToRouter.Grant);
    }

    [Fact]
    public void A_repeater_that_goes_and_comes_in_one_batch_is_told_as_gone_first()
    {
        Channels.SlotTable table = new("d", _world.Context);
        RepeaterId link = new(4);
        Channels.RepeaterShape shape = new(true, true, 2);
        table.Handle(new ToSite.RepeaterUp(link, shape), _box);
        table.Handle(new ToSite.Claim(Key, "10", new TalkgroupId(10), Timeslot.One, null, default), _box);
        table.Settle(_box);
        Assert.Single(Assert.Single(Take<ToCall.Slots>()).Granted);
        table.Handle(new ToSite.RepeaterDown(link), _box);
        table.Handle(new ToSite.RepeaterUp(link, shape), _box);
        table.Settle(_box);
        Assert.Equal([0, 1], Take<ToCall.Slots>().Select(s => s.Granted.Length));
    }

    private (IngressTable Table, FloorRequest Request) Heard()
    {
        IngressTable table = new(_world.Context);
        var request = RequestOf(1);
        table.Handle(new ToIngress.Started(request.Stream), _box);
        _box.TakeAll();
        return (table, request);
    }

    /// <summary>What radio 101 asks for at a repeater, admitted.</summary>
    private FloorRequest RequestOf(uint repeater) =>
        Admission.Check(_world.Key(101, repeater, Plans.Ordinary).Stream, _world.Plans.Current).Request!;

    private T[] Take<T>() => [.. _box.TakeAll().Select(l => l.Message).OfType<T>()];
}
