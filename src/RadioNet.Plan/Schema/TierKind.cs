using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Yaml;

namespace RadioNet.Plan.Schema;

/// <summary>The tiers' keys, read and written.</summary>
internal static class TierKind
{
    private const int MostLevels = 8;

    public static Kind<Tier> Kind { get; } = new("tiers", new LocalizedText("cấp", "tier"), "One level of the network.",
    [
        new("level", PlanField.Required, "1 to 8", "its depth, 1 at the top", t => YamlText.Number(t.Level)),
        new("name", PlanField.Required, "text, or { vi, en }", "what a unit of this level is called", t => YamlText.Name(t.Name)),
    ]);

    public static Tier? Read(YamlNode node, ReadContext context)
    {
        if (ItemReader.Of(node, Kind.Noun, Kind.Keys, context) is not { } item)
        {
            return null;
        }

        var level = item.RequiredNumber("level", 1, MostLevels);
        var name = item.Required("name") is null ? null : item.Name("name");
        if (level is null)
        {
            return null;
        }

        context.Tree.AddTier((int)level, item.Where("level"), context.Errors);
        return name is null ? null : new Tier((int)level, name);
    }
}
