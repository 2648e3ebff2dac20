using System.Collections.Immutable;
using RadioNet.Plan.Model;

namespace RadioNet.Plan;

/// <summary>Makes a plan smaller: what one part of the network needs of it.</summary>
public static class PlanTrim
{
    /// <summary>
    /// What a base station needs to go on by itself: its site with itself alone, the talkgroups that come there, who may use them,
    /// and the places, nodes above, tiers and agencies that these name. It holds no repeater, no user and no secret, and passes the
    /// reader's checks. A listed talkgroup goes to this one site; a subscriber has those of its talkgroups that come here.
    /// </summary>
    /// <param name="index">A plan that has passed its checks.</param>
    /// <param name="site">The site's id.</param>
    /// <param name="baseStation">The base station's id at the site.</param>
    /// <returns>The smaller plan; null when there is no such base station.</returns>
    public static NetworkPlan? ForStation(PlanIndex index, string site, string baseStation)
    {
        ArgumentNullException.ThrowIfNull(index);
        if (!index.TrySite(site, out var here) || here.BaseStations.FirstOrDefault(b => b.Id == baseStation) is not { } station)
        {
            return null;
        }

        var plan = index.Plan;
        var talkgroups = plan.Talkgroups.Where(t => index.SitesOf(t).Any(s => s.Id == site)).Select(t => At(t, site)).ToImmutableArray();
        var ids = talkgroups.Select(t => t.Id).ToHashSet();
        var subscribers = plan.Subscribers.Select(s => s with { Talkgroups = [.. s.Talkgroups.Where(ids.Contains)] })
            .Where(s => !s.Talkgroups.IsEmpty).ToImmutableArray();
        var above = WithParents(index, [here.At]);
        var places = WithParents(index, [here.At, .. talkgroups.Select(t => t.Home), .. subscribers.Select(s => s.Home).OfType<string>().Distinct()]);
        var kept = plan.Places.Where(p => places.Contains(p.Id)).ToImmutableArray();
        var levels = kept.Select(p => p.Tier).ToHashSet();
        var agencies = subscribers.Select(s => s.Agency).ToHashSet();
        return new NetworkPlan(plan.Network)
        {
            Tiers = [.. plan.Tiers.Where(t => levels.Contains(t.Level))],
            Places = kept,
            Nodes = [.. plan.Nodes.Where(n => above.Contains(n.At))],
            Agencies = [.. plan.Agencies.Where(a => agencies.Contains(a.Id))],
            Sites = [here with { Repeaters = [], BaseStations = [station], Was = [] }],
            Talkgroups = talkgroups,
            Subscribers = subscribers,
        };
    }

    private static Talkgroup At(Talkgroup talkgroup, string site) => talkgroup.Sites.Kind == SiteSelectionKind.Listed
        ? talkgroup with { Sites = new SiteSelection(SiteSelectionKind.Listed, [site]) }
        : talkgroup;

    private static HashSet<string> WithParents(PlanIndex index, IEnumerable<string> places)
    {
        var all = new HashSet<string>();
        foreach (var place in places)
        {
            for (var at = place; at is not null && all.Add(at); at = index.TryPlace(at, out var found) ? found.In : null)
            {
            }
        }

        return all;
    }
}
