using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Yaml;
using RadioNet.Protocols;

namespace RadioNet.Plan.Schema;

/// <summary>The talkgroups' keys, read and written.</summary>
internal static class TalkgroupKind
{
    private static readonly TimeSpan _longestHangTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _shortestLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestLimit = TimeSpan.FromSeconds(3600);

    /// <summary>The largest id: one below ALLMSID, which is everybody's (ETSI TS 102 361-1, annex A).</summary>
    public const uint LargestId = TalkgroupId.Largest - 1;

    public static Kind<Talkgroup> Kind { get; } = new("talkgroups", new LocalizedText("nhóm gọi", "talkgroup"), "A group that is called as one.",
    [
        new("id", PlanField.Required, "1 to 16777214", "its group address (24 bits; 16777215 is everybody's)", t => YamlText.Number(t.Id.Value)),
        new("name", PlanField.ItsId, "text, or { vi, en }", "what people call it", t => t.Name == LocalizedText.Same(t.Id.ToString()) ? null : YamlText.Name(t.Name)),
        new("home", PlanField.Required, "a place", "the place whose node arbitrates its calls", t => YamlText.Scalar(t.Home)),
        new("sites", "all", "all, affiliated, or a list of sites", "where it is heard: every site in its home and below, only where a radio of the group was lately, or the listed ones", t => SitesText(t.Sites)) { IsList = true },
        new("slot", "1", "1 or 2", "its timeslot on conventional repeaters", t => YamlText.Number((int)t.Slot)),
        new("priority", "5", "0 to 10", "10 is highest; decides between calls at a slot", t => YamlText.Number(t.Priority)),
        new("hang-time", "3s", "0s to 60s", "for how long a call's slots are kept after a talker stops", t => Measures.Text(t.HangTime)),
        new("time-limit", "60s", "1s to 3600s", "the longest spurt", t => Measures.Text(t.TimeLimit)),
        new("emergency", "true", "true or false", "whether an emergency takes the emergency priority; the alarm is raised either way", t => YamlText.Flag(t.Emergency)),
        new("record", "false", "true or false", "whether its calls are recorded", t => YamlText.Flag(t.Record)),
        new("broadcast", "false", "true or false", "whether its calls are one-way: one spurt, nobody answers", t => YamlText.Flag(t.Broadcast)),
        new("start", "first", "first or all", "at trunked sites: start when one site has a timeslot, or when all have", t => Words.Of(Words.Starts, t.Start)),
        new("vocoder", "ambe2", "ambe2 or codec2-2400", "what its vocoder frames hold; codec2-2400 is non-standard, for simulators", t => Words.Of(Words.Vocoders, t.Vocoder)),
    ]);

    public static Talkgroup? Read(YamlNode node, ReadContext context)
    {
        if (ItemReader.Of(node, Kind.Noun, Kind.Keys, context) is not { } item)
        {
            return null;
        }

        var id = (uint?)item.RequiredNumber("id", 1, LargestId);
        if (id is not null)
        {
            context.References.Define(Kind.Noun, id.Value, item.Where("id"), context.Errors);
        }

        var home = item.Reference("home", ReferenceKind.Place, required: true);
        var defaults = new Talkgroup(new TalkgroupId(id ?? 0), home ?? "");
        var talkgroup = defaults with
        {
            Name = item.Name("name") ?? defaults.Name,
            Sites = ReadSites(item),
            Slot = item.Timeslot("slot", defaults.Slot),
            Priority = item.Number("priority", 0, 10, defaults.Priority),
            HangTime = item.Duration("hang-time", TimeSpan.Zero, _longestHangTime, defaults.HangTime),
            TimeLimit = item.Duration("time-limit", _shortestLimit, _longestLimit, defaults.TimeLimit),
            Emergency = item.Flag("emergency", defaults.Emergency),
            Record = item.Flag("record", defaults.Record),
            Broadcast = item.Flag("broadcast", defaults.Broadcast),
            Start = item.Word("start", Words.Starts, defaults.Start),
            Vocoder = item.Word("vocoder", Words.Vocoders, defaults.Vocoder),
            Line = node.Line,
        };
        return id is null || home is null ? null : talkgroup;
    }

    private static string SitesText(SiteSelection sites) => sites.Kind switch
    {
        SiteSelectionKind.All => "all",
        SiteSelectionKind.Affiliated => "affiliated",
        _ => YamlText.List(sites.Sites.Select(YamlText.Scalar)),
    };

    private static SiteSelection ReadSites(ItemReader item)
    {
        switch (item.Find("sites"))
        {
            case null or YamlScalar { Text: "all" }:
                return SiteSelection.All;
            case YamlScalar { Text: "affiliated" }:
                return SiteSelection.Affiliated;
            case YamlSequence { Items.Count: > 0 } list:
                return new SiteSelection(SiteSelectionKind.Listed, ReadList(item, list));
            case var node:
                item.Context.Errors.Add(node, $"\"sites\" is {(node is YamlSequence ? "an empty list" : ItemReader.Shown(node))}. Write all, affiliated, or a list of sites: [a, b].");
                return SiteSelection.All;
        }
    }

    private static ImmutableArray<string> ReadList(ItemReader item, YamlSequence list)
    {
        var sites = ImmutableArray.CreateBuilder<string>(list.Items.Count);
        var seen = new HashSet<string>();
        foreach (var node in list.Items)
        {
            if (item.AsId("sites", node) is { } id && seen.Add(id))
            {
                item.Context.References.Name(ReferenceKind.Site, id, node, Kind.Noun, item.At.Line);
                sites.Add(id);
            }
        }

        return sites.ToImmutable();
    }
}
