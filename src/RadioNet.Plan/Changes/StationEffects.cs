using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;

namespace RadioNet.Plan.Changes;

/// <summary>What radios and technicians notice of our own base stations; those with the same change share a sentence.</summary>
internal sealed class StationEffects
{
    /// <summary>So many groups have a sentence of their own; beyond that one sentence counts them all.</summary>
    private const int OwnSentences = 10;

    private readonly Dictionary<string, SlotPort> _oldCarriers;
    private readonly Dictionary<string, SlotPort> _newCarriers;
    private readonly List<Pair<BaseStation>> _stations;
    private readonly List<Pair<Carrier>> _carriers;
    private readonly NetworkPlan _before;
    private readonly NetworkPlan _after;

    public StationEffects(NetworkPlan before, NetworkPlan after)
    {
        (_before, _after) = (before, after);
        (_oldCarriers, _newCarriers) = (Carriers(before), Carriers(after));
        var old = Stations(before).ToDictionary(s => s.Name, s => s.Station);
        _stations = [.. Stations(after).Where(s => old.ContainsKey(s.Name)).Select(s => new Pair<BaseStation>(s.Name, old[s.Name], s.Station))];
        _carriers = [.. _newCarriers.Where(p => _oldCarriers.ContainsKey(p.Key)).Select(p => new Pair<Carrier>(p.Key, _oldCarriers[p.Key].Carrier!, p.Value.Carrier!))];
    }

    public IEnumerable<LocalizedText> Losses() =>
    [
        .. Say(_oldCarriers.Keys.Where(name => !_newCarriers.ContainsKey(name)), Subject.Carriers, "không còn mang cuộc gọi: đã bị bỏ", "carries no calls any more: removed", "carry no calls any more: removed"),
        .. Say(_stations.Where(p => !p.Before.Maintenance && p.After.Maintenance).Select(p => p.Name), Subject.Stations, "nay được bảo trì: không cuộc gọi nào tới đó", "is now in maintenance: no call goes there", "are now in maintenance: no call goes there"),
        .. Say(_stations.Where(p => p.Before.Mode != p.After.Mode && p.After.Mode == BaseStationMode.Trunked).Select(p => p.Name), Subject.Stations, "nay là trung kế: không cuộc gọi nào tới đó khi chưa có kênh điều khiển hoạt động", "is now trunked: no call goes there until its control channel works", "are now trunked: no call goes there until their control channels work"),
        .. Access((before, after) => before && !after, "không còn nói được tại", "can no longer talk at"),
    ];

    public IEnumerable<LocalizedText> Changes() =>
    [
        .. Changed(_carriers, c => (c.Receive, c.Transmit), Subject.Carriers, (_, b) => new(
            $"nay thu {b.Receive}, phát {b.Transmit}: máy ở đó phải đặt theo", $"now receives on {b.Receive} and sends on {b.Transmit}: set its radios to that", $"now receive on {b.Receive} and send on {b.Transmit}: set their radios to that"),
            new("nay có tần số khác: máy ở đó phải đặt theo", "", "now have other frequencies: set their radios to them")),
        .. Changed(_carriers, c => c.Duplex, Subject.Carriers, (_, b) => b
            ? new("nay có cả hai khe", "now has both timeslots", "now have both timeslots")
            : new("nay chỉ có khe 2, cho mọi nhóm gọi", "now has timeslot 2 alone, for every talkgroup", "now have timeslot 2 alone, for every talkgroup")),
        .. Changed(_carriers, c => c.Power, Subject.Carriers, (a, b) => new(
            $"nay phát với {b} công suất (trước: {a})", $"now sends with {b} of its power (before: {a})", $"now send with {b} of their power (before: {a})"),
            new("nay phát với công suất khác", "", "now send with other power")),
        .. Changed(_stations, b => b.ColorCode, Subject.Stations, (_, b) => new(
            $"nay có mã màu {b}: máy ở đó phải đặt theo", $"now has color code {b}: set it in the radios that use it", $"now have color code {b}: set it in the radios that use them"),
            new("nay có mã màu khác: máy ở đó phải đặt theo", "", "now have other color codes: set them in the radios that use them")),
        .. Changed(_stations, b => b.TimeOut, Subject.Stations, (a, b) => new(
            $"nay cắt mỗi lần phát sau {Measures.Text(b)} (trước: {Measures.Text(a)})", $"now ends a transmission after {Measures.Text(b)} (before: {Measures.Text(a)})", $"now end a transmission after {Measures.Text(b)} (before: {Measures.Text(a)})"),
            new("nay cắt mỗi lần phát sau thời gian khác", "", "now end transmissions after another time")),
        .. Changed(_stations, b => b.DutyCycle, Subject.Stations, (_, b) => new(
            $"nay được phát nhiều nhất {b.Most} của mỗi {Measures.Text(b.Over)}", $"may now send at most {b.Most} of any {Measures.Text(b.Over)}", $"may now send at most {b.Most} of any {Measures.Text(b.Over)}"),
            new("nay có giới hạn thời gian phát khác", "", "now may send for other shares of the time")),
        .. Changed(_stations, b => b.LocalRepeat, Subject.Stations, (_, b) => b
            ? new("nay tự phát lại: máy ở đó nghe được nhau", "now repeats what its radios send: they hear each other", "now repeat what their radios send: they hear each other")
            : new("không còn tự phát lại: máy ở đó không nghe được nhau", "no longer repeats what its radios send: they do not hear each other", "no longer repeat what their radios send: they do not hear each other")),
        .. Changed(_stations, b => b.CwId.Text, Subject.Stations, (_, b) => b is null
            ? new("không còn xưng danh bằng mã Morse", "no longer identifies itself in Morse code", "no longer identify themselves in Morse code")
            : new($"nay xưng danh {b} bằng mã Morse", $"now identifies itself as {b} in Morse code", $"now identify themselves as {b} in Morse code"),
            new("nay xưng danh khác bằng mã Morse", "", "now identify themselves otherwise in Morse code")),
    ];

