using RadioNet.Plan.Model;

namespace RadioNet.Plan.Overlay;

/// <summary>What the root decided about a local edit; for good.</summary>
/// <param name="Key">Which edit.</param>
/// <param name="IsTaken">Whether it was taken.</param>
/// <param name="Revision">The first revision of the root's that is as decided.</param>
/// <param name="Why">Why it was not taken; null when it was.</param>
public sealed record OverlayDecision(OverlayKey Key, bool IsTaken, int Revision, LocalizedText? Why);
