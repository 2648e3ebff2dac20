using RadioNet.Api.Links;

namespace RadioNet.BaseStation.Link;

/// <summary>Which node, and how patiently.</summary>
public sealed record SiteLinkOptions : LinkRoundsOptions
{
    /// <summary>The base station's id within its site.</summary>
    public required string BaseStation { get; init; }

    /// <summary>What the station says that it runs.</summary>
    public string Software { get; init; } = "RadioNet";
}
