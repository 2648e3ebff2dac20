using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet export</c>: the plan as YAML.</summary>
internal static class ExportVerb
{
    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "export", "In quy hoạch ra YAML; bí mật được ghi là \"kept\".", "Writes the plan out as YAML; secrets as \"kept\".",
            "radionet export > province.yaml", "radionet export --revision 3 | diff province.yaml -", "radionet export --with-secrets > backup.yaml");
        var revision = verb.Option<int>("--revision", "REV", "Bản nào (mặc định bản mới nhất)", "Which revision (the newest otherwise)");
        var secrets = verb.Option<bool>("--with-secrets", null, "In cả bí mật", "With the secrets");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var export = await node.Plan.ExportAsync(
                new ExportRequest { Revision = parsed.GetValue(revision), WithSecrets = parsed.GetValue(secrets) }, cancellationToken: cancel);
            if (output.Json)
            {
                output.Object(json =>
                {
                    json.WriteNumber("revision", export.Revision);
                    json.WriteWord("overlay", export.Overlay);
                    json.WriteString("text", export.Text);
                });
            }
            else
            {
                output.Line(export.Text.TrimEnd('\n'));
            }
        });
    }
}
