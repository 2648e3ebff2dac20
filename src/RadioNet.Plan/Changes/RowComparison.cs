using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Plan.Schema;

namespace RadioNet.Plan.Changes;

/// <summary>The entries that two plans don't have alike, with their values before and after.</summary>
internal sealed class RowComparison
{
    /// <summary>What stands for a secret.</summary>
    public const string Hidden = "(secret)";

    private const string NewlySet = "(a new secret)";

    private readonly ImmutableArray<PlanChange>.Builder _rows = ImmutableArray.CreateBuilder<PlanChange>();

    public static ImmutableArray<PlanChange> Of(NetworkPlan before, NetworkPlan after)
    {
        var rows = new RowComparison();
        if (before.Network != after.Network)
        {
            rows._rows.Add(new PlanChange(PlanChangeKind.Changed, "network", new LocalizedText("mạng", "network"), after.Network,
                [new PlanFieldChange("network", before.Network, after.Network)], 1));
        }

        rows.Add(TierKind.Kind, before.Tiers, after.Tiers, t => YamlText.Number(t.Level), _ => 0, (a, b) => a == b);
        rows.Add(PlaceKind.Kind, before.Places, after.Places, p => p.Id, p => p.Line, PlanContent.Same);
        rows.Add(NodeKind.Kind, before.Nodes, after.Nodes, n => n.Id, n => n.Line, PlanContent.Same);
        rows.Add(AgencyKind.Kind, before.Agencies, after.Agencies, a => a.Id, a => a.Line, PlanContent.Same);
        rows.Add(SiteKind.Kind, before.Sites, after.Sites, s => s.Id, s => s.Line, PlanContent.Same);
        rows.AddAtSites(before, after);
        rows.Add(TalkgroupKind.Kind, before.Talkgroups, after.Talkgroups, t => t.Id.ToString(), t => t.Line, PlanContent.Same);
        rows.Add(SubscriberKind.Kind, before.Subscribers, after.Subscribers, s => s.Id.ToString(), s => s.Line, PlanContent.Same);
        rows.Add(M17LinkKind.Kind, before.M17Links, after.M17Links, l => l.Id, l => l.Line, PlanContent.Same);
        rows.Add(UserKind.Kind, before.Users, after.Users, u => u.Name, u => u.Line, PlanContent.Same);
        return rows._rows.ToImmutable();
    }

    private void AddAtSites(NetworkPlan before, NetworkPlan after)
    {
        Add(RepeaterKind.Kind, Repeaters(before), Repeaters(after), r => r.Id.ToString(), r => r.Line, PlanContent.Same);
        Add(BaseStationKind.Kind, Stations(before), Stations(after), b => b.Id, b => b.Line, PlanContent.Same);
        Add(CarrierKind.Kind, Carriers(before), Carriers(after), c => c.Id, c => c.Line, PlanContent.Same);
    }

    private static IEnumerable<(string, Repeater)> Repeaters(NetworkPlan plan) =>
        plan.Sites.SelectMany(s => s.Repeaters.Select(r => (s.Id, r)));

    private static IEnumerable<(string, BaseStation)> Stations(NetworkPlan plan) =>
        plan.Sites.SelectMany(s => s.BaseStations.Select(b => (s.Id, b)));

    private static IEnumerable<(string, Carrier)> Carriers(NetworkPlan plan) =>
        Stations(plan).SelectMany(b => b.Item2.Carriers.Select(c => ($"{b.Item1}/{b.Item2.Id}", c)));

    private void Add<T>(Kind<T> kind, IEnumerable<T> before, IEnumerable<T> after, Func<T, string> id, Func<T, int> line, Func<T, T, bool> same)
        where T : class => Compare(kind, before.Select(e => ((string?)null, e)), after.Select(e => ((string?)null, e)), id, line, same);

    /// <summary>Entries within sites: a repeater's id is the network's, so that it may move; the others' are their site's.</summary>
    private void Add<T>(Kind<T> kind, IEnumerable<(string In, T Entry)> before, IEnumerable<(string In, T Entry)> after, Func<T, string> id, Func<T, int> line, Func<T, T, bool> same)
        where T : class => Compare(kind, before!, after!, id, line, same);

    private void Compare<T>(Kind<T> kind, IEnumerable<(string? In, T Entry)> before, IEnumerable<(string? In, T Entry)> after, Func<T, string> id, Func<T, int> line, Func<T, T, bool> same)
        where T : class
    {
        var old = before.ToDictionary(e => FullId(e.In, e.Entry, id));
        var kept = new HashSet<string>();
        foreach (var entry in after)
        {
            var key = FullId(entry.In, entry.Entry, id);
            if (!old.TryGetValue(key, out var former))
            {
                Row(PlanChangeKind.Added, kind, key, (null, null), entry, line(entry.Entry));
                continue;
            }

            kept.Add(key);
            if (former.In != entry.In || !same(former.Entry, entry.Entry))
            {
                Row(PlanChangeKind.Changed, kind, key, former, entry, line(entry.Entry));
            }
        }

        foreach (var (key, former) in old)
        {
            if (!kept.Contains(key))
            {
                Row(PlanChangeKind.Removed, kind, key, former, (null, null), line(former.Entry));
            }
        }
    }

    private static string FullId<T>(string? within, T entry, Func<T, string> id) =>
        within is null || entry is Repeater ? id(entry) : $"{within}/{id(entry)}";

    private void Row<T>(PlanChangeKind change, Kind<T> kind, string id, (string? In, T? Entry) before, (string? In, T? Entry) after, int line)
        where T : class
    {
        var fields = ImmutableArray.CreateBuilder<PlanFieldChange>();
        if (typeof(T) == typeof(Repeater) && before.In != after.In)
        {
            fields.Add(new PlanFieldChange("site", before.In, after.In));
        }

        foreach (var field in kind.Fields)
        {
            var (was, becomes) = (Value(field, before.Entry), Value(field, after.Entry));
            if (was != becomes)
            {
                fields.Add(field.Secret
                    ? new PlanFieldChange(field.Key, was is null ? null : Hidden, becomes is null ? null : was is null ? Hidden : NewlySet)
                    : new PlanFieldChange(field.Key, was, becomes));
            }
        }

        // A site whose repeaters alone change has its rows there.
        if (fields.Count > 0)
        {
            _rows.Add(new PlanChange(change, kind.Reference.Key, kind.Reference.Noun, id, fields.ToImmutable(), line));
        }
    }

    private static string? Value<T>(Field<T> field, T? entry)
        where T : class => entry is null ? null : field.Write(entry);
}
