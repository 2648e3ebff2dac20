using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Core.Consoles;

/// <summary>A user of the plan who is signed in, with the rights that the plan of that moment gives.</summary>
public sealed class ConsoleUser
{
    private readonly PlanIndex _plan;
    private readonly User _user;

    /// <summary>A user as a plan has it.</summary>
    public ConsoleUser(User user, PlanIndex plan)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(plan);
        (_user, _plan, Radio) = (user, plan, plan.RadioOf(user));
    }

    /// <summary>The name that the user signs in with.</summary>
    public string Name => _user.Name;

    /// <summary>What the user may do.</summary>
    public UserRole Role => _user.Role;

    /// <summary>The place that the role covers, with all below.</summary>
    public string Place => _user.Place;

    /// <summary>0 lowest to 10 highest.</summary>
    public int Priority => _user.Priority;

    /// <summary>Whether the user may take the floor from a talker of lower priority.</summary>
    public bool PreEmpt => _user.PreEmpt;

    /// <summary>The address that radios see when the user talks.</summary>
    public RadioId Radio { get; }

    /// <summary>Whether the user may hear a talkgroup.</summary>
    public bool MayHear(TalkgroupId talkgroup) => _plan.MayHear(_user, talkgroup);

    /// <summary>Whether the user may talk on a talkgroup.</summary>
    public bool MayTalk(TalkgroupId talkgroup) => _plan.MayTalk(_user, talkgroup);
}
