using RadioNet.Plan;

namespace RadioNet.Core.Services;

/// <summary>The plan has changed.</summary>
public sealed class PlanChangedEventArgs(PlanIndex before, PlanIndex after) : EventArgs
{
    /// <summary>The plan as it was.</summary>
    public PlanIndex Before { get; } = before;

    /// <summary>The plan as it is.</summary>
    public PlanIndex After { get; } = after;
}
