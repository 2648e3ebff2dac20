using RadioNet.CallControl;
using RadioNet.Core.Services;
using RadioNet.Plan;

namespace RadioNet.Core.Calls;

/// <summary>The plan in force, as call control sees it.</summary>
internal sealed class PlanView(PlanKeeper keeper) : IPlanView
{
    /// <inheritdoc/>
    public PlanIndex Current => keeper.Current;
}
