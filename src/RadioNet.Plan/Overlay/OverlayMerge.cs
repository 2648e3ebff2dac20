using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Plan.Schema;
using RadioNet.Protocols;

namespace RadioNet.Plan.Overlay;

/// <summary>
/// Local edits and plans, as pure functions. Conflicts are those of whole entries: an edit is taken when the root's plan says of its
/// talkgroup or subscriber what the node's plan said before the edit, whatever else has changed; so a chain of edits of one
/// entry is taken from its begin, or not from where it breaks on.
/// </summary>
public static class OverlayMerge
{
    /// <summary>A plan with local edits on top, in their order. One that does not fit on this plan leaves it as it is.</summary>
    public static NetworkPlan Lay(NetworkPlan plan, IEnumerable<OverlayEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(edits);
        return edits.Aggregate(plan, (on, edit) => Apply(on, edit.Kind, edit.Action, edit.Id, edit.Words) is { Succeeded: true } laid ? laid.Plan : on);
    }

    /// <summary>The plan after an edit, or what is wrong with it. Entries that have nothing to do with it are not read again.</summary>
    public static PlanReading Apply(NetworkPlan plan, OverlayKind kind, OverlayAction action, uint id, IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return kind == OverlayKind.Talkgroup
            ? ApplyToTalkgroup(plan, action, new TalkgroupId(id), words)
            : ApplyToSubscriber(plan, action, new RadioId(id), words);
    }

