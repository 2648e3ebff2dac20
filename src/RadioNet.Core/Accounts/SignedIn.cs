using RadioNet.Core.Services;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Core.Accounts;

/// <summary>Who holds a token that serves now. What that person may is asked of the plan in force each time.</summary>
internal sealed class SignedIn(User user, SessionToken token, PlanKeeper plan)
{
    public User User { get; } = user;

    public SessionToken Token { get; } = token;

    /// <summary>The talkgroups that the person hears, in the plan's order.</summary>
    public IEnumerable<Talkgroup> Hears
    {
        get
        {
            var index = plan.Current;
            return index.Plan.Talkgroups.Where(talkgroup => index.MayHear(User, talkgroup));
        }
    }

    public bool MayHear(uint talkgroup) => plan.Current.MayHear(User, new TalkgroupId(talkgroup));

    public bool MayTalk(uint talkgroup) => plan.Current.MayTalk(User, new TalkgroupId(talkgroup));
}
