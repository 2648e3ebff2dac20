using System.Collections.Immutable;

namespace RadioNet.CallControl.Tiers;

/// <summary>
/// The part of the network that hangs together now, as its top node sees it: which nodes, by which links, and which calls are not
/// joined over all of it after an outage. Immutable; goes from the top node to all below.
/// </summary>
public sealed record NodeView
{
    /// <summary>No site is served away from the plan's node.</summary>
    public static ImmutableSortedDictionary<string, SiteClaim> NothingAway { get; } =
        ImmutableSortedDictionary.Create<string, SiteClaim>(StringComparer.Ordinal);

    /// <summary>A node by itself.</summary>
    public static NodeView Alone(string node) => new() { Top = node, Uplinks = ImmutableSortedDictionary<string, string>.Empty };

    /// <summary>The node that has no uplink.</summary>
    public required string Top { get; init; }

    /// <summary>To which node each other node's uplink goes.</summary>
    public required ImmutableSortedDictionary<string, string> Uplinks { get; init; }

    /// <summary>The calls that are not joined yet, by key, with their parts; together a call's parts have all nodes.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<Part>> Unjoined { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<Part>>.Empty;

    /// <summary>The sites that nodes serve because a repeater of them is logged in there, whatever the plan says.</summary>
    public ImmutableSortedDictionary<string, SiteClaim> Away { get; init; } = NothingAway;

    /// <summary>All nodes.</summary>
    public IEnumerable<string> Nodes => Uplinks.Keys.Prepend(Top);

    /// <summary>How many nodes there are.</summary>
    public int Count => Uplinks.Count + 1;

    /// <summary>Whether a node can be reached.</summary>
    public bool Has(string node) => node == Top || Uplinks.ContainsKey(node);

    /// <summary>The node that serves a site whatever the plan says; null for most.</summary>
    public string? ClaimantOf(string site) => Away.TryGetValue(site, out var claim) && Has(claim.Node) ? claim.Node : null;

    /// <summary>A node and those that its way up leads over, lowest first; the top is last.</summary>
    public IEnumerable<string> Upwards(string node)
    {
        yield return node;
        while (Uplinks.TryGetValue(node, out var above))
        {
            yield return node = above;
        }
    }

    /// <summary>The way between two nodes, both included; they can be reached.</summary>
    public ImmutableArray<string> Way(string from, string to)
    {
        string[] up = [.. Upwards(from)];
        string[] down = [.. Upwards(to)];
        var shared = 1;
        while (shared < up.Length && shared < down.Length && up[^(shared + 1)] == down[^(shared + 1)])
        {
            shared++;
        }

        return [.. up.AsSpan(0, up.Length - shared + 1), .. down.AsSpan(0, down.Length - shared).ToArray().Reverse()];
    }

    /// <summary>The part of an unjoined call that a node is in; null for a call that is joined.</summary>
    public Part? PartOf(string callKey, string node) =>
        Unjoined.TryGetValue(callKey, out var parts) ? parts.FirstOrDefault(p => p.Nodes.Contains(node)) : null;
}
