using RadioNet.Api;
using RadioNet.Plan;
using RadioNet.Plan.Changes;
using PlanChanges = RadioNet.Api.PlanChanges;
using PlanFieldChange = RadioNet.Api.PlanFieldChange;

namespace RadioNet.Core.Services;

/// <summary>What a change of the plan does, as messages.</summary>
internal static class PlanChangeMessages
{
    /// <summary>The rows of a change that are listed; a first plan of 50,000 subscribers needs no list.</summary>
    private const int MostRows = 1000;

    public static PlanChanges Of(PlanOutcome outcome)
    {
        var message = new PlanChanges();
        if (outcome.Kind != PlanOutcomeKind.Changed)
        {
            return message;
        }

        var changes = PlanComparison.Of(outcome.Before, outcome.After);
        message.Effects.Add(changes.Effects.Select(PlanMessages.Of));
        message.Rows.Add(changes.Rows.Take(MostRows).Select(Row));
        message.TotalRows = changes.Rows.Length;
        return message;
    }

    private static PlanRowChange Row(PlanChange change)
    {
        var row = new PlanRowChange
        {
            Kind = change.Kind switch
            {
                PlanChangeKind.Added => ChangeKind.Added,
                PlanChangeKind.Removed => ChangeKind.Removed,
                _ => ChangeKind.Changed,
            },
            Section = change.Section,
            Noun = PlanMessages.Of(change.Noun),
            Id = change.Id,
            Line = change.Line,
        };
        row.Fields.Add(change.Fields.Select(field =>
            new PlanFieldChange { Key = field.Key, Before = field.Before ?? "", After = field.After ?? "" }));
        return row;
    }
}
