using RadioNet.Plan.Model;

namespace RadioNet.Plan.Overlay;

/// <summary>A local edit as a node holds it.</summary>
/// <param name="Edit">The edit.</param>
/// <param name="State">How far it has come.</param>
/// <param name="TakenAt">The root's revision that has it, when it was taken.</param>
/// <param name="Why">Why it was not taken; null otherwise.</param>
public sealed record OverlayHeld(OverlayEdit Edit, OverlayState State = OverlayState.Open, int TakenAt = 0, LocalizedText? Why = null)
{
    /// <summary>Whether it lies on top of a revision of the root's: until the root has decided, and a revision that has it is here.</summary>
    public bool IsInForce(int revision) => State == OverlayState.Open || (State == OverlayState.Taken && TakenAt > revision);
}
