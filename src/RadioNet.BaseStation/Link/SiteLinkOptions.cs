using RadioNet.Api.Links;

namespace RadioNet.BaseStation.Link;

/// <summary>Which node, and how patiently.</summary>
public sealed record SiteLinkOptions : LinkRoundsOptions
{
    /// <summary>The base station's id within its site.</summary>
    public required string BaseStation { get; init; }

    /// <summary>How often the nodes that it is not attached to are asked for what was revoked: the one that serves may be in that list.</summary>
    public TimeSpan RevokedInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What the station says that it runs.</summary>
    public string Software { get; init; } = "RadioNet";
}
