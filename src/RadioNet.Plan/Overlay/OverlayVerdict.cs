using RadioNet.Plan.Model;

namespace RadioNet.Plan.Overlay;

/// <summary>What comes of a local edit when the root's plan is as it is.</summary>
/// <param name="Reading">The plan with it; errors when it is not taken.</param>
/// <param name="Why">Why it is not taken; null when it is.</param>
public sealed record OverlayVerdict(PlanReading Reading, LocalizedText? Why);
