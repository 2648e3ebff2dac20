using System.CommandLine;
using RadioNet.Command.Terminal;
using RadioNet.Plan.Presets;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet plan preset [NAME]</c>: the plans to begin with.</summary>
internal static class PlanPresetVerb
{
    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "preset", "Liệt kê các quy hoạch mẫu, hoặc in một bản ra.", "Lists the plans to begin with, or writes one out.",
            "radionet plan preset", "radionet plan preset dak-lak-2025 > province.yaml", "radionet plan preset --json");
        var name = new Argument<string>("NAME")
        {
            Description = language.Say("Tên của một bản mẫu; không có thì liệt kê", "A preset's name; without it they are listed"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        verb.Add(name);
        var json = verb.Option<bool>("--json", null, "Kết quả cho máy đọc, một đối tượng một dòng", "For machines: one object a line");
        verb.SetAction(parsed => Write(new Output(Console.Out, language, parsed.GetValue(json)), parsed.GetValue(name)));
        return verb;
    }

    /// <summary>A preset by its name; a failure that names them all when there is none.</summary>
    public static PlanPreset Find(string name)
    {
        var names = string.Join(", ", PlanPresets.All.Select(p => p.Name));
        return PlanPresets.Find(name)
            ?? throw new Failure($"Không có quy hoạch mẫu \"{name}\". Các bản mẫu: {names}.", $"There is no preset \"{name}\". The presets are {names}.");
    }

    private static void Write(Output output, string? name)
    {
        var presets = name is null ? [.. PlanPresets.All] : new[] { Find(name) };
        if (output.Json)
        {
            foreach (var preset in presets)
            {
                output.Object(json =>
                {
                    json.WriteString("name", preset.Name);
                    json.WriteStartObject("meaning");
                    json.WriteString("vi", preset.Meaning.Vi);
                    json.WriteString("en", preset.Meaning.En);
                    json.WriteEndObject();
                    if (name is not null)
                    {
                        json.WriteString("text", preset.Text);
                    }
                });
            }
        }
        else if (name is not null)
        {
            output.Line(presets[0].Text.TrimEnd('\n'));
        }
        else
        {
            output.Table(
                [output.Language.Say("Tên", "Name"), output.Language.Say("Nội dung", "What it holds")],
                presets.Select(preset => (string[])[preset.Name, output.Language.Say(preset.Meaning)]));
        }
    }
}
