namespace RadioNet.CallControl.Tiers;

/// <summary>Whose decision a letter is.</summary>
/// <param name="CallKey">The call.</param>
/// <param name="Arbiter">The node that arbitrates it.</param>
/// <param name="Term">Rises at each change of arbiter.</param>
public readonly record struct Stamp(string CallKey, string Arbiter, long Term);
