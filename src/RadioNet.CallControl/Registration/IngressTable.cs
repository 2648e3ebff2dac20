using System.Collections.Immutable;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Registration;

/// <summary>
/// What the ports of a node carry: admits streams by the plan, sends them to their calls, and tells a call's arbiter that has
/// just come to life what runs, and how it stood with it. One a node.
/// </summary>
/// <param name="context">Plan, clock and ids.</param>
public sealed class IngressTable(RulesContext context) : IMachine
{
    private readonly Dictionary<IngressId, HeardEntry> _streams = [];
    private readonly Dictionary<RepeaterId, DenialBudget> _budgets = [];
    private readonly RecentlyOver _over = new();
    private ToIngress.Listening? _listening;

    /// <summary>Streams that run now.</summary>
    public int Count => _streams.Count;

    /// <summary>Denied requests that were not written down, because one repeater made too many.</summary>
    public long DenialsUnrecorded { get; private set; }

    /// <inheritdoc/>
    public bool IsIdle => _streams.Count == 0;

    /// <inheritdoc/>
    public void Handle(Message message, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        switch (message)
        {
            case ToIngress.Started started:
                Start(started.Stream, outbox);
                break;
            case ToIngress.RefusedThere refused:
                NoteRefusal(refused, outbox);
                break;
            case ToIngress.OptionsKnown known:
                LearnOptions(known, outbox);
                break;
            case ToIngress.StillThere there when _streams.TryGetValue(there.Ingress, out var entry) && entry.MayTalk:
                outbox.Send(Address.Call(entry.CallKey!), new ToCall.StillThere(there.Ingress));
                break;
            case ToIngress.Listening listening:
                Listen(listening, outbox);
                break;
            case ToIngress.SayAgain:
                SayAgain(outbox);
                break;
            case ToIngress.Over over:
                Finish(over, outbox);
                break;
            case ToIngress.WhatOf asked:
                Answer(asked, outbox);
                break;
            case ToIngress.WhatAt asked:
                Answer(asked, outbox);
                break;
            case ToIngress.Granted granted:
                NoteGrant(granted, outbox);
                break;
            case ToIngress.Cut cut when _streams.TryGetValue(cut.Ingress, out var entry):
                _streams[cut.Ingress] = entry with { Gone = true };
                break;
            case ToIngress.Denied denied:
                NoteDenial(denied, outbox);
                break;
            case PlanChanged:
                CheckAgain(outbox);
                break;
        }
    }

    /// <inheritdoc/>
    public void Settle(Outbox outbox)
    {
    }

    private void Start(HeardStream stream, Outbox outbox)
    {
        var admission = Admission.Check(stream, context.Plan.Current);
        if (admission.SlotSite.Length > 0)
        {
            var at = new RepeaterSlot(stream.Repeater, stream.Slot);
            outbox.Send(Address.Site(admission.Site), new ToSite.UplinkStarted(at, stream.Ingress, admission.CallKey));
        }

        if (admission.Admitted)
        {
            _streams[stream.Ingress] = new HeardEntry(stream, admission.SlotSite, admission.CallKey, admission.Request);
            Ask(_streams[stream.Ingress], outbox);
            return;
        }

        if (stream.Options.Emergency && !stream.Data)
        {
            EmergencyAlarm.Raise(context, outbox, stream, admission.Site, null);
        }

        _streams[stream.Ingress] = new HeardEntry(stream, admission.SlotSite, null, null) { Denied = Deny(stream, admission, outbox) };
    }

    /// <summary>By the radio's registration, which sees that one radio talks at one site; a console and an M17 link have none, and ask the arbiter themselves.</summary>
    private static void Ask(HeardEntry entry, Outbox outbox)
    {
        if (entry.Site.Length == 0)
        {
            outbox.Send(Address.Call(entry.CallKey!), new ToCall.Request(entry.Request!));
        }
        else
        {
            outbox.Send(Address.Subscriber(entry.Stream.Source), new ToSubscriber.Transmits(entry.Request!, entry.CallKey!));
        }
    }

    /// <summary>Says to each call whether somebody listens to it here; who listens no more says so once.</summary>
    private void Listen(ToIngress.Listening now, Outbox outbox)
    {
        foreach (var talkgroup in _listening?.Talkgroups.Except(now.Talkgroups) ?? [])
        {
            outbox.Send(Address.Call(CallKey.Of(new TalkgroupId(talkgroup))), new ToCall.Listens(now.Node, false));
        }

        _listening = now;
        SayListening(now.Talkgroups, outbox);
    }

