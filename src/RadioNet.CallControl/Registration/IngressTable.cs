using System.Collections.Immutable;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Registration;

/// <summary>
/// What the ports of a node carry: admits streams by the plan, sends them to their calls, and tells a call's arbiter that has
/// just come to life what runs. One a node.
/// </summary>
/// <param name="context">Plan, clock and ids.</param>
public sealed class IngressTable(RulesContext context) : IMachine
{
    private readonly Dictionary<IngressId, Entry> _streams = [];
    private readonly Dictionary<RepeaterId, DenialBudget> _budgets = [];

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
            case ToIngress.OptionsKnown known:
                LearnOptions(known, outbox);
                break;
            case ToIngress.StillThere there when _streams.TryGetValue(there.Ingress, out var entry) && entry.CallKey is not null:
                outbox.Send(Address.Call(entry.CallKey), new ToCall.StillThere(there.Ingress));
                break;
            case ToIngress.Over over:
                Finish(over, outbox);
                break;
            case ToIngress.WhatOf asked:
                outbox.Send(Address.Call(asked.CallKey), new ToCall.Carried(Carried(asked.CallKey)));
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
        if (admission.Site.Length > 0)
        {
            outbox.Send(Address.Site(admission.Site), new ToSite.UplinkStarted(new(stream.Repeater, stream.Slot), stream.Ingress, admission.CallKey));
        }

        if (admission.Admitted)
        {
            _streams[stream.Ingress] = new Entry(stream, admission.Site, admission.CallKey, admission.Request, null);
            outbox.Send(Address.Subscriber(stream.Source), new ToSubscriber.Transmits(admission.Request!, admission.CallKey!));
            return;
        }

        _streams[stream.Ingress] = new Entry(stream, admission.Site, null, null, Deny(stream, admission, outbox));
    }

    private CallReport? Deny(HeardStream stream, Admission admission, Outbox outbox)
    {
        if (!Budget(stream.Repeater).TryTake(context.Time.GetTimestamp(), context.Time))
        {
            DenialsUnrecorded++;
            outbox.Send(Address.Router, new ToRouter.Refuse(stream.Ingress));
            return null;
        }

        var type = stream.Data ? CallType.Data
            : stream.TargetKind == AddressKind.Unit ? CallType.Private
            : stream.Target == TalkgroupId.Largest ? CallType.All
            : CallType.Group;
        return Denial.Say(
            context, outbox, stream, admission.Site, type, admission.Why, "admission.denied", planLine: admission.PlanLine);
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

        var stream = entry.Stream with { Options = known.Options };
        var request = entry.Request is null ? null : Admission.Check(stream, context.Plan.Current).Request ?? entry.Request;
        _streams[known.Ingress] = entry with { Stream = stream, Request = request };
        if (entry.CallKey is not null)
        {
            outbox.Send(Address.Call(entry.CallKey), new ToCall.OptionsKnown(known.Ingress, known.Options));
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
            outbox.Send(Address.Subscriber(entry.Stream.Source), new ToSubscriber.Silent(over.Ingress));
            outbox.Send(Address.Call(entry.CallKey), new ToCall.Over(over.Ingress, over.Why, over.LastHeard, over.Figures));
        }
        else if (entry.Denied is not null)
        {
            outbox.Send(Address.Journal, new ToJournal.Call(Denial.Finished(entry.Denied, over.LastHeard, over.Figures)));
        }
    }

    private ImmutableArray<FloorRequest> Carried(string callKey) =>
        [.. _streams.Values.Where(s => s.CallKey == callKey).Select(s => s.Request!).OrderBy(r => r.Stream.HeardAt)];

    private void CheckAgain(Outbox outbox)
    {
        foreach (var entry in _streams.Values.Where(e => e.CallKey is not null).ToArray())
        {
            var admission = Admission.Check(entry.Stream, context.Plan.Current);
            if (!admission.Admitted)
            {
                outbox.Send(Address.Call(entry.CallKey!), new ToCall.Withdrawn(entry.Stream.Ingress, admission.Why));
            }
        }
    }

    private sealed record Entry(HeardStream Stream, string Site, string? CallKey, FloorRequest? Request, CallReport? Denied);
}
