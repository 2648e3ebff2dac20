using RadioNet.Plan.Changes;
using RadioNet.Plan.Model;

namespace RadioNet.Plan;

/// <summary>What would change, for entries and for people, if one plan took another's place.</summary>
public static class PlanComparison
{
    /// <summary>Compares two plans that have passed their checks.</summary>
    public static PlanChanges Of(NetworkPlan before, NetworkPlan after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new PlanChanges(RowComparison.Of(before, after), PeopleComparison.Of(before, after));
    }
}
