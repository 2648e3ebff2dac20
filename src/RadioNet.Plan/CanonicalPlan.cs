using RadioNet.Plan.Model;

namespace RadioNet.Plan;

/// <summary>
/// The form of a plan that is the same on every node: entries in an order of their own, whatever file they came from, and no
/// secrets. A revision is known by the SHA-256 of its text (<see cref="PlanHash.OfCanonical"/>).
/// </summary>
public static class CanonicalPlan
{
    /// <summary>The text of a plan that has passed its checks: UTF-8, lines that end with a line feed; secrets as <see cref="PlanSecrets.Kept"/>.</summary>
    public static string Text(NetworkPlan plan) => PlanWriter.Write(Of(plan));

    /// <summary>The plan with its entries in canonical order: by level, number or id (ordinal).</summary>
    public static NetworkPlan Of(NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan with
        {
            Tiers = [.. plan.Tiers.OrderBy(t => t.Level)],
            // A place is on a deeper level than the one it lies in: parents come first.
            Places = [.. plan.Places.OrderBy(p => p.Tier).ThenBy(p => p.Id, StringComparer.Ordinal)],
            Nodes = [.. plan.Nodes.OrderBy(n => n.Id, StringComparer.Ordinal)],
            Agencies = [.. plan.Agencies.OrderBy(a => a.Id, StringComparer.Ordinal)],
            Sites = [.. plan.Sites.OrderBy(s => s.Id, StringComparer.Ordinal).Select(Of)],
            Talkgroups = [.. plan.Talkgroups.OrderBy(t => t.Id.Value).Select(Of)],
            Subscribers = [.. plan.Subscribers.OrderBy(s => s.Id.Value)],
            M17Links = [.. plan.M17Links.OrderBy(l => l.Id, StringComparer.Ordinal)],
            Users = [.. plan.Users.OrderBy(u => u.Name, StringComparer.Ordinal)],
        };
    }

    private static Site Of(Site site) => site with
    {
        Repeaters = [.. site.Repeaters.OrderBy(r => r.Id.Value)],
        BaseStations =
        [
            .. site.BaseStations.OrderBy(b => b.Id, StringComparer.Ordinal)
                .Select(b => b with { Carriers = [.. b.Carriers.OrderBy(c => c.Id, StringComparer.Ordinal)] }),
        ],
    };

    private static Talkgroup Of(Talkgroup talkgroup) => talkgroup.Sites.Kind == SiteSelectionKind.Listed
        ? talkgroup with { Sites = new SiteSelection(SiteSelectionKind.Listed, [.. talkgroup.Sites.Sites.Order(StringComparer.Ordinal)]) }
        : talkgroup;
}
