using System.Collections.Immutable;
using System.Globalization;
using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Yaml;
using RadioNet.Protocols;

namespace RadioNet.Plan.Schema;

/// <summary>The keys that say how a base station behaves, read and written.</summary>
internal static class StationFields
{
    private const string DutyCycleGroup = "duty-cycle";
    private const string CwIdGroup = "cw-id";
    private const string JitterGroup = "jitter";
    private const string AccessGroup = "access";
    private const int LongestCwText = 24;
    private const int MostRanges = 1000;

    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan _leastJitter = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan _mostJitter = TimeSpan.FromMilliseconds(1000);

    public static ImmutableArray<Field<BaseStation>> Fields { get; } =
    [
        new("maintenance", "false", "true or false", "whether a technician works on it: it carries no calls", b => YamlText.Flag(b.Maintenance)),
        new("transmit-hang", "4s", "0s to 60s", "for how long its transmitters stay on after the last call's end", b => Measures.Text(b.TransmitHang)),
        new("time-out", "180s", "1s to 3600s", "the longest transmission of one talker here, whatever the talkgroup allows", b => Measures.Text(b.TimeOut)),
        new("duty-cycle.most", "100 %", "1 % to 100 %", "how much of the time each transmitter may send", b => b.DutyCycle.Most.ToString()),
        new("duty-cycle.over", "600s", "60s to 3600s", "the time that is looked at for that, up to now", b => Measures.Text(b.DutyCycle.Over)),
        new("cw-id.text", PlanField.None, "at most 24 of A–Z, 0–9, / and spaces", "the identification that it sends in Morse code while its channel is free", b => YamlText.Optional(b.CwId.Text)),
        new("cw-id.every", "600s", "60s to 3600s", "how often it sends it", b => Measures.Text(b.CwId.Every)),
        new("jitter.start", "120ms", "60ms to 1s", "for how long bursts from the network are kept at a spurt's start", b => Measures.Text(b.Jitter.Start)),
        new("jitter.least", "60ms", "60ms to 1s", "the least of that, on a calm link", b => Measures.Text(b.Jitter.Least)),
        new("jitter.most", "360ms", "60ms to 1s", "the most of that, on a bad one", b => Measures.Text(b.Jitter.Most)),
        new("local-repeat", "true", "true or false", "whether its carriers repeat by themselves what its radios send", b => YamlText.Flag(b.LocalRepeat)),
        new("access.allow", PlanField.None, "list of radios, or ranges such as 4520001-4520099", "the only radios that may talk here; all, when none are listed", b => RangesText(b.Access.Allow)) { IsList = true },
        new("access.deny", PlanField.None, "list of radios, or ranges such as 4520001-4520099", "radios that may not talk here", b => RangesText(b.Access.Deny)) { IsList = true },
    ];

    public static BaseStation Read(BaseStation station, ItemReader item) => station with
    {
        Maintenance = item.Flag("maintenance", station.Maintenance),
        TransmitHang = item.Duration("transmit-hang", TimeSpan.Zero, _minute, station.TransmitHang),
        TimeOut = item.Duration("time-out", _second, _hour, station.TimeOut),
        DutyCycle = ReadDutyCycle(Group(item, DutyCycleGroup), station.DutyCycle),
        CwId = ReadCwId(Group(item, CwIdGroup), station.CwId),
        Jitter = ReadJitter(Group(item, JitterGroup), station.Jitter),
        LocalRepeat = item.Flag("local-repeat", station.LocalRepeat),
        Access = ReadAccess(Group(item, AccessGroup)),
    };

    private static ItemReader Group(ItemReader item, string group) => item.Group(group, BaseStationKind.Kind.KeysIn(group));

    private static string? RangesText(ImmutableArray<RadioRange> ranges) =>
        ranges.IsEmpty ? null : YamlText.List(ranges.Select(r => r.ToString()));

    private static DutyCycle ReadDutyCycle(ItemReader item, DutyCycle defaults) => new(
        item.Percent("most", new Percent(1), Percent.All, defaults.Most), item.Duration("over", _minute, _hour, defaults.Over));

    private static CwId ReadCwId(ItemReader item, CwId defaults)
    {
        var text = item.Text("text");
        if (text is not null && (text.Length > LongestCwText || text[0] == ' ' || text[^1] == ' '
            || !text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '/' or ' ')))
        {
            item.Context.Errors.Add(item.Where("text"), $"\"text\" is {ItemReader.Shown(item.Where("text"))}. Modems send A–Z, 0–9, / and spaces inside in Morse code: write at most {LongestCwText} of them.");
        }

        return new CwId(text, item.Duration("every", _minute, _hour, defaults.Every));
    }

    private static JitterSettings ReadJitter(ItemReader item, JitterSettings defaults)
    {
        var jitter = new JitterSettings(
            item.Duration("start", _leastJitter, _mostJitter, defaults.Start),
            item.Duration("least", _leastJitter, _mostJitter, defaults.Least),
            item.Duration("most", _leastJitter, _mostJitter, defaults.Most));
        if (jitter.Least > jitter.Start || jitter.Start > jitter.Most)
        {
            item.Context.Errors.Add(item.At, $"\"jitter\" starts with {Measures.Text(jitter.Start)}, which is not between \"least\" ({Measures.Text(jitter.Least)}) and \"most\" ({Measures.Text(jitter.Most)}). Write three that rise.");
        }

        return jitter;
    }

    private static RadioAccess ReadAccess(ItemReader item) => new() { Allow = ReadRanges(item, "allow"), Deny = ReadRanges(item, "deny") };

    private static ImmutableArray<RadioRange> ReadRanges(ItemReader item, string key)
    {
        var nodes = item.List(key);
        if (nodes.Count > MostRanges)
        {
            item.Context.Errors.Add(item.Where(key), $"\"{key}\" has {nodes.Count} entries. Keep {MostRanges} at most: write neighbours as a range, such as 4520001-4520099.");
            return [];
        }

        var ranges = ImmutableArray.CreateBuilder<RadioRange>(nodes.Count);
        foreach (var node in nodes)
        {
            if (AsRange(node) is { } range)
            {
                ranges.Add(range);
            }
            else
            {
                item.Context.Errors.Add(node, $"\"{key}\" has {ItemReader.Shown(node)}. Write a radio from 1 to {TalkgroupKind.LargestId}, or a range of them such as 4520001-4520099.");
            }
        }

        return [.. ranges.Distinct().OrderBy(r => r.First.Value).ThenBy(r => r.Last.Value)];
    }

    private static RadioRange? AsRange(YamlNode node)
    {
        var ends = node is YamlScalar scalar ? scalar.Text.Split('-') : [];
        if (ends.Length is 0 or > 2 || AsRadio(ends[0]) is not { } first || AsRadio(ends[^1]) is not { } last || last.Value < first.Value)
        {
            return null;
        }

        return new RadioRange(first, last);
    }

    private static RadioId? AsRadio(string text) =>
        uint.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id is > 0 and <= TalkgroupKind.LargestId ? new RadioId(id) : null;
}
