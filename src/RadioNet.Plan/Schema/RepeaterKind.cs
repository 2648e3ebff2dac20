using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Yaml;
using RadioNet.Protocols;

namespace RadioNet.Plan.Schema;

/// <summary>The repeaters' keys, read and written.</summary>
internal static class RepeaterKind
{
    private const int MostCalls = 65_535;

    public static Kind<Repeater> Kind { get; } = new("repeaters", new LocalizedText("trạm lặp", "repeater"),
        "A third-party base station that attaches over the Homebrew protocol.",
    [
        new("id", PlanField.Required, "1 to 4026531839", "the id by which it logs in; unique in the network", r => YamlText.Number(r.Id.Value)),
        new("secret", PlanField.Required, "text, or kept", "the secret that it proves at login; kept means the one stored now", r => YamlText.Quoted(r.Secret)) { Secret = true },
        new("color-code", "1", "0 to 15", "its colour code on the air", r => YamlText.Number(r.ColorCode.Value)),
        new("calls-at-once", PlanField.None, "1 to 65535", "calls at once, both directions together, on a link that is no two-slot repeater", r => r.CallsAtOnce == 0 ? null : YamlText.Number(r.CallsAtOnce)),
        new("roam", "false", "true or false", "whether it may log in at any node; every node then holds its secret", r => YamlText.Flag(r.Roam)),
    ]);

    public static Repeater? Read(YamlNode node, ReadContext context)
    {
        if (ItemReader.Of(node, Kind.Noun, Kind.Keys, context) is not { } item)
        {
            return null;
        }

        var id = (uint?)item.RequiredNumber("id", 1, SlotPorts.FirstCarrier - 1);
        if (id is not null)
        {
            context.References.Define(Kind.Noun, id.Value, item.Where("id"), context.Errors);
        }

        var secret = item.RequiredText("secret");
        var defaults = new Repeater(default, "");
        var repeater = new Repeater(new RepeaterId(id ?? 0), secret ?? "")
        {
            ColorCode = item.ColorCode("color-code", defaults.ColorCode),
            CallsAtOnce = item.Number("calls-at-once", 1, MostCalls, defaults.CallsAtOnce),
            Roam = item.Flag("roam", defaults.Roam),
            Line = node.Line,
        };
        return id is null || secret is null ? null : repeater;
    }
}
