using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Yaml;
using RadioNet.Protocols;
using RadioNet.Protocols.M17;

namespace RadioNet.Plan.Schema;

/// <summary>The subscribers' keys, read and written.</summary>
internal static class SubscriberKind
{
    public static Kind<Subscriber> Kind { get; } = new("subscribers", new LocalizedText("máy vô tuyến", "subscriber"), "Who holds a radio.",
    [
        new("id", PlanField.Required, "1 to 16777214", "the radio's individual address (24 bits; 16777215 is everybody's)", s => YamlText.Number(s.Id.Value)),
        new("alias", PlanField.ItsId, "text", "what people call the holder", s => s.Alias == s.Id.ToString() ? null : YamlText.Scalar(s.Alias)),
        new("agency", PlanField.None, "an agency", "the holder's service", s => YamlText.Optional(s.Agency)),
        new("home", PlanField.TheRoot, "a place", "where the holder belongs", s => YamlText.Optional(s.Home)),
        new("talkgroups", PlanField.None, "list of talkgroups", "the talkgroups that it may talk and be heard on", s => s.Talkgroups.IsEmpty ? null : YamlText.List(s.Talkgroups.Select(t => t.ToString()))) { IsList = true },
        new("priority", "5", "0 to 10", "10 is highest; orders the queue within a call", s => YamlText.Number(s.Priority)),
        new("pre-empt", "false", "true or false", "whether it takes the floor from a talker of lower priority", s => YamlText.Flag(s.PreEmpt)),
        new("private-calls", "true", "true or false", "whether it may call one radio", s => YamlText.Flag(s.PrivateCalls)),
        new("all-call", "false", "true or false", "whether it may call everybody", s => YamlText.Flag(s.AllCall)),
        new("callsign", PlanField.None, "an M17 callsign of at most 9 characters", "who it is at M17 reflectors; no other subscriber's, nor an M17 link's", s => s.Callsign is { } callsign ? YamlText.Quoted(callsign.ToString()) : null),
        new("stunned", "false", "true or false", "whether it is barred from the network (lost or stolen)", s => YamlText.Flag(s.Stunned)),
    ]);

    public static Subscriber? Read(YamlNode node, ReadContext context)
    {
        if (ItemReader.Of(node, Kind.Noun, Kind.Keys, context) is not { } item)
        {
            return null;
        }

        var id = (uint?)item.RequiredNumber("id", 1, TalkgroupKind.LargestId);
        if (id is not null)
        {
            context.References.Define(Kind.Noun, id.Value, item.Where("id"), context.Errors);
        }

        var callsign = item.Callsign("callsign", M17Address.LongestText, required: false);
        if (callsign is { } known)
        {
            context.References.Define("callsign", known.ToString(), item.Where("callsign"), context.Errors);
        }

        var defaults = new Subscriber(new RadioId(id ?? 0));
        var subscriber = defaults with
        {
            Alias = item.Text("alias") ?? defaults.Alias,
            Agency = item.Reference("agency", ReferenceKind.Agency, required: false),
            Home = item.Reference("home", ReferenceKind.Place, required: false),
            Talkgroups = ReadTalkgroups(item),
            Priority = item.Number("priority", 0, 10, defaults.Priority),
            PreEmpt = item.Flag("pre-empt", defaults.PreEmpt),
            PrivateCalls = item.Flag("private-calls", defaults.PrivateCalls),
            AllCall = item.Flag("all-call", defaults.AllCall),
            Callsign = callsign,
            Stunned = item.Flag("stunned", defaults.Stunned),
            Line = node.Line,
        };
        return id is null ? null : subscriber;
    }

    /// <summary>Ascending and each once: call control searches them by halves on every spurt.</summary>
    private static ImmutableArray<TalkgroupId> ReadTalkgroups(ItemReader item)
    {
        var nodes = item.List("talkgroups");
        if (nodes.Count == 0)
        {
            return [];
        }

        var ids = new SortedSet<uint>();
        foreach (var node in nodes)
        {
            if (item.AsNumber("talkgroups", node, 1, TalkgroupKind.LargestId) is { } id)
            {
                item.Context.References.NameTalkgroup((uint)id, node);
                ids.Add((uint)id);
            }
        }

        return [.. ids.Select(id => new TalkgroupId(id))];
    }
}
