namespace RadioNet.Plan.Changes;

/// <summary>One value that becomes another.</summary>
/// <param name="Key">Its key in the plan.</param>
/// <param name="Before">The value as the plan writes it; null where there was none.</param>
/// <param name="After">The value as the plan writes it; null where there is none. Secrets are never shown.</param>
public sealed record PlanFieldChange(string Key, string? Before, string? After);
