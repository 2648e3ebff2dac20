using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Registration;

/// <summary>How a request is denied everywhere alike: the router drops it, the journal says why.</summary>
public static class Denial
{
    /// <summary>Denies a stream and reports it; the report runs until <see cref="Finished"/> tells the transmission's end.</summary>
    /// <returns>The report.</returns>
    public static CallReport Say(
        RulesContext context, Outbox outbox, HeardStream stream, string site, CallType type, Reason why, string rule,
        string? competing = null, int planLine = 0)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(outbox);
        ArgumentNullException.ThrowIfNull(stream);
        outbox.Send(Address.Router, new ToRouter.Refuse(stream.Ingress));
        var report = Report(context, stream, site, type, why, rule, competing, planLine);
        outbox.Send(Address.Journal, new ToJournal.Call(report));
        return report;
    }

    /// <summary>The same report with the end of the denied transmission.</summary>
    public static CallReport Finished(CallReport denied, DateTimeOffset at, StreamFigures figures)
    {
        ArgumentNullException.ThrowIfNull(denied);
        return denied with { Ended = at, Spurts = [denied.Spurts[0] with { Ended = at, Figures = figures }] };
    }

    private static CallReport Report(
        RulesContext context, HeardStream stream, string site, CallType type, Reason why, string rule, string? competing, int planLine) => new()
        {
            Id = context.Ids.NextCall(),
            State = CallState.Denied,
            Type = type,
            TargetKind = stream.TargetKind,
            Target = stream.Target,
            Source = stream.Source,
            Started = stream.HeardAt,
            Emergency = stream.Options.Emergency,
            Why = why,
            Spurts =
            [
                new SpurtReport
                {
                    Id = context.Ids.NextSpurt(),
                    Source = stream.Source,
                    From = new Location(site, new RepeaterSlot(stream.Repeater, stream.Slot)),
                    Emergency = stream.Options.Emergency,
                    Started = stream.HeardAt,
                    Why = why,
                    HeardLocallyOnly = !stream.ManyCalls,
                },
            ],
            Decisions =
            [
                new Decision(context.Time.GetUtcNow(), rule, stream.Source.ToString(), why, competing, planLine, context.Plan.Current.Revision),
            ],
        };
}
