namespace RadioNet.Core.Records.Outages;

/// <summary>When a link was gone, by one side's clock.</summary>
/// <param name="From">When that side missed it, UTC.</param>
/// <param name="To">When it stood again, UTC; null while it does not, or when that side does not know.</param>
public sealed record OutageTimes(DateTimeOffset From, DateTimeOffset? To);
