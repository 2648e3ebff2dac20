using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan;

/// <summary>
/// Which talkgroups a user may hear and talk on. A role covers a place and all below it: there a user hears what belongs there, and what goes to a site
/// there. Dispatchers talk and listeners hear; who configures the network has no business in what is said.
/// </summary>
public static class UserRights
{
    /// <summary>Whether a user may hear a talkgroup.</summary>
    public static bool MayHear(this PlanIndex plan, User user, Talkgroup talkgroup)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(talkgroup);
        return user.Role is UserRole.Dispatcher or UserRole.Listener
            && (plan.PlaceAndAbove(talkgroup.Home).Any(place => place.Id == user.Place)
                || plan.SitesOf(talkgroup).Any(site => plan.PlaceAndAbove(site.At).Any(place => place.Id == user.Place)));
    }

    /// <summary>Whether a user may talk on a talkgroup.</summary>
    public static bool MayTalk(this PlanIndex plan, User user, Talkgroup talkgroup) =>
        plan.MayHear(user, talkgroup) && user.Role == UserRole.Dispatcher;

    /// <summary>Whether a user may hear a talkgroup; false for one that the plan has not.</summary>
    public static bool MayHear(this PlanIndex plan, User user, TalkgroupId talkgroup) =>
        plan is not null && plan.TryTalkgroup(talkgroup, out var found) && plan.MayHear(user, found);

    /// <summary>Whether a user may talk on a talkgroup; false for one that the plan has not.</summary>
    public static bool MayTalk(this PlanIndex plan, User user, TalkgroupId talkgroup) =>
        plan is not null && plan.TryTalkgroup(talkgroup, out var found) && plan.MayTalk(user, found);
}