    public IEnumerable<LocalizedText> Gains() =>
    [
        .. Say(_newCarriers.Where(p => p.Value.InService && !_oldCarriers.ContainsKey(p.Key)).Select(p => p.Key), Subject.Carriers, "nay mang cuộc gọi", "now carries calls", "now carry calls"),
        .. Say(_stations.Where(p => p.Before.Maintenance && !p.After.Maintenance).Select(p => p.Name), Subject.Stations, "đã hết bảo trì", "is back from maintenance", "are back from maintenance"),
        .. Say(_stations.Where(p => p.Before.Mode != p.After.Mode && p.After.Mode == BaseStationMode.Conventional).Select(p => p.Name), Subject.Stations, "nay không còn là trung kế: cuộc gọi tới theo từng khe", "is no longer trunked: calls go to its timeslots", "are no longer trunked: calls go to their timeslots"),
        .. Access((before, after) => !before && after, "nay nói được tại", "can now talk at"),
    ];

    /// <summary>How many of the radios that both plans have lose or gain the right to talk at a base station.</summary>
    private IEnumerable<LocalizedText> Access(Func<bool, bool, bool> counts, string vi, string en)
    {
        var changed = _stations.Where(p => p.Before.Access != p.After.Access).ToList();
        if (changed.Count == 0)
        {
            yield break;
        }

        var old = _before.Subscribers.Where(s => !s.Stunned).Select(s => s.Id).ToHashSet();
        var radios = _after.Subscribers.Where(s => !s.Stunned && old.Contains(s.Id)).ToList();
        var groups = changed.Select(p => (p.Name, Radios: radios.Count(s => counts(p.Before.Access.Allows(s.Id), p.After.Access.Allows(s.Id)))))
            .Where(p => p.Radios > 0).GroupBy(p => p.Radios, p => p.Name).OrderByDescending(g => g.Key).Take(OwnSentences);
        foreach (var group in groups)
        {
            var (who, where) = (Subject.Radios(group.Key).Text, Subject.Stations([.. group]).Text);
            yield return new($"{who.Vi} {vi} {Lower(where.Vi)}.", $"{who.En} {en} {Lower(where.En)}.");
        }
    }

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    private static IEnumerable<(string Name, BaseStation Station)> Stations(NetworkPlan plan) =>
        plan.Sites.SelectMany(s => s.BaseStations.Select(b => ($"{s.Id}/{b.Id}", b)));

    private static Dictionary<string, SlotPort> Carriers(NetworkPlan plan) =>
        SlotPorts.Of(plan).Where(p => p.Carrier is not null).ToDictionary(p => $"{p.Site.Id}/{p.Name}");

    private static IEnumerable<LocalizedText> Say(IEnumerable<string> names, Func<IReadOnlyList<string>, Subject> subject, string vi, string one, string many)
    {
        var list = names.ToList();
        return list.Count == 0 ? [] : [subject(list).Says(vi, one, many)];
    }

    /// <summary>A sentence for each change; where there are too many different ones, <paramref name="rest"/> for all.</summary>
    private static IEnumerable<LocalizedText> Changed<TEntry, T>(
        List<Pair<TEntry>> pairs, Func<TEntry, T> value, Func<IReadOnlyList<string>, Subject> subject, Func<T, T, Predicate> says, Predicate rest = default)
    {
        var changed = pairs.Where(p => !EqualityComparer<T>.Default.Equals(value(p.Before), value(p.After))).ToList();
        var groups = changed.GroupBy(p => (Before: value(p.Before), After: value(p.After))).ToList();
        return groups.Count > OwnSentences && rest != default
            ? Say(changed.Select(p => p.Name), subject, rest.Vi, rest.One, rest.Many)
            : groups.SelectMany(group =>
            {
                var (vi, one, many) = says(group.Key.Before, group.Key.After);
                return Say(group.Select(p => p.Name), subject, vi, one, many);
            });
    }

    private sealed record Pair<T>(string Name, T Before, T After);

    /// <summary>What a sentence says of one, and of several.</summary>
    private readonly record struct Predicate(string Vi, string One, string Many);
}
