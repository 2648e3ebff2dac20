using System.Globalization;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tiers;

/// <summary>
/// At which node of a plan an address is at home while every link stands (<see cref="NodeTree"/> knows who serves what). Built once per
/// revision; immutable.
/// </summary>
public sealed class AddressHomes
{
    private readonly PlanIndex _plan;

    /// <summary>The homes by a plan that has passed its checks.</summary>
    public AddressHomes(PlanIndex plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        Root = plan.Nodes.Root ?? "";
    }

    /// <summary>The node of the root place; empty when the plan has none.</summary>
    public string Root { get; }

    /// <summary>Whether another revision has the same nodes, and everything that both have at the same node.</summary>
    public bool IsLike(AddressHomes other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (mine, its) = (_plan.Nodes, other._plan.Nodes);
        return ReferenceEquals(_plan, other._plan)
            || (mine.All.SequenceEqual(its.All)
                && mine.All.All(node => mine.ParentOf(node) == its.ParentOf(node))
                && _plan.Plan.Sites.All(site => !other._plan.TrySite(site.Id, out _) || HomeOfSite(site.Id) == other.HomeOfSite(site.Id))
                && _plan.Plan.Talkgroups.All(t => !other._plan.TryTalkgroup(t.Id, out var was) || mine.HomeOf(t) == its.HomeOf(was))
                && _plan.Plan.Subscribers.All(s => !other._plan.TrySubscriber(s.Id, out var was) || mine.HomeOf(s) == its.HomeOf(was)));
    }

    /// <summary>Whether the plan has a node.</summary>
    public bool Has(string node) => _plan.Nodes.TryNode(node, out _);

    /// <summary>Whether the plan has a node below another one.</summary>
    public bool IsBelow(string node, string other) => _plan.Nodes.IsBelow(node, other);

    /// <summary>The node above a node; null above the root's and for an unknown one.</summary>
    public string? Above(string node) => _plan.Nodes.ParentOf(node);

    /// <summary>A node and those above it, lowest first.</summary>
    public IEnumerable<string> Upwards(string node) => _plan.Nodes.AncestorsOf(node).Prepend(node);

    /// <summary>The lowest node that is, or is above, both; the root for unknown ones.</summary>
    public string LowestAbove(string one, string other)
    {
        var above = Upwards(one).ToHashSet();
        return Upwards(other).FirstOrDefault(above.Contains) ?? Root;
    }

    /// <summary>The node that serves a site while every link stands; the root for an unknown one.</summary>
    public string HomeOfSite(string site) => _plan.Nodes.ServerOfSite(site) ?? Root;

    /// <summary>The node that serves a radio's home place; the root for an unknown one.</summary>
    public string HomeOfRadio(RadioId radio) =>
        (_plan.TrySubscriber(radio, out var subscriber) ? _plan.Nodes.HomeOf(subscriber) : null) ?? Root;

    /// <summary>
    /// The node that arbitrates a call while every link stands: of a talkgroup the one that serves its home place, of two radios
    /// the lowest above both their home places, of an all-call the root, of data the one where it came in.
    /// </summary>
    public string HomeOfCall(string callKey)
    {
        if (CallKey.TryNodeOfData(callKey, out var node))
        {
            return node;
        }

        if (CallKey.TryTalkgroup(callKey, out var talkgroup))
        {
            return (_plan.TryTalkgroup(talkgroup, out var found) ? _plan.Nodes.HomeOf(found) : null) ?? Root;
        }

        return CallKey.TryRadios(callKey, out var one, out var other) ? LowestAbove(HomeOfRadio(one), HomeOfRadio(other)) : Root;
    }

    /// <summary>The node where a call's arbiter, a site's slot table or a radio's registration is at home; null for what every node has.</summary>
    public string? HomeOf(Address address) => address.Kind switch
    {
        MachineKind.Call => HomeOfCall(address.Key),
        MachineKind.Site => HomeOfSite(address.Key),
        MachineKind.Subscriber => HomeOfRadio(new RadioId(uint.Parse(address.Key, CultureInfo.InvariantCulture))),
        _ => null,
    };
}
