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
        if (id is null || tier is null)
        {
            return null;
        }

        var place = new Place(id, (int)tier, within, name ?? LocalizedText.Same(id)) { Line = node.Line };
        context.Tree.AddPlace(place, node, item.Where("tier"), item.Find("in"));
        return place;
    }
}
