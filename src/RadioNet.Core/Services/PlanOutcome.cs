using System.Collections.Immutable;
using RadioNet.Core.Storage;
using RadioNet.Plan;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Services;

/// <summary>What came of a request to change the plan.</summary>
/// <param name="Kind">What came of it.</param>
/// <param name="Revision">The revision that is the plan after the request.</param>
/// <param name="Before">The plan before it.</param>
/// <param name="After">The plan after it; in a comparison, the plan as it would be.</param>
public sealed record PlanOutcome(PlanOutcomeKind Kind, StoredRevision Revision, NetworkPlan Before, NetworkPlan After)
{
    /// <summary>What is wrong, when it was refused.</summary>
    public ImmutableArray<PlanError> Errors { get; init; } = [];
}
