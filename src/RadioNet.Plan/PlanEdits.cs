using System.Collections.Immutable;
using RadioNet.Plan.Editing;
using RadioNet.Plan.Model;
using RadioNet.Plan.Schema;
using RadioNet.Protocols;

namespace RadioNet.Plan;

/// <summary>
/// Changes of one entry, as pure functions from plan to plan. The words are <c>key=value</c> with the plan's own
/// keys: <c>priority=8</c>, <c>name=Rescue</c>, <c>name.vi=Cứu hộ</c>, <c>sites=s1,s2</c>; <c>talkgroups+=1001</c> and
/// <c>talkgroups-=1001</c> change a list; <c>agency=</c> takes a value away; a key with a dot is written with it,
/// <c>modem.transmit-level=47.5%</c>. The outcome passes the reader's checks, and errors are the reader's sentences,
/// without a place (line and column 0).
/// </summary>
public static class PlanEdits
{
    /// <summary>Adds a talkgroup; an error when the id is taken.</summary>
    public static PlanReading AddTalkgroup(NetworkPlan plan, TalkgroupId id, IEnumerable<string> words) =>
        Talkgroups(plan).Add(id.ToString(), words);

    /// <summary>Changes what the words say of a talkgroup; an error when there is none with this id.</summary>
    public static PlanReading SetTalkgroup(NetworkPlan plan, TalkgroupId id, IEnumerable<string> words) =>
        Talkgroups(plan).Set(id.ToString(), words);

    /// <summary>Removes a talkgroup, and takes it away from its subscribers.</summary>
    public static PlanReading RemoveTalkgroup(NetworkPlan plan, TalkgroupId id)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (Talkgroups(plan).Find(id.ToString()) is not { } talkgroup)
        {
            return PlanReading.Failed($"There is no talkgroup {id}.");
        }

        if (plan.M17Links.FirstOrDefault(l => l.Talkgroup == id) is { } link)
        {
            return PlanReading.Failed($"M17 link {link.Id} is joined with talkgroup {id}. Take the link out of the plan first, or join it with another talkgroup.");
        }

        return PlanReading.Of(plan with
        {
            Talkgroups = plan.Talkgroups.Remove(talkgroup),
            Subscribers = [.. plan.Subscribers.Select(s => s.Talkgroups.Contains(id) ? s with { Talkgroups = s.Talkgroups.Remove(id) } : s)],
        });
    }

    /// <summary>Adds a subscriber; an error when the id is taken.</summary>
    public static PlanReading AddSubscriber(NetworkPlan plan, RadioId id, IEnumerable<string> words) =>
        Subscribers(plan).Add(id.ToString(), words);

    /// <summary>Changes what the words say of a subscriber; an error when there is none with this id.</summary>
    public static PlanReading SetSubscriber(NetworkPlan plan, RadioId id, IEnumerable<string> words) =>
        Subscribers(plan).Set(id.ToString(), words);

    /// <summary>Removes a subscriber.</summary>
    public static PlanReading RemoveSubscriber(NetworkPlan plan, RadioId id) =>
        Subscribers(plan).Find(id.ToString()) is { } subscriber
            ? PlanReading.Of(plan with { Subscribers = plan.Subscribers.Remove(subscriber) })
            : PlanReading.Failed($"There is no subscriber {id}.");

    /// <summary>Changes what the words say of a base station; an error when the site has none with this id.</summary>
    public static PlanReading SetBaseStation(NetworkPlan plan, string site, string baseStation, IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var stations = plan.Sites.Where(s => s.Id == site).SelectMany(s => s.BaseStations).ToImmutableArray();
        return new EntryEditor<BaseStation>(plan, BaseStationKind.Kind, stations, b => $"{site}/{b.Id}", _ => null).Set($"{site}/{baseStation}", words);
    }

    /// <summary>
    /// Changes what the words say of a base station's carrier and its modem; an error when there is none with these ids. Of a
    /// modem's key its last part will do: <c>transmit-level=47.5%</c>.
    /// </summary>
    public static PlanReading SetCarrier(NetworkPlan plan, string site, string baseStation, string carrier, IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var carriers = plan.Sites.Where(s => s.Id == site).SelectMany(s => s.BaseStations).Where(b => b.Id == baseStation)
            .SelectMany(b => b.Carriers).ToImmutableArray();
        return new EntryEditor<Carrier>(plan, CarrierKind.Kind, carriers, c => $"{site}/{baseStation}/{c.Id}", _ => null)
            .Set($"{site}/{baseStation}/{carrier}", words);
    }

    private static EntryEditor<Talkgroup> Talkgroups(NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new EntryEditor<Talkgroup>(plan, TalkgroupKind.Kind, plan.Talkgroups, t => t.Id.ToString(), t => t.Name);
    }

    private static EntryEditor<Subscriber> Subscribers(NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new EntryEditor<Subscriber>(plan, SubscriberKind.Kind, plan.Subscribers, s => s.Id.ToString(), _ => null);
    }
}
