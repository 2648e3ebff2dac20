using System.Collections.Immutable;
using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Tiers;

/// <summary>The ways of the spurts that arbiters of this node have granted: what each node on them was told last.</summary>
/// <param name="nodeOf">The node that a timeslot is sent to from.</param>
/// <param name="isGone">Whether a call's use of a timeslot was given by a node that does not serve its site any more.</param>
/// <param name="tell">Tells a node, this one included, as a call's decision.</param>
internal sealed class Ways(Func<SlotLease, string> nodeOf, Func<string, SlotLease, bool> isGone, Action<string, string, ToRouter> tell)
{
    private readonly Dictionary<IngressId, Way> _all = [];

    public IEnumerable<IngressId> Streams => _all.Keys;

    public void Grant(string callKey, ToRouter.Grant grant, NodeDirectory directory)
    {
        var before = _all.GetValueOrDefault(grant.Ingress)?.Split ?? Way.Nothing;
        var way = new Way(callKey, grant, grant.Route, Split(callKey, grant.Ingress, grant.Route, directory));
        _all[grant.Ingress] = way;
        var own = way.Split[grant.Ingress.Node];
        tell(grant.Ingress.Node, callKey, grant with { Route = own.Leases, Links = own.To });
        foreach (var (node, branch) in way.Split)
        {
            Relay(way, node, branch);
        }

        foreach (var node in before.Keys.Where(node => !way.Split.ContainsKey(node)))
        {
            Relay(way, node, null);
        }
    }

    public void Reroute(IngressId ingress, ImmutableArray<SlotLease> route, NodeDirectory directory)
    {
        if (!_all.TryGetValue(ingress, out var way))
        {
            return;
        }

        var after = way with { Route = route, Split = Split(way.CallKey, ingress, route, directory) };
        _all[ingress] = after;
        foreach (var (node, now) in RouteSplit.Changes(way.Split, after.Split))
        {
            if (node == ingress.Node)
            {
                tell(node, way.CallKey, new ToRouter.Reroute(ingress, now!.Leases) { Links = now.To });
            }
            else
            {
                Relay(after, node, now);
            }
        }
    }

    /// <summary>The network has changed: each way leads over what is there now.</summary>
    public void Reroute(NodeDirectory directory)
    {
        foreach (var (ingress, way) in _all.ToArray())
        {
            if (directory.View.Has(ingress.Node))
            {
                Reroute(ingress, way.Route, directory);
            }
            else
            {
                End(ingress);
            }
        }
    }

    /// <summary>A spurt is over, or loses the floor: nobody passes it on.</summary>
    public void End(IngressId ingress)
    {
        if (_all.Remove(ingress, out var way))
        {
            foreach (var node in way.Split.Keys)
            {
                Relay(way, node, null);
            }
        }
    }

    /// <summary>Another node arbitrates the call now, and tells all.</summary>
    public void Forget(string callKey)
    {
        foreach (var ingress in _all.Where(w => w.Value.CallKey == callKey).Select(w => w.Key).ToArray())
        {
            _all.Remove(ingress);
        }
    }

    private void Relay(Way way, string node, Branch? branch)
    {
        if (node != way.Grant.Ingress.Node && way.Grant.Of is { } of)
        {
            tell(node, way.CallKey, new ToRouter.Relay(of.Call, of.Spurt, way.Grant.OutgoingStream, branch));
        }
    }

    private ImmutableSortedDictionary<string, Branch> Split(
        string callKey, IngressId ingress, ImmutableArray<SlotLease> route, NodeDirectory directory) =>
        RouteSplit.Of(ingress.Node, route.Where(lease => !isGone(callKey, lease) && directory.MayGo(callKey, nodeOf(lease))), nodeOf, directory.View);

    private sealed record Way(
        string CallKey, ToRouter.Grant Grant, ImmutableArray<SlotLease> Route, ImmutableSortedDictionary<string, Branch> Split)
    {
        public static ImmutableSortedDictionary<string, Branch> Nothing { get; } = ImmutableSortedDictionary<string, Branch>.Empty;
    }
}
