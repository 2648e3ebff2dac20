using RadioNet.Plan.Model;
using RadioNet.Plan.Schema;

namespace RadioNet.Plan;

/// <summary>An entry that names a place as its own: where it stands, or where its home is.</summary>
/// <param name="Noun">What kind of entry it is.</param>
/// <param name="Id">The entry's id.</param>
/// <param name="Place">The place's id.</param>
/// <param name="Line">The entry's line, from 1; 0 when the plan was not read from text.</param>
public readonly record struct PlaceUse(LocalizedText Noun, string Id, string Place, int Line)
{
    /// <summary>All of a plan, in the order of its sections; a subscriber without a home names none.</summary>
    public static IEnumerable<PlaceUse> Of(NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [
            .. plan.Nodes.Select(n => new PlaceUse(NodeKind.Kind.Reference.Noun, n.Id, n.At, n.Line)),
            .. plan.Sites.Select(s => new PlaceUse(SiteKind.Kind.Reference.Noun, s.Id, s.At, s.Line)),
            .. plan.Talkgroups.Select(t => new PlaceUse(TalkgroupKind.Kind.Reference.Noun, t.Id.ToString(), t.Home, t.Line)),
            .. plan.Subscribers.Where(s => s.Home is not null).Select(s => new PlaceUse(SubscriberKind.Kind.Reference.Noun, s.Id.ToString(), s.Home!, s.Line)),
            .. plan.M17Links.Select(l => new PlaceUse(M17LinkKind.Kind.Reference.Noun, l.Id, l.At, l.Line)),
            .. plan.Users.Select(u => new PlaceUse(UserKind.Kind.Reference.Noun, u.Name, u.Place, u.Line)),
        ];
    }
}
