using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Registration;

/// <summary>How a request is denied everywhere alike: the router drops it, the journal says why.</summary>
public static class Denial
{
    /// <summary>Denies a stream that the plan does not admit, and reports it.</summary>
    /// <returns>The report, so that its end can be told.</returns>
    public static CallReport AtTheDoor(RulesContext context, Outbox outbox, HeardStream stream, Admission admission)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(outbox);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(admission);
        outbox.Send(Address.Router, new ToRouter.Refuse(stream.Ingress, admission.Why));
        var decision = Decide(context, stream, admission.Why, "admission.denied", null, admission.PlanLine);
        var report = Report(context, stream, admission.Site, TypeOf(stream), decision);
        outbox.Send(Address.Journal, new ToJournal.Call(report));
        return report;
    }

    /// <summary>Reports a radio that a base station of ours refused by itself; it was heard nowhere, and is over.</summary>
    public static void AtTheStation(RulesContext context, Outbox outbox, HeardStream stream, Admission admission)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(outbox);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(admission);
        var decision = Decide(context, stream, admission.Why, "admission.refused-at-station", null, admission.PlanLine);
        var report = Finished(Report(context, stream, admission.Site, TypeOf(stream), decision), context.Time.GetUtcNow(), StreamFigures.None);
        outbox.Send(Address.Journal, new ToJournal.Call(report with { Spurts = [report.Spurts[0] with { HeardLocallyOnly = false }] }));
    }

    /// <summary>
    /// Denies a request that was admitted. The ports write its report down, and again with its end: one writer, so that the end
    /// is never overtaken.
    /// </summary>
    /// <param name="context">Plan, clock and ids.</param>
    /// <param name="outbox">Where it is said.</param>
    /// <param name="request">The request.</param>
    /// <param name="why">Why.</param>
    /// <param name="rule">The rule's name.</param>
    /// <param name="competing">The call or radio that stood against it; null when none did.</param>
    /// <param name="planLine">The line of the plan that decided; 0 when none did.</param>
    /// <param name="holder">Who has the floor, where somebody has.</param>
    /// <param name="isFinal">Whether the stream gets the floor no more, whatever happens.</param>
    /// <returns>The report. A request that had been denied before keeps its report's id.</returns>
    public static CallReport Say(
        RulesContext context, Outbox outbox, FloorRequest request, Reason why, string rule,
        string? competing = null, int planLine = 0, FloorHolder? holder = null, bool isFinal = true)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(outbox);
        ArgumentNullException.ThrowIfNull(request);
        var stream = request.Stream;
        outbox.Send(Address.Router, request.Spurt is null
            ? new ToRouter.Refuse(stream.Ingress, why) { Holder = holder }
            : new ToRouter.Stop(stream.Ingress, why) { Holder = holder });
        var decision = Decide(context, stream, why, rule, competing, planLine);
        var report = request.Denied is { } earlier
            ? earlier with { Emergency = request.Alarm, Why = why, Decisions = [.. earlier.Decisions, decision] }
            : Report(context, stream, request.Site, request.Type, decision);
        if (request.CanWait)
        {
            report = Finished(report, decision.At, StreamFigures.None); // it can be told no, and stops at once
            outbox.Send(Address.Journal, new ToJournal.Call(report));
        }
        else
        {
            outbox.Send(Address.Ingress, new ToIngress.Denied(stream.Ingress, report, isFinal));
        }

        return report;
    }

    /// <summary>The same report with the end of the denied transmission.</summary>
    public static CallReport Finished(CallReport denied, DateTimeOffset at, StreamFigures figures)
    {
        ArgumentNullException.ThrowIfNull(denied);
        return denied with { Ended = at, Spurts = [denied.Spurts[0] with { Ended = at, Figures = figures }] };
    }

    private static CallType TypeOf(HeardStream stream) => stream.Data ? CallType.Data
        : stream.TargetKind == AddressKind.Unit ? CallType.Private
        : stream.Target == TalkgroupId.Largest ? CallType.All
        : CallType.Group;

    private static Decision Decide(
        RulesContext context, HeardStream stream, Reason why, string rule, string? competing, int planLine) =>
        new(context.Time.GetUtcNow(), rule, stream.Source.ToString(), why, competing, planLine, context.Plan.Current.Revision);

    private static CallReport Report(RulesContext context, HeardStream stream, string site, CallType type, Decision decision) => new()
    {
        Id = context.Ids.NextCall(),
        State = CallState.Denied,
        Type = type,
        TargetKind = stream.TargetKind,
        Target = stream.Target,
        Source = stream.Source,
        Started = stream.HeardAt,
        Emergency = stream.Options.Emergency,
        Why = decision.Reason,
        Spurts =
        [
            new SpurtReport
            {
                Id = context.Ids.NextSpurt(),
                Source = stream.Source,
                Callsign = stream.Callsign,
                From = new Location(site, new RepeaterSlot(stream.Repeater, stream.Slot)),
                Emergency = stream.Options.Emergency,
                Started = stream.HeardAt,
                Why = decision.Reason,
                HeardLocallyOnly = !stream.ManyCalls,
            },
        ],
        Decisions = [decision],
    };
}
