using RadioNet.Plan;

namespace RadioNet.CallControl.Tests.World;

/// <summary>The plan that holds, and those that held.</summary>
internal sealed class PlanBox : IPlanView
{
    private readonly List<PlanIndex> _all = [];

    public PlanIndex Current => _all[^1];

    public IEnumerable<PlanIndex> Since(int revision) => _all.Where(p => p.Revision >= revision);

    public void Put(PlanIndex plan) => _all.Add(plan);

    public void Put(Plan.Model.NetworkPlan plan) => _all.Add(new PlanIndex(plan, _all.Count + 1));
}
