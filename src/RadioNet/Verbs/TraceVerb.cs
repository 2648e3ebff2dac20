using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet call …</c>: one call.</summary>
internal static class TraceVerb
{
    public static Verb Create(Language language) =>
        new(language, "call", "Xem kỹ một cuộc gọi.", "Looks at one call.", "radionet call trace core-dak-lak.3.128")
        {
            Trace(language),
        };

    private static Verb Trace(Language language)
    {
        var verb = new Verb(
            language, "trace",
            """
            Đường đi của một cuộc gọi qua các nút: nhấn, xin quyền nói, quyết định và lý do, cho phép, cụm đầu tiên tới từng nơi nghe.
            Mã cuộc gọi lấy từ 'radionet calls --json'. Nút được hỏi sẽ hỏi các nút khác, đợi nhiều nhất 2 giây, và đổi mọi giờ theo
            đồng hồ của nó; sai số của đồng hồ mỗi nút hiện sau dấu ±.
            """,
            """
            A call's way across the nodes: press, request, decision with its reason, grant, first burst to each listener.
            The call's id is in 'radionet calls --json'. The asked node asks the others, waits 2 seconds at most, and turns all times
            into those of its own clock; how wrong each node's may be stands behind ±.
            """,
            "radionet call trace core-dak-lak.3.128", "radionet call trace core-dak-lak.3.128 --json");
        var id = verb.Word("ID", "Mã cuộc gọi", "The call's id");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var trace = await node.Traces.GetAsync(new GetTraceRequest { Call = parsed.GetValue(id)! }, cancellationToken: cancel);
            if (output.Json)
            {
                output.Object(json => TraceView.Write(json, trace));
            }
            else
            {
                TraceView.Show(output, trace);
            }
        });
    }
}
