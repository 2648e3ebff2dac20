using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Yaml;

namespace RadioNet.Plan.Schema;

/// <summary>The nodes' keys, read and written.</summary>
internal static class NodeKind
{
    public static Kind<NodePlan> Kind { get; } = new("nodes", new LocalizedText("nút mạng", "node"),
        "A network core; it serves its place and every place below that has no node of its own.",
    [
        new("id", PlanField.Required, "id", "its id", n => YamlText.Scalar(n.Id)),
        new("at", PlanField.Required, "a place", "the place that it stands at; one node a place, one at the root", n => YamlText.Scalar(n.At)),
        new("name", PlanField.ItsId, "text, or { vi, en }", "what people call it", n => n.Name == LocalizedText.Same(n.Id) ? null : YamlText.Name(n.Name)),
    ]);

    public static NodePlan? Read(YamlNode node, ReadContext context)
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
        var name = item.Name("name");
        if (id is null || at is null)
        {
            return null;
        }

        var plan = new NodePlan(id, at) { Name = name ?? LocalizedText.Same(id), Line = node.Line };
        context.Tree.AddNode(plan, item.Where("at"));
        return plan;
    }
}
