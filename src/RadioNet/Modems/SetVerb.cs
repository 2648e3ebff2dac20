using System.CommandLine;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;
using RadioNet.Command.Verbs;
using RadioNet.Plan;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;

namespace RadioNet.Command.Modems;

/// <summary><c>radionet modem set …</c>: changes a base station or its modem by the network plan, and sees that it follows.</summary>
internal static class SetVerb
{
    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "set",
            """
            Đổi thiết lập của trạm gốc hoặc modem qua quy hoạch: cho xem trước, hỏi, áp dụng, rồi chờ trạm gốc làm theo.

            Đổi được lúc mạng đang chạy; lịch sử và cách quay lại như mọi thay đổi của quy hoạch.
            Mã kết thúc 1 khi trạm gốc báo là không làm được.
            """,
            """
            Changes a base station's or its modem's settings by the network plan: shows it first, asks, applies, and waits for the station.

            It works while the network runs; history and the way back are those of every change of the plan.
            Exit code 1 when the base station reports that it can't do it.
            """,
            "radionet modem set tan-loi-hill/bs1/c1 transmit-level=47.5%", "radionet modem set tan-loi-hill/bs1/c1 receive-offset=-150Hz invert=transmit,ptt --yes",
            "radionet modem set tan-loi-hill/bs1 maintenance=true --yes");
        var target = verb.Word("SITE/BASE-STATION[/CARRIER]", "Trạm gốc, hoặc một sóng mang của nó", "The base station, or a carrier of it");
        var words = new Argument<string[]>("KEY=VALUE")
        {
            Description = language.Say("Khóa và giá trị của quy hoạch; KEY+=VALUE và KEY-=VALUE đổi một danh sách", "The plan's keys and values; KEY+=VALUE and KEY-=VALUE change a list"),
            Arity = ArgumentArity.OneOrMore,
        };
        verb.Add(words);
        var yes = verb.Option<bool>("--yes", null, "Không hỏi", "Does not ask");
        var comment = verb.Option<string>("--comment", "TEXT", "Ghi chú cho lịch sử", "A comment for the history");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var change = new StationChange(CarrierPath.Parse(parsed.GetRequiredValue(target)), parsed.GetValue(words) ?? [], parsed.GetValue(comment) ?? "");
            await ApplyAsync(node, change, parsed.GetValue(yes), output, cancel).ConfigureAwait(false);
        });
    }

    /// <summary>Shows, asks, applies, waits; what the station can't do is a failure.</summary>
    public static async Task ApplyAsync(NodeClient node, StationChange change, bool isSure, Output output, CancellationToken cancel)
    {
        var compared = await CompareAsync(node, change, cancel).ConfigureAwait(false);
        if (compared.Changes.TotalRows == 0)
        {
            if (output.Json) output.Object(json => json.WriteBoolean("changed", false));
            else output.Say($"Không có gì thay đổi so với bản quy hoạch {compared.Revision}.", $"Nothing would change; this is plan revision {compared.Revision}.");
            return;
        }

        if (!output.Json) PlanView.Write(output, compared.Changes);
        if (!isSure) Confirm(output);
        var answer = await node.Plan.EditBaseStationAsync(change.ToRequest(compared.Revision), cancellationToken: cancel);
        var sight = await StationSight.WaitAsync(node, change.Target, answer.Revision.Number, cancel).ConfigureAwait(false);
        Write(output, answer, compared.Revision, sight);
        if (sight.Problem(change.Target, answer.Revision.Number, compared.Revision) is { } problem) throw new Failure([problem]);
    }

    /// <summary>What the words would change, by the plan that is in force.</summary>
    private static async Task<CompareResponse> CompareAsync(NodeClient node, StationChange change, CancellationToken cancel)
    {
        var export = await node.Plan.ExportAsync(new ExportRequest(), cancellationToken: cancel);
        var plan = PlanReader.Read(export.Text).Plan ?? throw new Failure(
            "Chương trình này không đọc được quy hoạch của nút: hãy dùng cùng phiên bản.", "This program can't read the node's plan: use the node's version of it.");
        var target = change.Target;
        var reading = target.Carrier.Length == 0
            ? PlanEdits.SetBaseStation(plan, target.Site, target.BaseStation, change.Words)
            : PlanEdits.SetCarrier(plan, target.Site, target.BaseStation, target.Carrier, change.Words);
        return reading.Succeeded
            ? await PlanText.CompareAsync(node, $"{target}", PlanWriter.Write(reading.Plan!), cancel).ConfigureAwait(false)
            : throw new Failure([.. reading.Errors.Select(error => LocalizedText.Same(error.Message))]);
    }

    private static void Confirm(Output output)
    {
        if (output.Json || Console.IsInputRedirected)
        {
            throw new Failure("Không có ai để hỏi ở đây. Nếu đúng ý, hãy thêm --yes.", "There is nobody here to ask. If it is right, add --yes.", 2);
        }

        Console.Error.Write(output.Language.Say("Áp dụng? [c/K] ", "Apply? [y/N] "));
        if (Console.ReadLine()?.Trim().ToUpperInvariant() is not ("Y" or "YES" or "C" or "CÓ" or "CO"))
        {
            throw new Failure("Không thay đổi gì.", "Nothing was changed.");
        }
    }

    private static void Write(Output output, PlanChangeResponse answer, int before, StationSight sight)
    {
        var revision = answer.Revision.Number;
        if (output.Json)
        {
            output.Object(json =>
            {
                PlanView.WriteRevision(json, answer.Revision);
                json.WriteBoolean("changed", answer.Changed);
                PlanView.WriteJson(json, answer.Changes);
                json.WriteBoolean("attached", sight.Attached);
                json.WriteBoolean("follows", sight.Follows);
                json.WriteObjects("problems", sight.Problems, problem =>
                {
                    json.WriteString("vi", problem.Vi);
                    json.WriteString("en", problem.En);
                });
                json.WriteNumber("rollback", before);
            });
            return;
        }

        output.Say($"Bản quy hoạch {revision} đã có hiệu lực.", $"Plan revision {revision} is in force.");
        if (sight.Follows && sight.Problems.Count == 0) output.Say("Trạm gốc đã làm theo.", "The base station follows it.");
        if (!sight.Attached) output.Say("Trạm gốc chưa nối với mạng: nó sẽ làm theo khi nối lại.", "The base station is not attached: it follows when it comes back.");
        output.Say($"Quay lại bằng: radionet rollback {before}", $"Go back with: radionet rollback {before}");
    }
}
