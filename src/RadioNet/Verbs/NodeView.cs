using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary>Nodes as the command shows them.</summary>
internal static class NodeView
{
    public static string[] Heads(Language language) =>
    [
        language.Say("Nút", "Node"), language.Say("Địa bàn", "Place"), language.Say("Liên kết", "Link"), language.Say("Từ (UTC)", "Since (UTC)"),
        language.Say("Quy hoạch", "Plan"), language.Say("Chứng thư", "Certificate"), language.Say("Đến (UTC)", "Until (UTC)"),
    ];

    public static string[] Row(Language language, Node node) =>
    [
        node.Id, node.Place, Link(language, node), ShortTime.Of(node.Since), Plan(language, node),
        CertificateView.State(language, node.Certificate), ShortTime.Of(node.Certificate?.Expires),
    ];

    public static void Write(Utf8JsonWriter json, Node node)
    {
        json.WriteString("id", node.Id);
        json.WriteString("place", node.Place);
        json.WriteBoolean("self", node.Self);
        json.WriteBoolean("attached", node.Parent.Length > 0);
        json.WriteWord("parent", node.Parent);
        json.WriteTime("since", node.Since);
        json.WriteNumber("planRevision", node.PlanRevision);
        json.WriteWord("planOverlay", node.PlanOverlay);
        json.WriteNumber("editsNotTaken", node.EditsNotTaken);
        json.WriteWord("planSha256", Convert.ToHexStringLower(node.PlanSha256.Span));
        json.WriteWord("plan", node.PlanStep == PlanStep.Unspecified ? "" : node.PlanStep.Word());
        json.WriteText("planProblem", node.PlanProblem);
        json.WriteWord("software", node.Software);
        if (node.Clock is { } clock)
        {
            json.WriteStartObject("clock");
            json.WriteNumber("offsetMs", clock.Offset / 1000.0);
            json.WriteNumber("errorMs", clock.Error / 1000.0);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("clock");
        }

        if (node.Certificate is { } certificate)
        {
            json.WriteStartObject("certificate");
            CertificateView.Write(json, certificate);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("certificate");
        }
    }

    private static string Link(Language language, Node node) => (node.Self, node.Parent) switch
    {
        (true, "") => language.Say("chính nút này", "this node"),
        (true, var parent) => language.Say($"chính nút này, ở {parent}", $"this node, at {parent}"),
        (_, "") => language.Say("không", "down"),
        (_, var parent) => language.Say($"ở {parent}", $"at {parent}"),
    };

    private static string Plan(Language language, Node node)
    {
        var number = RevisionLabel.Of(node.PlanRevision, node.PlanOverlay);
        return node.PlanStep switch
        {
            PlanStep.InStep => language.Say($"{number}, khớp", $"{number}, in step"),
            PlanStep.Behind => node.PlanRevision == 0 ? language.Say("chưa có", "none yet") : language.Say($"{number}, cũ hơn", $"{number}, behind"),
            PlanStep.Ahead => language.Say($"{number}, mới hơn", $"{number}, ahead"),
            _ => "",
        };
    }
}
