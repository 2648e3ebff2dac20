namespace RadioNet.CallControl.Calls;

/// <summary>A site that a call should have gone to and has not reached.</summary>
/// <param name="Site">The site.</param>
/// <param name="Why">Why.</param>
/// <param name="Competing">The call that has its timeslot; null when none.</param>
public sealed record MissedSite(string Site, Reason Why, string? Competing);
