using RadioNet.Plan.Model;
using RadioNet.Plan.Writing;

namespace RadioNet.Plan;

/// <summary>Writes a plan as its canonical YAML text: one plan, one text.</summary>
public static class PlanWriter
{
    /// <summary>
    /// The plan's text, which reads back to an equal plan. Keys that have their default are left out.
    /// Without secrets, each secret and password hash is <see cref="PlanSecrets.Kept"/>.
    /// </summary>
    public static string Write(NetworkPlan plan, bool withSecrets = false)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return PlanText.Of(plan, withSecrets);
    }
}
