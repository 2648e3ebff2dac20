using RadioNet.Api;
using RadioNet.Command.Terminal;
using RadioNet.Core.Records.Outages;
using RadioNet.Core.Services;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet outages</c>: what happened on both sides while the link between two nodes was gone.</summary>
internal static class OutagesVerb
{
    private const int UsualCount = 10;

    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "outages",
            """
            Những lần mất liên kết giữa hai nút, mới nhất trước: khi nào, mỗi bên đã làm gì, và mọi thứ được nhập lại ra sao.
            Nút biết các liên kết của mình và của các nút cấp dưới. Bản ghi của bên bị cắt chỉ gửi lên cấp trên,
            nên hãy hỏi nút cấp trên (hoặc nút gốc) để xem cả hai bên.
            """,
            """
            Outages of the links between nodes, newest first: from when to when, what each side did, and how it was merged.
            A node knows of its own links and of those below it. The records of the side that was cut off come up alone,
            so ask the upper node (or the root) to see both sides.
            """,
            "radionet outages", "radionet outages --last 1", "radionet outages --node core-tan-loi --json");
        var node = verb.Option<string>("--node", "ID", "Chỉ liên kết của nút này, ở đầu nào cũng được", "Only this node's link, at either end of it");
        var last = verb.Option<int>("--last", "N", $"Chỉ bấy nhiêu lần gần nhất (mặc định {UsualCount})", $"Only the newest so many ({UsualCount} otherwise)").AtLeast(1, language);
        return verb.Asks(async (parsed, client, output, cancel) =>
        {
            var request = new ListOutagesRequest { Node = parsed.GetValue(node) ?? "", Limit = parsed.GetValue(last) is > 0 and var asked ? asked : UsualCount };
            var reports = (await client.Outages.ListAsync(request, cancellationToken: cancel)).Outages.Select(OutageMessages.Read).ToList();
            if (output.Json)
            {
                reports.ForEach(report => output.Line(OutageReports.ToJson(report)));
            }
            else if (reports.Count == 0)
            {
                output.Say("Chưa có lần mất liên kết nào.", "There was no outage.");
            }
            else
            {
                output.Line(string.Join('\n', reports.Select(report => OutageText.Write(report, language.IsVietnamese))).TrimEnd());
            }
        });
    }
}
