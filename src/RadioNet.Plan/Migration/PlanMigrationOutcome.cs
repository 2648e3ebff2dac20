using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using RadioNet.Plan.Model;

namespace RadioNet.Plan.Migration;

/// <summary>What came of a migration: the new plan and what moved, or everything that stands in its way.</summary>
public sealed class PlanMigrationOutcome
{
    /// <summary>The new plan; null when there is any error.</summary>
    public NetworkPlan? Plan { get; internal init; }

    /// <summary>What stands in the way, by line and column of the plan that was to be migrated.</summary>
    public ImmutableArray<PlanError> Errors { get; internal init; } = [];

    /// <summary>The entries that have another place now, in the order of the plan's sections.</summary>
    public ImmutableArray<PlanMove> Moves { get; internal init; } = [];

    /// <summary>Places that end by the migration, and stay in the plan as history.</summary>
    public int PlacesEnded { get; internal init; }

    /// <summary>Places of the old plan that the new one has no room for, because nothing says on which day they ended.</summary>
    public int PlacesDropped { get; internal init; }

    /// <summary>Places that are new.</summary>
    public int PlacesAdded { get; internal init; }

    /// <summary>Whether there is a plan.</summary>
    [MemberNotNullWhen(true, nameof(Plan))]
    public bool Succeeded => Plan is not null;
}
