using System.CommandLine;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary>The verbs that change one entry of the plan: add, set and remove, and those with fixed words.</summary>
internal static class EditVerb
{
    public delegate AsyncUnaryCall<PlanChangeResponse> Send(NodeClient node, EditRequest request, CancellationToken cancel);

    public static Verb WithWords(Verb verb, Language language, EditAction action, Send send)
    {
        var id = verb.Number("ID", "Số hiệu", "The id");
        var words = new Argument<string[]>("KEY=VALUE")
        {
            Description = language.Say(
                "Khóa và giá trị của quy hoạch; KEY+=VALUE và KEY-=VALUE đổi một danh sách",
                "The plan's keys and values; KEY+=VALUE and KEY-=VALUE change a list"),
            Arity = action == EditAction.Set ? ArgumentArity.OneOrMore : ArgumentArity.ZeroOrMore,
        };
        verb.Add(words);
        return Finish(verb, action, id, parsed => parsed.GetValue(words) ?? [], send);
    }

    public static Verb Fixed(Verb verb, EditAction action, string[] words, Send send) =>
        Finish(verb, action, verb.Number("ID", "Số hiệu", "The id"), _ => words, send);

    private static Verb Finish(Verb verb, EditAction action, Argument<uint> id, Func<ParseResult, string[]> words, Send send)
    {
        var comment = verb.Option<string>("--comment", "TEXT", "Ghi chú cho lịch sử", "A comment for the history");
        var expect = verb.Option<int>("--expect", "REV", "Chỉ đổi nếu bản này còn hiệu lực", "Only if this revision is still in force");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var request = new EditRequest
            {
                RequestId = NodeClient.NewRequestId(),
                ExpectedRevision = parsed.GetValue(expect),
                Action = action,
                Id = parsed.GetValue(id),
                Comment = parsed.GetValue(comment) ?? "",
                Who = NodeClient.Who,
            };
            request.Words.Add(words(parsed));
            PlanView.WriteAnswer(output, await send(node, request, cancel));
        });
    }
}
