using Grpc.Core;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet apply FILE</c>: makes a plan so, whole or not at all.</summary>
internal static class ApplyVerb
{
    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "apply", "Áp dụng một quy hoạch: trọn vẹn hoặc không gì cả.", "Makes a plan so: whole or not at all.",
            "radionet apply province.yaml", "radionet apply province.yaml --comment \"new site at Ea Kao\"", "radionet apply province.yaml --expect 7");
        var file = verb.Word("FILE", "Tệp quy hoạch YAML; - là đầu vào chuẩn", "The plan's YAML file; - is standard input");
        var comment = verb.Option<string>("--comment", "TEXT", "Ghi chú cho lịch sử", "A comment for the history");
        var expect = verb.Option<int>("--expect", "REV", "Chỉ áp dụng nếu bản này còn hiệu lực", "Only if this revision is still in force");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var name = parsed.GetRequiredValue(file);
            var text = await PlanText.ReadAsync(name, cancel).ConfigureAwait(false);
            try
            {
                var answer = await node.Plan.ApplyAsync(
                    new ApplyRequest
                    {
                        RequestId = NodeClient.NewRequestId(),
                        Text = text,
                        Comment = parsed.GetValue(comment) ?? "",
                        ExpectedRevision = parsed.GetValue(expect),
                        Who = NodeClient.Who,
                    },
                    cancellationToken: cancel);
                PlanView.WriteAnswer(output, answer);
            }
            catch (RpcException refused) when (NodeClient.PlanErrorsOf(refused) is not null)
            {
                // The refusal holds as many errors as fit; a comparison tells them all.
                await PlanText.CompareAsync(node, name, text, cancel).ConfigureAwait(false);
                throw;
            }
        });
    }
}
