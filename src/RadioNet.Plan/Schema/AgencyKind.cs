using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Yaml;

namespace RadioNet.Plan.Schema;

/// <summary>The agencies' keys, read and written.</summary>
internal static class AgencyKind
{
    public static Kind<Agency> Kind { get; } = new("agencies", new LocalizedText("cơ quan", "agency"), "A service whose people hold radios.",
    [
        new("id", PlanField.Required, "id", "its id", a => YamlText.Scalar(a.Id)),
        new("name", PlanField.ItsId, "text, or { vi, en }", "what people call it", a => a.Name == LocalizedText.Same(a.Id) ? null : YamlText.Name(a.Name)),
    ]);

    public static Agency? Read(YamlNode node, ReadContext context)
    {
        if (ItemReader.Of(node, Kind.Noun, Kind.Keys, context) is not { } item || item.RequiredId("id") is not { } id)
        {
            return null;
        }

        context.References.Define(Kind.Noun, id, item.Where("id"), context.Errors);
        return new Agency(id, item.Name("name") ?? LocalizedText.Same(id)) { Line = node.Line };
    }
}