    /// <summary>What a plan says of a talkgroup or a subscriber, the same on every node; empty when it has none of that id.</summary>
    public static string EntryText(NetworkPlan plan, OverlayKind kind, uint id)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return string.Join("; ", Fields(plan, kind, id).Select(field => $"{field.Key}: {field.Text}"));
    }

    /// <summary>Decides about an edit.</summary>
    /// <param name="root">The root's plan.</param>
    /// <param name="edit">The edit.</param>
    /// <param name="refusedTalkgroups">Talkgroups of which the root did not take an edit of the same node's folder: who names one anew means another than the root has.</param>
    public static OverlayVerdict Decide(NetworkPlan root, OverlayEdit edit, IReadOnlySet<uint> refusedTalkgroups)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(edit);
        ArgumentNullException.ThrowIfNull(refusedTalkgroups);
        var now = EntryText(root, edit.Kind, edit.Id);
        if (now == edit.After)
        {
            return new OverlayVerdict(PlanReading.Of(root), null);
        }

        if (now != edit.Before)
        {
            return Refused(Changed(edit, now));
        }

        var reading = Apply(root, edit.Kind, edit.Action, edit.Id, edit.Words);
        if (!reading.Succeeded)
        {
            return Refused(new LocalizedText(
                $"Quy hoạch của nút gốc không nhận: {reading.Errors[0].Message}", $"The root's plan does not take it: {reading.Errors[0].Message}"));
        }

        return edit.Kind == OverlayKind.Subscriber && Named(reading.Plan, edit.Id).Except(Named(root, edit.Id)).FirstOrDefault(refusedTalkgroups.Contains) is > 0 and var hanging
            ? Refused(new LocalizedText(
                $"Nó gọi tên nhóm {hanging}, mà sửa đổi của nhóm đó không được nhận.", $"It names talkgroup {hanging}, of which the edit was not taken."))
            : new OverlayVerdict(reading, null);
    }

    private static OverlayVerdict Refused(LocalizedText why) => new(PlanReading.Failed(why.En), why);

    private static LocalizedText Changed(OverlayEdit edit, string now)
    {
        var (vi, en) = edit.Kind == OverlayKind.Talkgroup ? ("nhóm gọi", "talkgroup") : ("thuê bao", "subscriber");
        return (now, edit.Before) switch
        {
            ("", _) => new($"Ở nút gốc {vi} {edit.Id} đã bị bỏ.", $"At the root {en} {edit.Id} was removed."),
            (_, "") => new($"Ở nút gốc đã có {vi} {edit.Id}: {now}.", $"The root has {en} {edit.Id} already: {now}."),
            _ => new(
                $"Ở nút gốc {vi} {edit.Id} đã đổi khác: nay là {now}; khi sửa ở đây là {edit.Before}.",
                $"At the root {en} {edit.Id} is another now: {now}; where it was edited it was {edit.Before}."),
        };
    }

    private static IEnumerable<uint> Named(NetworkPlan plan, uint subscriber) =>
        plan.Subscribers.Where(one => one.Id.Value == subscriber).SelectMany(one => one.Talkgroups).Select(talkgroup => talkgroup.Value);

    private static IEnumerable<(string Key, string Text)> Fields(NetworkPlan plan, OverlayKind kind, uint id)
    {
        if (kind == OverlayKind.Subscriber)
        {
            return plan.Subscribers.FirstOrDefault(one => one.Id.Value == id) is { } subscriber ? SubscriberKind.Kind.Written(subscriber, withSecrets: false) : [];
        }

        return plan.Talkgroups.FirstOrDefault(one => one.Id.Value == id) is { } talkgroup
            ? TalkgroupKind.Kind.Written(CanonicalPlan.Of(plan with { Talkgroups = [talkgroup], Subscribers = [], Sites = [] }).Talkgroups[0], withSecrets: false)
            : [];
    }

    private static PlanReading ApplyToSubscriber(NetworkPlan plan, OverlayAction action, RadioId id, IEnumerable<string> words)
    {
        if (action == OverlayAction.Remove)
        {
            return PlanEdits.RemoveSubscriber(plan, id);
        }

        var at = IndexOf(plan.Subscribers, one => one.Id == id);
        var small = plan with
        {
            Subscribers = at < 0 ? [] : [plan.Subscribers[at]],
            Talkgroups = [.. plan.Talkgroups.Select(talkgroup => talkgroup with { Sites = SiteSelection.All })],
            Sites = [],
            Users = [],
        };
        var reading = action == OverlayAction.Add ? PlanEdits.AddSubscriber(small, id, words) : PlanEdits.SetSubscriber(small, id, words);
        return reading.Succeeded ? PlanReading.Of(plan with { Subscribers = Put(plan.Subscribers, at, reading.Plan.Subscribers[0], one => one.Id.Value) }) : reading;
    }

    private static PlanReading ApplyToTalkgroup(NetworkPlan plan, OverlayAction action, TalkgroupId id, IEnumerable<string> words)
    {
        if (action == OverlayAction.Remove)
        {
            return PlanEdits.RemoveTalkgroup(plan, id);
        }

        var at = IndexOf(plan.Talkgroups, one => one.Id == id);
        var small = plan with
        {
            Talkgroups = at < 0 ? [] : [plan.Talkgroups[at]],
            Sites = [.. plan.Sites.Select(site => site with { Repeaters = [], BaseStations = [], Was = [] })],
            Subscribers = [],
            Users = [],
        };
        var reading = action == OverlayAction.Add ? PlanEdits.AddTalkgroup(small, id, words) : PlanEdits.SetTalkgroup(small, id, words);
        return reading.Succeeded ? PlanReading.Of(plan with { Talkgroups = Put(plan.Talkgroups, at, reading.Plan.Talkgroups[0], one => one.Id.Value) }) : reading;
    }

    private static ImmutableArray<T> Put<T>(ImmutableArray<T> all, int at, T entry, Func<T, uint> id)
    {
        if (at >= 0)
        {
            return all.SetItem(at, entry);
        }

        var next = IndexOf(all, one => id(one) > id(entry));
        return next < 0 ? all.Add(entry) : all.Insert(next, entry);
    }

    private static int IndexOf<T>(ImmutableArray<T> all, Func<T, bool> isIt)
    {
        for (var at = 0; at < all.Length; at++)
        {
            if (isIt(all[at]))
            {
                return at;
            }
        }

        return -1;
    }
}
