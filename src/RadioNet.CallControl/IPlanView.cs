using RadioNet.Plan;

namespace RadioNet.CallControl;

/// <summary>The plan that holds now.</summary>
public interface IPlanView
{
    /// <summary>The newest revision; immutable.</summary>
    PlanIndex Current { get; }
}
