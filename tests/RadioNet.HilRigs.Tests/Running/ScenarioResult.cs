using System.Collections.Immutable;
using RadioNet.HilRigs.Tests.Scenarios;
using RadioNet.Plan.Model;

namespace RadioNet.HilRigs.Tests.Running;

/// <summary>What came of a scenario, and why.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Reason">Why it failed or was skipped; null when it passed.</param>
/// <param name="Figures">What was measured, as far as it came.</param>
/// <param name="Took">How long it took.</param>
internal sealed record ScenarioResult(IScenario Scenario, Outcome Outcome, LocalizedText? Reason, ImmutableArray<Figure> Figures, TimeSpan Took);
