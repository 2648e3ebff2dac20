using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Yaml;

namespace RadioNet.Plan.Schema;

/// <summary>The places' keys, read and written.</summary>
internal static class PlaceKind
{
    public static Kind<Place> Kind { get; } = new("places", new LocalizedText("địa bàn", "place"), "One unit of a tier; places form one tree.",
    [
        new("id", PlanField.Required, "id", "its id", p => YamlText.Scalar(p.Id)),
        new("tier", PlanField.Required, "a tier's level", "the tier that it is a unit of; deeper than its parent's", p => YamlText.Number(p.Tier)),
        new("in", PlanField.None, "a place", "the place that it lies in; left out for the root alone", p => YamlText.Optional(p.In)),
        new("name", PlanField.ItsId, "text, or { vi, en }", "what people call it", p => p.Name == LocalizedText.Same(p.Id) ? null : YamlText.Name(p.Name)),
        new("from", PlanField.None, "a date, such as 2025-07-01", "the first day on which it is there", p => YamlText.Optional(p.From)),
        new("until", PlanField.None, "a date after from", "the first day on which it is no more: from then on nothing stands or has its home there", p => YamlText.Optional(p.Until)),
        new("replaces", PlanField.None, "list of ids", "the places that it took over, whole or in part; they need not be in the plan",
            p => p.Replaces.IsEmpty ? null : YamlText.List(p.Replaces.Select(YamlText.Scalar))) { IsList = true },
    ]);

    public static Place? Read(YamlNode node, ReadContext context)
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

        var tier = item.RequiredNumber("tier", 1, int.MaxValue);
        var within = item.Reference("in", ReferenceKind.Place, required: false);
        var name = item.Name("name");
        var (from, until) = (item.Date("from"), item.Date("until"));
        if (from >= until)
        {
            context.Errors.Add(item.Where("until"), $"\"until\" is {Measures.Text(until.Value)}, which is not after \"from\". Write the first day on which the place is no more.");
        }

        var replaces = Replaced(item);
        if (id is null || tier is null)
        {
            return null;
        }

        var place = new Place(id, (int)tier, within, name ?? LocalizedText.Same(id)) { From = from, Until = until, Replaces = replaces, Line = node.Line };
        context.Tree.AddPlace(place, node, item.Where("tier"), item.Find("in"));
        return place;
    }

    /// <summary>Each once, by id.</summary>
    private static ImmutableArray<string> Replaced(ItemReader item) =>
        [.. item.List("replaces").Select(node => item.AsId("replaces", node)).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
}
