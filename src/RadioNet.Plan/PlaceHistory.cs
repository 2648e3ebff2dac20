using System.Collections.Immutable;
using RadioNet.Plan.Model;

namespace RadioNet.Plan;

/// <summary>Where things lay on a day: an old recording shows the district of its time.</summary>
public static class PlaceHistory
{
    /// <summary>The place that a site lay in on a day.</summary>
    public static string PlaceOf(Site site, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(site);
        foreach (var former in site.Was)
        {
            if (day < former.Until)
            {
                return former.At;
            }
        }

        return site.At;
    }

    /// <summary>
    /// The places above a site on a day, with the names that they had: the one that it lay in first, the root last.
    /// Empty for an unknown site.
    /// </summary>
    /// <param name="plan">The plan in force now; it keeps what has ended.</param>
    /// <param name="site">The site's id.</param>
    /// <param name="day">The day, in the network's own time.</param>
    public static ImmutableArray<Place> PlacesOf(PlanIndex plan, string site, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.TrySite(site, out var found) ? plan.PlaceAndAbove(PlaceOf(found, day)) : [];
    }
}
