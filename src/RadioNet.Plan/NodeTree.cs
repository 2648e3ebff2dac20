using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using RadioNet.Plan.Model;

namespace RadioNet.Plan;

/// <summary>
/// The nodes of a plan as a tree: a node's parent is the one that serves the place above its own. Built once per plan; immutable.
/// Nodes are named by their ids; a question about a node, place or site that the plan doesn't have is answered with null or nothing.
/// </summary>
public sealed class NodeTree
{
    private readonly FrozenDictionary<string, Vertex> _nodes;
    private readonly FrozenDictionary<string, Vertex> _servers;
    private readonly FrozenDictionary<string, string> _placeOfSite;
    private readonly Vertex? _root;

    /// <summary>Builds the tree of a plan that has passed its checks.</summary>
    public NodeTree(NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var standing = new Dictionary<string, NodePlan>();
        foreach (var node in plan.Nodes)
        {
            standing[node.At] = node;
        }

        var nodes = new Dictionary<string, Vertex>();
        var servers = new Dictionary<string, Vertex>();
        foreach (var place in plan.Places)
        {
            var server = place.In is null ? null : servers.GetValueOrDefault(place.In);
            if (standing.TryGetValue(place.Id, out var node))
            {
                server = nodes[node.Id] = new Vertex(node, server);
                server.Parent?.Children.Add(node.Id);
            }

            if (server is not null)
            {
                servers[place.Id] = server;
            }
        }

        foreach (var site in plan.Sites)
        {
            var server = servers.GetValueOrDefault(site.At);
            server?.Served.Add(site);
            for (; server is not null; server = server.Parent)
            {
                server.Below.Add(site);
            }
        }

        _nodes = nodes.ToFrozenDictionary();
        _servers = servers.ToFrozenDictionary();
        _placeOfSite = plan.Sites.ToFrozenDictionary(s => s.Id, s => s.At);
        _root = nodes.Values.FirstOrDefault(n => n.Parent is null);
    }

    /// <summary>The node at the root place; null for a plan without one, which no reader gives.</summary>
    public string? Root => _root?.Node.Id;

    /// <summary>Every node, each after its parent.</summary>
    public IEnumerable<string> All => _nodes.Values.OrderBy(n => n.Depth).ThenBy(n => n.Node.Id, StringComparer.Ordinal).Select(n => n.Node.Id);

    /// <summary>Finds a node.</summary>
    public bool TryNode(string id, [MaybeNullWhen(false)] out NodePlan node)
    {
        node = Find(id)?.Node;
        return node is not null;
    }

    /// <summary>The next node above; null for the root.</summary>
    public string? ParentOf(string node) => Find(node)?.Parent?.Node.Id;

    /// <summary>The nodes whose parent it is, in the order of their places.</summary>
    public IReadOnlyList<string> ChildrenOf(string node) => Find(node)?.Children ?? [];

    /// <summary>The nodes above, the nearest first, the root last.</summary>
    public IEnumerable<string> AncestorsOf(string node)
    {
        for (var above = Find(node)?.Parent; above is not null; above = above.Parent)
        {
            yield return above.Node.Id;
        }
    }

    /// <summary>How many nodes are above: 0 for the root; -1 for an unknown node.</summary>
    public int DepthOf(string node) => Find(node)?.Depth ?? -1;

    /// <summary>Whether a node is another one or below it.</summary>
    public bool IsAtOrBelow(string node, string other) =>
        Find(node) is { } low && Find(other) is { } high && low.AtDepth(high.Depth) == high;

    /// <summary>Whether a node is below another one.</summary>
    public bool IsBelow(string node, string other) => node != other && IsAtOrBelow(node, other);

    /// <summary>The node that serves a place: its own, or the nearest above.</summary>
    public string? ServerOfPlace(string place) => _servers.GetValueOrDefault(place)?.Node.Id;

    /// <summary>The node that serves a site.</summary>
    public string? ServerOfSite(string site) => ConsoleSites.TryNode(site, out var consoles) ? Find(consoles)?.Node.Id : _placeOfSite.TryGetValue(site, out var place) ? ServerOfPlace(place) : null;

    /// <summary>The node that serves a talkgroup's home: its calls' arbiter.</summary>
    public string? HomeOf(Talkgroup talkgroup)
    {
        ArgumentNullException.ThrowIfNull(talkgroup);
        return ServerOfPlace(talkgroup.Home);
    }

    /// <summary>The node that serves a subscriber's home; the root's where it has none.</summary>
    public string? HomeOf(Subscriber subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        return subscriber.Home is null ? Root : ServerOfPlace(subscriber.Home);
    }

    /// <summary>The sites that a node serves itself, in plan order.</summary>
    public IReadOnlyList<Site> SitesServedBy(string node) => Find(node)?.Served ?? [];

    /// <summary>The sites that a node and all nodes below it serve, in plan order.</summary>
    public IReadOnlyList<Site> SitesBelow(string node) => Find(node)?.Below ?? [];

    /// <summary>The lowest node that stands at or above all of these places; null for none and for an unknown place.</summary>
    public string? LowestAbove(params IEnumerable<string> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        Vertex? lowest = null;
        foreach (var place in places)
        {
            if (!_servers.TryGetValue(place, out var server))
            {
                return null;
            }

            lowest = lowest is null ? server : Common(lowest, server);
        }

        return lowest?.Node.Id;
    }

    /// <summary>The neighbour of a node that leads to another; null when they are the same or unknown.</summary>
    public string? NextHop(string from, string to)
    {
        if (Find(from) is not { } start || Find(to) is not { } end || start == end)
        {
            return null;
        }

        var child = end.Depth > start.Depth ? end.AtDepth(start.Depth + 1) : null;
        return child?.Parent == start ? child.Node.Id : start.Parent?.Node.Id;
    }

    /// <summary>The nodes from one to another, both included; empty when either is unknown.</summary>
    public ImmutableArray<string> Path(string from, string to)
    {
        if (Find(from) is not { } start || Find(to) is not { } end)
        {
            return [];
        }

        var (top, up, down) = (Common(start, end), new List<string>(), new List<string>());
        for (var at = start; at != top; at = at.Parent!)
        {
            up.Add(at.Node.Id);
        }

        for (var at = end; at != top; at = at.Parent!)
        {
            down.Add(at.Node.Id);
        }

        return [.. up, top.Node.Id, .. Enumerable.Reverse(down)];
    }

    private Vertex? Find(string node) => _nodes.GetValueOrDefault(node);

    /// <summary>All nodes of a plan have the root above them, so that two always meet.</summary>
    private static Vertex Common(Vertex a, Vertex b)
    {
        (a, b) = (a.AtDepth(b.Depth), b.AtDepth(a.Depth));
        while (a != b)
        {
            (a, b) = (a.Parent!, b.Parent!);
        }

        return a;
    }

    private sealed class Vertex(NodePlan node, Vertex? parent)
    {
        public NodePlan Node { get; } = node;

        public Vertex? Parent { get; } = parent;

        public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

        public List<string> Children { get; } = [];

        public List<Site> Served { get; } = [];

        public List<Site> Below { get; } = [];

        /// <summary>Itself or the node above at a depth; itself when it is no deeper.</summary>
        public Vertex AtDepth(int depth)
        {
            var at = this;
            while (at.Depth > depth)
            {
                at = at.Parent!;
            }

            return at;
        }
    }
}
