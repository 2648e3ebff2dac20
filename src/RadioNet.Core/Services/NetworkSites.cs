using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.Core.Services;

/// <summary>
/// The sites of this node and of the nodes below it: what each says of those that it serves, and all together as a person sees them. A
/// repeater is where it is heard: when another node than the plan's serves it, that one says how it is.
/// </summary>
internal sealed class NetworkSites(NodeIdentity node, TierPlans plans, PlanKeeper keeper, INodeLive live, LowerSites lower)
{
    /// <summary>What goes up of when something was heard last: finer steps would be news each time that a repeater pings.</summary>
    private static readonly TimeSpan HeardStep = TimeSpan.FromSeconds(30);

    /// <summary>What is to go up: this node's own sites, and what lower nodes said.</summary>
    public IReadOnlyList<SiteReport> Reports()
    {
        List<SiteReport> own = [.. Own(keeper.Current)];
        foreach (var repeater in own.SelectMany(report => report.Site.Repeaters).Where(repeater => repeater.LastHeard is not null))
        {
            var heard = repeater.LastHeard.ToDateTimeOffset();
            repeater.LastHeard = new DateTimeOffset(heard.Ticks - (heard.Ticks % HeardStep.Ticks), TimeSpan.Zero).ToTimestamp();
        }

        return [.. own, .. lower.Reports()];
    }

    /// <summary>The sites in the order of the plan, without their names and places.</summary>
    public IReadOnlyList<Site> View()
    {
        var plan = keeper.Current;
        var reports = Own(plan).Concat(lower.Reports()).ToLookup(report => report.Site.Id);
        var part = plan.Nodes.SitesBelow(plans.Self).Select(site => site.Id).ToHashSet();
        return
        [
            .. plan.Plan.Sites.Where(site => part.Contains(site.Id) || reports.Contains(site.Id))
                .Select(site => Merge(site, plan, [.. reports[site.Id]])),
        ];
    }

    private static bool IsUp(Repeater repeater) => repeater.Session == Api.SessionState.Up;

    private static bool IsUp(Carrier carrier) => carrier.Session == Api.SessionState.Up;

    /// <summary>What this node knows of the sites that it serves by the plan, and of those of which something is here.</summary>
    private IEnumerable<SiteReport> Own(PlanIndex plan)
    {
        var states = live.GetRepeaters().ToDictionary(state => state.Id);
        var stations = live.GetStations().ToDictionary(state => (state.Site, state.BaseStation));
        var here = plan.Nodes.SitesServedBy(plans.Self).Concat(plan.Plan.Sites.Where(site =>
            plan.PortsAt(site.Id).Any(port => states.ContainsKey(port.Id)) || site.BaseStations.Any(station => stations.ContainsKey((site.Id, station.Id)))));
        return here.Distinct().Select(site => new SiteReport { Node = plans.Self, Site = SiteMessages.Of(site, plan.PortsAt(site.Id), states, stations) });
    }

    private Site Merge(Plan.Model.Site planned, PlanIndex plan, List<SiteReport> reports)
    {
        var server = plan.Nodes.ServerOfSite(planned.Id);
        var first = reports.OrderBy(report => report.StaleSince is null ? 0 : 1).ThenBy(report => report.Node == server ? 0 : 1)
            .ThenByDescending(report => report.StaleSince).FirstOrDefault();
        if (first is null)
        {
            var unknown = SiteMessages.Unknown(planned, plan.PortsAt(planned.Id));
            (unknown.View, unknown.ViewSince) = (SiteView.Unknown, node.Started.ToTimestamp());
            return unknown;
        }

        var site = first.Site.Clone();
        (site.Node, site.View, site.ViewSince) = (first.Node, first.StaleSince is null ? SiteView.Current : SiteView.Stale, first.StaleSince);
        foreach (var other in reports.Where(report => report != first && report.StaleSince is null))
        {
            Put(site.Repeaters, other.Site.Repeaters, repeater => (object)repeater.Id, IsUp);
            Put(site.Carriers, other.Site.Carriers, carrier => (carrier.BaseStation, carrier.Id), IsUp);
            Put(site.BaseStations, other.Site.BaseStations, station => station.Id, station => station.Attached);
        }

        return site;
    }

    /// <summary>Puts what is up elsewhere in the place of what is not up here.</summary>
    private static void Put<T>(IList<T> into, IList<T> from, Func<T, object> key, Func<T, bool> isUp)
    {
        for (var i = 0; i < into.Count; i++)
        {
            if (!isUp(into[i]) && from.FirstOrDefault(other => isUp(other) && key(other).Equals(key(into[i]))) is { } up)
            {
                into[i] = up;
            }
        }
    }
}
