using System.Collections.Immutable;
using RadioNet.Plan.Model;

namespace RadioNet.Plan.Changes;

/// <summary>The difference between two plans.</summary>
/// <param name="Rows">What becomes of entries, in the order in which a plan is written.</param>
/// <param name="Effects">What happens to people, as sentences; the gravest first.</param>
public sealed record PlanChanges(ImmutableArray<PlanChange> Rows, ImmutableArray<LocalizedText> Effects)
{
    /// <summary>Whether no entry changes.</summary>
    public bool IsEmpty => Rows.IsEmpty;
}
