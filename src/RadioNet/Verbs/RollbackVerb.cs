using System.CommandLine;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet rollback REV</c>: an older revision's content becomes the plan again.</summary>
internal static class RollbackVerb
{
    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "rollback", "Trở về nội dung của một bản quy hoạch cũ, thành bản mới.", "Goes back to an older revision's content, as a new revision.",
            "radionet history", "radionet rollback 3", "radionet rollback 3 --comment \"wrong slots\"");
        var revision = new Argument<int>("REV") { Description = language.Say("Bản quy hoạch", "The revision") };
        verb.Add(revision);
        var comment = verb.Option<string>("--comment", "TEXT", "Ghi chú cho lịch sử", "A comment for the history");
        return verb.Asks(async (parsed, node, output, cancel) => PlanView.WriteAnswer(output, await node.Plan.RollbackAsync(
            new RollbackRequest
            {
                RequestId = NodeClient.NewRequestId(),
                Revision = parsed.GetValue(revision),
                Comment = parsed.GetValue(comment) ?? "",
                Who = NodeClient.Who,
            },
            cancellationToken: cancel)));
    }
}