    private void SayListening(IEnumerable<uint> talkgroups, Outbox outbox)
    {
        foreach (var talkgroup in talkgroups)
        {
            outbox.Send(Address.Call(CallKey.Of(new TalkgroupId(talkgroup))), new ToCall.Listens(_listening!.Node, true));
        }
    }

    /// <summary>Writes down what a base station refused, with the reason that the plan here has for it; its own when that has none.</summary>
    private void NoteRefusal(ToIngress.RefusedThere refused, Outbox outbox)
    {
        var stream = refused.Stream;
        var admission = Admission.Check(stream, context.Plan.Current);
        if (stream.Options.Emergency && !stream.Data)
        {
            EmergencyAlarm.Raise(context, outbox, stream, admission.Site, null);
        }

        if (!Budget(stream.Repeater).TryTake(context.Time.GetTimestamp(), context.Time))
        {
            DenialsUnrecorded++;
            return;
        }

        Denial.AtTheStation(context, outbox, stream, admission.Admitted ? admission with { Why = refused.Why } : admission);
    }

    private CallReport? Deny(HeardStream stream, Admission admission, Outbox outbox)
    {
        if (Budget(stream.Repeater).TryTake(context.Time.GetTimestamp(), context.Time))
        {
            return Denial.AtTheDoor(context, outbox, stream, admission);
        }

        DenialsUnrecorded++;
        outbox.Send(Address.Router, new ToRouter.Refuse(stream.Ingress, admission.Why));
        return null;
    }

    private DenialBudget Budget(RepeaterId repeater)
    {
        if (!_budgets.TryGetValue(repeater, out var budget))
        {
            _budgets[repeater] = budget = new DenialBudget();
        }

        return budget;
    }

    private void LearnOptions(ToIngress.OptionsKnown known, Outbox outbox)
    {
        if (!_streams.TryGetValue(known.Ingress, out var entry))
        {
            return;
        }

        var isNews = known.Options.Emergency && !entry.Stream.Options.Emergency && !entry.Stream.Data;
        entry = entry.With(known.Options, context.Plan.Current);
        _streams[known.Ingress] = entry;
        if (entry.MayTalk)
        {
            outbox.Send(Address.Call(entry.CallKey!), new ToCall.OptionsKnown(known.Ingress, known.Options));
        }
        else if (isNews)
        {
            EmergencyAlarm.Raise(context, outbox, entry.Stream, entry.Site, null);
        }
    }

    private void Finish(ToIngress.Over over, Outbox outbox)
    {
        if (!_streams.Remove(over.Ingress, out var entry))
        {
            return;
        }

        if (entry.Site.Length > 0)
        {
            outbox.Send(Address.Site(entry.Site), new ToSite.UplinkEnded(new(entry.Stream.Repeater, entry.Stream.Slot), over.Ingress));
        }

        if (entry.CallKey is not null)
        {
            if (entry.Site.Length > 0)
            {
                outbox.Send(Address.Subscriber(entry.Stream.Source), new ToSubscriber.Silent(over.Ingress));
            }

            outbox.Send(Address.Call(entry.CallKey), new ToCall.Over(over.Ingress, over.Why, over.LastHeard, over.Figures));
        }

        if (entry.Denied is not null)
        {
            outbox.Send(Address.Journal, new ToJournal.Call(Denial.Finished(entry.Denied, over.LastHeard, over.Figures)));
        }

        if (entry.CallKey is not null)
        {
            _over.Add(over, entry.CallKey);
        }
    }

    private void NoteGrant(ToIngress.Granted granted, Outbox outbox)
    {
        if (!_streams.TryGetValue(granted.Ingress, out var entry) || entry.Request is null)
        {
            SayOverAgain(granted.Ingress, outbox);
            return;
        }

        if (entry.Denied is not null)
        {
            outbox.Send(Address.Journal, new ToJournal.Call(Denial.Finished(entry.Denied, context.Time.GetUtcNow(), StreamFigures.None)));
        }

        _streams[granted.Ingress] = entry with { Denied = null, Request = entry.Request with { Spurt = granted.Spurt } };
    }

