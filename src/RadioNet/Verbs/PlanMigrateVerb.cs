using System.CommandLine;
using RadioNet.Api.Links;
using RadioNet.Command.Terminal;
using RadioNet.Plan;
using RadioNet.Plan.Migration;
using RadioNet.Plan.Model;
using RadioNet.Plan.Presets;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet plan migrate FILE --to PRESET|FILE</c>: the plan of another form of the network, with all ids kept.</summary>
internal static class PlanMigrateVerb
{
    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "migrate", "Chuyển quy hoạch sang dạng khác của mạng (như khi bỏ cấp huyện); mọi mã được giữ nguyên.",
            "Makes the plan of another form of the network (as when districts ended); every id is kept.",
            "radionet plan migrate province.yaml --to dak-lak-2025 -o province-2025.yaml",
            "radionet plan migrate province.yaml --to dak-lak-2025 --place ea-bhok=ea-ktur-commune --place node/core-lak=lien-son-lak-commune -o new.yaml",
            "radionet plan migrate province.yaml --to other-form.yaml > new.yaml");
        var file = verb.Word("FILE", "Tệp quy hoạch YAML; - là đầu vào chuẩn", "The plan's YAML file; - is standard input");
        var to = verb.Option<string>(
            "--to", "PRESET|FILE", "Dạng mới: tên quy hoạch mẫu, hoặc tệp có các cấp và địa bàn", "The new form: a preset's name, or a file that has its tiers and places");
        to.Required = true;
        var places = verb.Option<string[]>(
            "--place", "WHAT=PLACE", "Một địa bàn cũ, hoặc một mục như node/core-1, về địa bàn mới nào; dùng được nhiều lần",
            "Where an old place, or an entry such as node/core-1, goes; as often as needed");
        var target = verb.Option<string>("--output", "FILE", "Ghi quy hoạch mới ra tệp này (mặc định đầu ra chuẩn)", "Write the new plan there (standard output otherwise)");
        target.Aliases.Add("-o");
        var json = verb.Option<bool>("--json", null, "Kết quả cho máy đọc", "For machines");
        verb.SetAction(async (parsed, cancel) =>
        {
            var given = Given(parsed.GetValue(places) ?? []);
            var (name, path) = (parsed.GetRequiredValue(file), parsed.GetValue(target));
            var form = await FormAsync(parsed.GetRequiredValue(to), cancel).ConfigureAwait(false);
            var outcome = PlanMigration.Migrate(await PlanText.ReadAsync(name, cancel).ConfigureAwait(false), form, given);
            if (!outcome.Succeeded)
            {
                throw PlanText.ErrorsIn(name, outcome.Errors);
            }

            var text = PlanWriter.Write(outcome.Plan, withSecrets: true);
            if (path is not null)
            {
                Write(path, text);
            }

            Tell(language, outcome, text, path, parsed.GetValue(json));
            return 0;
        });
        return verb;
    }

    private static Dictionary<string, string> Given(string[] words)
    {
        var given = new Dictionary<string, string>();
        foreach (var word in words)
        {
            if (word.Split('=') is not [{ Length: > 0 } what, { Length: > 0 } place])
            {
                throw new Failure(
                    $"--place {word}: hãy viết WHAT=PLACE, như ea-bhok=ea-ktur-commune.", $"--place {word}: write WHAT=PLACE, such as ea-bhok=ea-ktur-commune.", 2);
            }

            if (!given.TryAdd(what, place))
            {
                throw new Failure($"--place nói hai lần về {what}.", $"--place speaks of {what} twice.", 2);
            }
        }

        return given;
    }

    /// <summary>A preset by its name, else a file.</summary>
    private static async Task<NetworkPlan> FormAsync(string form, CancellationToken cancel)
    {
        var text = PlanPresets.Find(form)?.Text;
        if (text is null && form != "-" && !File.Exists(form) && !form.Contains('.', StringComparison.Ordinal) && !form.Contains('/', StringComparison.Ordinal))
        {
            // A word, and no file of that name: it was meant to be a preset.
            PlanPresetVerb.Find(form);
        }

        var reading = PlanReader.Read(text ?? await PlanText.ReadAsync(form, cancel).ConfigureAwait(false));
        return reading.Succeeded ? reading.Plan : throw PlanText.ErrorsIn(form, reading.Errors);
    }

    private static void Write(string path, string text)
    {
        if (File.Exists(path))
        {
            throw new Failure($"{path} đã có. Hãy chọn tên khác.", $"{path} is there already. Choose another name.");
        }

        try
        {
            PrivateFile.Write(path, text);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new Failure(
                $"Không ghi được {path}. Hãy kiểm tra thư mục và quyền ghi.", $"{path} cannot be written. Check its folder and the right to write there.");
        }
    }

    /// <summary>The plan goes to standard output where no file was named; the table then goes beside it.</summary>
    private static void Tell(Language language, PlanMigrationOutcome outcome, string text, string? path, bool json)
    {
        if (json)
        {
            PlanMigrationView.WriteJson(new Output(Console.Out, language, json: true), outcome, path is null ? text : null, path);
            return;
        }

        if (path is null)
        {
            Console.Out.Write(text);
        }

        PlanMigrationView.Write(new Output(path is null ? Console.Error : Console.Out, language, json: false), outcome, toPipe: path is null);
        if (path is not null)
        {
            Console.Out.WriteLine(language.Say($"Quy hoạch mới ở {path}. Xem nó sẽ thay đổi gì: radionet plan {path}", $"The new plan is {path}. See what it would change: radionet plan {path}"));
        }
    }
}
