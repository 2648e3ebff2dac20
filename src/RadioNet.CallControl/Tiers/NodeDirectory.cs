using System.Collections.Immutable;
using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Tiers;

/// <summary>
/// At which node an address lives now, as one node sees it: at home where that can be reached, else at the highest node that can; a
/// site first where a repeater of it has logged in. Immutable.
/// </summary>
/// <param name="Tree">The nodes as the plan has them.</param>
/// <param name="Self">The node that looks.</param>
/// <param name="View">The nodes that can be reached.</param>
public sealed record NodeDirectory(AddressHomes Tree, string Self, NodeView View)
{
    /// <summary>Calls that a plan has moved, with the node that has each until it is given over (decision 14).</summary>
    public ImmutableDictionary<string, string> Held { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The node where an address lives; null for what every node has by itself (router, journal, alarms, clock, ports).</summary>
    public string? NodeOf(Address address)
    {
        switch (address.Kind)
        {
            case MachineKind.Call:
                return View.PartOf(address.Key, Self)?.Arbiter ?? Held.GetValueOrDefault(address.Key) ?? KeeperOf(address.Key);
            case MachineKind.Site:
                return View.ClaimantOf(address.Key) ?? Tree.Upwards(Tree.HomeOfSite(address.Key)).FirstOrDefault(View.Has) ?? View.Top;
            default:
                return Tree.HomeOf(address) is { } home ? Reachable(home) : null;
        }
    }

    /// <summary>The node that arbitrates a call once it is joined over all that can be reached.</summary>
    public string KeeperOf(string callKey) => Reachable(Tree.HomeOfCall(callKey));

    /// <summary>The arbiter that the parts of a call are joined to: its keeper's. Another plan may have put the keeper into a part that another node arbitrates.</summary>
    public string JoinerOf(string callKey) => KeeperOf(callKey) is var keeper && View.PartOf(callKey, keeper) is { } part ? part.Arbiter : keeper;

    /// <summary>Whether what is said of a call may go to a node: while the call is not joined, it stays within its part.</summary>
    public bool MayGo(string callKey, string node) =>
        View.Has(node) && (View.PartOf(callKey, Self) is not { } part || part.Nodes.Contains(node));

    /// <summary>The nodes that a call's arbiter here decides for.</summary>
    public IEnumerable<string> ScopeOf(string callKey) => View.PartOf(callKey, Self)?.Nodes.Order(StringComparer.Ordinal) ?? View.Nodes;

    /// <summary>The neighbour that is the next on the way to a node; null when the node is this one, or can't be reached.</summary>
    public string? NextHop(string node)
    {
        if (node == Self || !View.Has(node))
        {
            return null;
        }

        var below = node;
        foreach (var at in View.Upwards(node).Skip(1))
        {
            if (at == Self)
            {
                return below;
            }

            below = at;
        }

        return View.Uplinks.GetValueOrDefault(Self);
    }

    private string Reachable(string home) => View.Has(home) ? home : View.Top;
}
