using RadioNet.Api;

namespace RadioNet.Core.Services;

/// <summary>A base station that is attached, now.</summary>
/// <param name="Site">Its site.</param>
/// <param name="BaseStation">Its id there.</param>
public sealed record StationState(string Site, string BaseStation)
{
    /// <summary>Where its link comes from, HOST:PORT.</summary>
    public required string Address { get; init; }

    /// <summary>What it says that it runs.</summary>
    public required string Software { get; init; }

    /// <summary>Since when it is attached, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>What it said last of the plan that it follows; null before.</summary>
    public StationPlanApplied? Applied { get; init; }

    /// <summary>What it said last of its modems; null before.</summary>
    public StationHealth? Health { get; init; }
}