    private void NoteDenial(ToIngress.Denied denied, Outbox outbox)
    {
        if (_streams.TryGetValue(denied.Ingress, out var entry))
        {
            if (entry.Denied is { } older && older.Id != denied.Report.Id)
            {
                outbox.Send(Address.Journal, new ToJournal.Call(Denial.Finished(older, context.Time.GetUtcNow(), StreamFigures.None)));
            }

            outbox.Send(Address.Journal, new ToJournal.Call(denied.Report));
            _streams[denied.Ingress] = entry with { Denied = denied.Report, Gone = entry.Gone || denied.IsFinal };
            if (denied.IsFinal && entry.Stream.Options.Emergency && !denied.Report.Emergency && !entry.Stream.Data)
            {
                EmergencyAlarm.Raise(context, outbox, entry.Stream, entry.Site, null);
            }

            return;
        }

        var finished = _over.TryGet(denied.Ingress, out var over, out _)
            ? Denial.Finished(denied.Report, over.LastHeard, over.Figures)
            : Denial.Finished(denied.Report, context.Time.GetUtcNow(), StreamFigures.None);
        outbox.Send(Address.Journal, new ToJournal.Call(finished));
        SayOverAgain(denied.Ingress, outbox);
    }

    /// <summary>The arbiter that was told of a stream's end may have died, and the next one have decided the late request.</summary>
    private void SayOverAgain(IngressId ingress, Outbox outbox)
    {
        if (_over.TryGet(ingress, out var over, out var callKey))
        {
            outbox.Send(Address.Call(callKey), new ToCall.Over(ingress, over.Why, over.LastHeard, over.Figures));
        }
    }

    /// <summary>
    /// Only its registration can say whether an undecided stream is a clone's; it is asked on the way that the stream's end will
    /// take, so that it hears nothing of a stream after its end.
    /// </summary>
    private void Answer(ToIngress.WhatOf asked, Outbox outbox)
    {
        var decided = ImmutableArray.CreateBuilder<FloorRequest>();
        foreach (var entry in _streams.Values.Where(s => s.CallKey == asked.CallKey && s.MayTalk).OrderBy(s => s.Stream.HeardAt))
        {
            if (entry.IsDecided)
            {
                decided.Add(entry.Request! with { Denied = entry.Denied });
            }
            else if (entry.Stream.Ingress != asked.Asker)
            {
                Ask(entry, outbox);
            }
        }

        if (_listening is { } listening && CallKey.TryTalkgroup(asked.CallKey, out var talkgroup) && listening.Talkgroups.Contains(talkgroup.Value))
        {
            SayListening([talkgroup.Value], outbox);
        }

        outbox.Send(Address.Call(asked.CallKey), new ToCall.Carried(asked.Question, decided.ToImmutable()));
    }

    /// <summary>
    /// A new arbiter asks what it has to know of a stream that was decided; one that waits asks again by its radio's registration. The
    /// node that serves its site may be another one than before.
    /// </summary>
    private void SayAgain(Outbox outbox)
    {
        foreach (var entry in _streams.Values.Where(s => s.Site.Length > 0).OrderBy(s => s.Stream.HeardAt))
        {
            outbox.Send(Address.Site(entry.Site), new ToSite.UplinkStarted(new(entry.Stream.Repeater, entry.Stream.Slot), entry.Stream.Ingress, entry.CallKey));
        }

        foreach (var entry in _streams.Values.Where(s => s.MayTalk).OrderBy(s => s.Stream.HeardAt))
        {
            if (entry.IsDecided)
            {
                outbox.Send(Address.Call(entry.CallKey!), new ToCall.StillThere(entry.Stream.Ingress));
            }
            else
            {
                Ask(entry, outbox);
            }
        }

        SayListening(_listening?.Talkgroups ?? [], outbox);
    }

    private void Answer(ToIngress.WhatAt asked, Outbox outbox)
    {
        foreach (var entry in _streams.Values.Where(s => s.Site == asked.Site).OrderBy(s => s.Stream.Ingress.Value))
        {
            var at = new RepeaterSlot(entry.Stream.Repeater, entry.Stream.Slot);
            outbox.Send(Address.Site(asked.Site), new ToSite.UplinkStarted(at, entry.Stream.Ingress, entry.CallKey));
        }

        outbox.Send(Address.Ports, new ToPorts.WhatAt(asked.Site));
    }

    private void CheckAgain(Outbox outbox)
    {
        foreach (var entry in _streams.Values.Where(e => e.MayTalk).ToArray())
        {
            var admission = Admission.Check(entry.Stream, context.Plan.Current);
            if (!admission.Admitted)
            {
                _streams[entry.Stream.Ingress] = entry with { Gone = true };
                var undecided = entry.IsDecided ? null : entry.Request;
                outbox.Send(Address.Call(entry.CallKey!), new ToCall.Withdrawn(entry.Stream.Ingress, admission.Why, undecided));
            }
        }

        foreach (var repeater in _budgets.Keys.Where(id => !context.Plan.Current.TryPort(id, out _)).ToArray())
        {
            _budgets.Remove(repeater);
        }
    }
}
