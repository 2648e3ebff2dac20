using System.Collections.Frozen;

namespace RadioNet.CallControl;

/// <summary>The words of <see cref="Reason"/>.</summary>
public static class Reasons
{
    private static readonly FrozenDictionary<string, Reason> _byWord =
        Enum.GetValues<Reason>().ToFrozenDictionary(Word);

    /// <summary>The reason of a word; <see cref="Reason.None"/> for one that is not known: another version's.</summary>
    public static Reason Parse(string word) => _byWord.GetValueOrDefault(word);

    /// <summary>The word on the wire and in <c>--json</c>: lower case with hyphens; empty for none.</summary>
    public static string Word(Reason reason) => reason switch
    {
        Reason.None => "",
        Reason.Ended => "ended",
        Reason.Inactive => "inactive",
        Reason.Replaced => "replaced",
        Reason.PortLost => "port-lost",
        Reason.TimeLimit => "time-limit",
        Reason.PreEmpted => "pre-empted",
        Reason.PlanChanged => "plan-changed",
        Reason.HangTime => "hang-time",
        Reason.UnknownRadio => "unknown-radio",
        Reason.UnknownTalkgroup => "unknown-talkgroup",
        Reason.NotMember => "not-member",
        Reason.Stunned => "stunned",
        Reason.Busy => "busy",
        Reason.WrongSlot => "wrong-slot",
        Reason.NotAtSite => "not-at-site",
        Reason.NotFound => "not-found",
        Reason.NotAllowed => "not-allowed",
        Reason.Clone => "clone",
        Reason.NotSubscribed => "not-subscribed",
        Reason.NoSuchSlot => "no-such-slot",
        Reason.SiteDown => "site-down",
        Reason.OutOfService => "out-of-service",
        Reason.SlotBusy => "slot-busy",
        Reason.ArbiterLost => "arbiter-lost",
        Reason.Joined => "joined",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
