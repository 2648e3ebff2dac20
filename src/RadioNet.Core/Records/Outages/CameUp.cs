namespace RadioNet.Core.Records.Outages;

/// <summary>The records that the lower side kept until the link stood again.</summary>
/// <param name="Records">How many.</param>
/// <param name="Last">When the last of them was written here, UTC; null when there was none.</param>
public sealed record CameUp(int Records, DateTimeOffset? Last);
