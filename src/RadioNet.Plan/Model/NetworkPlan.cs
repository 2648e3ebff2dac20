using System.Collections.Immutable;

namespace RadioNet.Plan.Model;

/// <summary>What the network should be, as pure data. Immutable; a change makes another.</summary>
public sealed record NetworkPlan(string Network)
{
    /// <summary>A network with one tier, one place and one node: what a node in an empty folder starts with.</summary>
    public static NetworkPlan Empty { get; } = new("radionet")
    {
        Tiers = [new Tier(1, new LocalizedText("Tỉnh", "Province"))],
        Places = [new Place("root", 1, null, LocalizedText.Same("root"))],
        Nodes = [new NodePlan("core-root", "root")],
    };

    /// <summary>The levels, by level.</summary>
    public ImmutableArray<Tier> Tiers { get; init; } = [];

    /// <summary>The places, parents before children.</summary>
    public ImmutableArray<Place> Places { get; init; } = [];

    /// <summary>The nodes; at least the root's.</summary>
    public ImmutableArray<NodePlan> Nodes { get; init; } = [];

    /// <summary>The agencies.</summary>
    public ImmutableArray<Agency> Agencies { get; init; } = [];

    /// <summary>The sites.</summary>
    public ImmutableArray<Site> Sites { get; init; } = [];

    /// <summary>The talkgroups.</summary>
    public ImmutableArray<Talkgroup> Talkgroups { get; init; } = [];

    /// <summary>The subscribers.</summary>
    public ImmutableArray<Subscriber> Subscribers { get; init; } = [];

    /// <summary>The links to M17 reflectors.</summary>
    public ImmutableArray<M17LinkPlan> M17Links { get; init; } = [];

    /// <summary>The users.</summary>
    public ImmutableArray<User> Users { get; init; } = [];
}
