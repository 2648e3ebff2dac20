using RadioNet.Api.Links;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>A node's parents, and how patiently it goes to them.</summary>
internal sealed record TierLinkOptions : LinkRoundsOptions
{
    /// <summary>For how long a nearer parent must have answered until the node goes back to it.</summary>
    public TimeSpan BackTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the parents that it is not attached to are asked for what was revoked: the one that serves may be in that list.</summary>
    public TimeSpan RevokedInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The parents that a command line names.</summary>
    public static TierLinkOptions Of(IReadOnlyList<Uri> parents) => new() { Nodes = parents, ReturnInterval = TimeSpan.FromSeconds(2) };
}
