using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet plan FILE</c>: what applying a plan would do, to people first; and what makes plans without a node.</summary>
internal static class PlanVerb
{
    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "plan", "Cho biết áp dụng một quy hoạch sẽ thay đổi những gì; không thay đổi gì.",
            "Shows what applying a plan would change; changes nothing.",
            "radionet plan province.yaml", "radionet export | sed 's/hang-time: 3s/hang-time: 5s/' | radionet plan -", "radionet plan province.yaml --json");
        verb.Add(PlanPresetVerb.Create(language));
        verb.Add(PlanMigrateVerb.Create(language));
        var file = verb.Word("FILE", "Tệp quy hoạch YAML; - là đầu vào chuẩn", "The plan's YAML file; - is standard input");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var name = parsed.GetRequiredValue(file);
            var compared = await PlanText.CompareAsync(node, name, await PlanText.ReadAsync(name, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
            if (output.Json)
            {
                output.Object(json =>
                {
                    json.WriteNumber("revision", compared.Revision);
                    PlanView.WriteJson(json, compared.Changes);
                });
            }
            else if (compared.Changes.TotalRows == 0)
            {
                output.Say(
                    $"Không có gì thay đổi so với bản quy hoạch {compared.Revision}.", $"Nothing would change; this is plan revision {compared.Revision}.");
            }
            else
            {
                PlanView.Write(output, compared.Changes);
                output.Line("");
                output.Say(
                    $"So với bản quy hoạch {compared.Revision}. Thực hiện bằng: radionet apply {name}",
                    $"Compared with plan revision {compared.Revision}. Make it so with: radionet apply {name}");
            }
        });
    }
}
