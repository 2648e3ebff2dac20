using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;

namespace RadioNet.Plan;

/// <summary>What stands or has its home in places that are over.</summary>
public static class PlanDates
{
    /// <summary>
    /// What a change of one entry brings into places that are over. What was there before is let be: a radio is stunned also on
    /// the day after its place ended.
    /// </summary>
    public static PlanReading Check(PlanReading edited, NetworkPlan before, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(edited);
        ArgumentNullException.ThrowIfNull(before);
        if (!edited.Succeeded)
        {
            return edited;
        }

        var known = DateCheck.Faults(before, today).Select(f => f.Message).ToHashSet();
        ImmutableArray<PlanError> brought =
            [.. DateCheck.Faults(edited.Plan, today).Where(f => !known.Contains(f.Message)).Select(f => new PlanError(0, 0, f.Message))];
        return brought.IsEmpty ? edited : PlanReading.Failed(brought);
    }
}
