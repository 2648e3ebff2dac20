using RadioNet.Plan.Model;
using RadioNet.Plan.Schema;

namespace RadioNet.Plan.Migration;

/// <summary>Which sites talkgroups and users have, before and after entries moved.</summary>
internal sealed class Coverage(NetworkPlan old, NetworkPlan moved)
{
    private readonly PlanIndex _old = new(old, 0);
    private readonly PlanIndex _moved = new(moved, 0);

    /// <summary>The talkgroup after the move, with the sites that it had before.</summary>
    public Talkgroup Kept(Talkgroup before, Talkgroup after)
    {
        var sites = _old.SitesOf(before);
        return after.Sites.Kind != SiteSelectionKind.All || Same(before, after) ? after
            : sites.IsEmpty ? after with { Sites = SiteSelection.Affiliated }
            : after with { Sites = new SiteSelection(SiteSelectionKind.Listed, [.. sites.Select(s => s.Id)]) };
    }

    /// <summary>What became of an entry of the old plan.</summary>
    public PlanMoveNote Note(PlaceUse use)
    {
        if (use.Noun == UserKind.Kind.Reference.Noun)
        {
            var after = moved.Users.First(u => u.Name == use.Id).Place;
            return Covers(_moved, after) > Covers(_old, use.Place) ? PlanMoveNote.MoreRights : PlanMoveNote.None;
        }

        if (use.Noun != TalkgroupKind.Kind.Reference.Noun)
        {
            return PlanMoveNote.None;
        }

        var (was, now) = (Find(old, use.Id), Find(moved, use.Id));
        return was.Sites.Kind == SiteSelectionKind.Listed || Same(was, now) ? PlanMoveNote.None
            : was.Sites.Kind == SiteSelectionKind.Affiliated ? PlanMoveNote.MoreSites
            : _old.SitesOf(was).IsEmpty ? PlanMoveNote.SitesAffiliated
            : PlanMoveNote.SitesListed;
    }

    private static Talkgroup Find(NetworkPlan plan, string id) => plan.Talkgroups.First(t => t.Id.ToString() == id);

    private bool Same(Talkgroup before, Talkgroup after) =>
        _old.SitesOf(before).Select(s => s.Id).SequenceEqual(_moved.SitesOf(after).Select(s => s.Id));

    /// <summary>How much lies in a place and below it: sites and homes.</summary>
    private static int Covers(PlanIndex plan, string place)
    {
        var below = plan.Plan.Places.Where(p => plan.PlaceAndAbove(p.Id).Any(a => a.Id == place)).Select(p => p.Id).ToHashSet();
        return PlaceUse.Of(plan.Plan).Count(u => u.Noun != UserKind.Kind.Reference.Noun && below.Contains(u.Place));
    }
}
