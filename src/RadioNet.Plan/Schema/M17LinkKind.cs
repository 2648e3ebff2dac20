using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Yaml;
using RadioNet.Protocols;
using RadioNet.Protocols.M17;

namespace RadioNet.Plan.Schema;

/// <summary>The M17 links' keys, read and written.</summary>
internal static class M17LinkKind
{
    private const int LongestHost = 253;

    public static Kind<M17LinkPlan> Kind { get; } = new("m17-links", new LocalizedText("liên kết M17", "m17-link"), "A link to one module of an M17 reflector, which one talkgroup is joined with.",
    [
        new("id", PlanField.Required, "id", "its id", l => YamlText.Scalar(l.Id)),
        new("name", PlanField.ItsId, "text, or { vi, en }", "what people call it", l => l.Name == LocalizedText.Same(l.Id) ? null : YamlText.Name(l.Name)),
        new("at", PlanField.Required, "a place", "the place whose node holds the link", l => YamlText.Scalar(l.At)),
        new("host", PlanField.Required, "a host name or IP address", "where the reflector is", l => YamlText.Quoted(l.Host)),
        new("port", "17000", "1 to 65535", "its UDP port", l => YamlText.Number(l.Port)),
        new("module", PlanField.Required, "A to Z", "the reflector's module; one link to a module", l => YamlText.Scalar(l.Module.ToString())),
        new("callsign", PlanField.Required, "an M17 callsign of at most 8 characters", "who the link is there; also of talkers who have no callsign of their own", l => YamlText.Quoted(l.Callsign.ToString())),
        new("talkgroup", PlanField.Required, "a talkgroup", "what is said on it is said there, and the other way round", l => YamlText.Number(l.Talkgroup.Value)),
        new("radio", PlanField.Required, "1 to 16777214", "the address that radios see of talkers whose callsign no subscriber has; no subscriber's, user's, nor another link's", l => YamlText.Number(l.Radio.Value)),
        new("priority", "5", "0 to 10", "10 is highest; as a subscriber's, of whoever talks there", l => YamlText.Number(l.Priority)),
        new("enabled", "true", "true or false", "whether the link is wanted now", l => YamlText.Flag(l.Enabled)),
    ]);

    public static M17LinkPlan? Read(YamlNode node, ReadContext context)
    {
        if (ItemReader.Of(node, Kind.Noun, Kind.Keys, context) is not { } item)
        {
            return null;
        }

        var id = item.RequiredId("id");
        if (id is not null)
        {
            context.References.Define(Kind.Noun, id, item.Where("id"), context.Errors);
        }

        var at = item.Reference("at", ReferenceKind.Place, required: true);
        var host = ReadHost(item);
        var module = ReadModule(item);
        var callsign = item.Callsign("callsign", M17Address.LongestText - 1, required: true);
        var talkgroup = (uint?)item.RequiredNumber("talkgroup", 1, TalkgroupKind.LargestId);
        if (talkgroup is not null)
        {
            context.References.NameTalkgroup(talkgroup.Value, item.Where("talkgroup"));
        }

        var radio = (uint?)item.RequiredNumber("radio", 1, TalkgroupKind.LargestId);
        if (radio is not null)
        {
            context.References.Define(SubscriberKind.Kind.Noun, radio.Value, item.Where("radio"), context.Errors);
        }

        if (id is null || at is null || host is null || module is null || callsign is null || talkgroup is null || radio is null)
        {
            return null;
        }

        var defaults = new M17LinkPlan(id, at, host, module.Value, callsign.Value, new TalkgroupId(talkgroup.Value), new RadioId(radio.Value));
        var link = defaults with
        {
            Name = item.Name("name") ?? defaults.Name,
            Port = item.Number("port", 1, ushort.MaxValue, defaults.Port),
            Priority = item.Number("priority", 0, 10, defaults.Priority),
            Enabled = item.Flag("enabled", defaults.Enabled),
            Line = node.Line,
        };
        context.References.Define("M17 module", $"{link.Host}:{link.Port}/{link.Module}", item.Where("module"), context.Errors);
        context.LinkCallsigns.Add((link.Callsign, item.Where("callsign")));
        return link;
    }

    private static string? ReadHost(ItemReader item)
    {
        if (item.RequiredText("host") is not { } host)
        {
            return null;
        }

        if (host.Length <= LongestHost && Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            return host.ToLowerInvariant();
        }

        item.Context.Errors.Add(item.Where("host"), $"\"host\" is {ItemReader.Shown(item.Where("host"))}. Write a host name or an IP address, without the port.");
        return null;
    }

    private static char? ReadModule(ItemReader item)
    {
        if (item.Required("module") is not { } node)
        {
            return null;
        }

        if (node is YamlScalar { Text: [>= 'A' and <= 'Z'] } scalar)
        {
            return scalar.Text[0];
        }

        item.Context.Errors.Add(node, $"\"module\" is {ItemReader.Shown(node)}. Write one letter, A to Z.");
        return null;
    }
}
