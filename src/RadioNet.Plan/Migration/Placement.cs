using System.Globalization;
using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Schema;

namespace RadioNet.Plan.Migration;

/// <summary>Finds each entry's place in the new form, and says of which there is none.</summary>
internal sealed class Placement
{
    private readonly Dictionary<(string Noun, string Id), string> _places = [];

    public Placement(NetworkPlan old, Heirs heirs, IReadOnlyDictionary<string, string> given, References references, ErrorList errors)
    {
        // The upper first: what stands higher keeps its place, and what would come to stand beside it is told.
        var levels = old.Places.ToDictionary(p => p.Id, p => p.Tier);
        var nodes = new Dictionary<string, string>();
        foreach (var use in PlaceUse.Of(old).OrderBy(u => levels[u.Place]))
        {
            var (line, column) = references.Position(use.Noun.En, use.Line, use.Place);
            var found = given.TryGetValue($"{use.Noun.En}/{use.Id}", out var said) ? [said] : heirs[use.Place];
            var who = string.Create(CultureInfo.InvariantCulture, $"{Nouns.Capital(use.Noun.En)} {use.Id} is at \"{use.Place}\"");
            if (found.Length != 1)
            {
                var why = found.Length == 0
                    ? "which nothing in the new form took over"
                    : $"which was split between {string.Join(" and ", found.Select(p => $"\"{p}\""))}";
                errors.Add(line, column, $"{who}, {why}. Say where it goes: --place {use.Noun.En}/{use.Id}=PLACE, or --place {use.Place}=PLACE for all that is there.");
                continue;
            }

            if (use.Noun == NodeKind.Kind.Reference.Noun && !nodes.TryAdd(found[0], use.Id))
            {
                errors.Add(line, column, $"{who}, which \"{found[0]}\" took over; there stands node {nodes[found[0]]} already. Say where it goes: --place node/{use.Id}=PLACE, or take it out.");
            }

            _places[(use.Noun.En, use.Id)] = found[0];
        }
    }

    public string Of(NodePlan node) => _places[(NodeKind.Kind.Noun, node.Id)];

    public string Of(Site site) => _places[(SiteKind.Kind.Noun, site.Id)];

    public string Of(Talkgroup talkgroup) => _places[(TalkgroupKind.Kind.Noun, talkgroup.Id.ToString())];

    public string? Of(Subscriber subscriber) => subscriber.Home is null ? null : _places[(SubscriberKind.Kind.Noun, subscriber.Id.ToString())];

    public string Of(M17LinkPlan link) => _places[(M17LinkKind.Kind.Noun, link.Id)];

    public string Of(User user) => _places[(UserKind.Kind.Noun, user.Name)];
}
