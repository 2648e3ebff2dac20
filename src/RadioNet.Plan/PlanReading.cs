using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using RadioNet.Plan.Model;

namespace RadioNet.Plan;

/// <summary>What came of reading a plan: the plan, or everything that is wrong with it.</summary>
public sealed class PlanReading
{
    private PlanReading(NetworkPlan? plan, ImmutableArray<PlanError> errors) => (Plan, Errors) = (plan, errors);

    /// <summary>The plan; null when there is any error.</summary>
    public NetworkPlan? Plan { get; }

    /// <summary>What is wrong, by line and column; empty when there is a plan.</summary>
    public ImmutableArray<PlanError> Errors { get; }

    /// <summary>Whether there is a plan.</summary>
    [MemberNotNullWhen(true, nameof(Plan))]
    public bool Succeeded => Plan is not null;

    internal static PlanReading Of(NetworkPlan plan) => new(plan, []);

    internal static PlanReading Failed(ImmutableArray<PlanError> errors) => new(null, errors);

    internal static PlanReading Failed(string message) => new(null, [new PlanError(0, 0, message)]);
}
