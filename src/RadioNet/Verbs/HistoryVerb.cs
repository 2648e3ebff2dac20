using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet history</c>: the plan's revisions, newest first.</summary>
internal static class HistoryVerb
{
    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "history", "Liệt kê các bản quy hoạch, mới nhất trước.", "Lists the plan's revisions, newest first.",
            "radionet history", "radionet history --limit 5 --json");
        var limit = verb.Option<int>("--limit", "N", "Nhiều nhất bao nhiêu bản (mặc định 50)", "At most so many (50 otherwise)");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var history = await node.Plan.HistoryAsync(new HistoryRequest { PageSize = parsed.GetValue(limit) }, cancellationToken: cancel);
            if (output.Json)
            {
                foreach (var revision in history.Revisions)
                {
                    output.Object(json => PlanView.WriteRevision(json, revision));
                }

                return;
            }

            output.Table(
                [language.Say("Bản", "Revision"), language.Say("Lúc (UTC)", "At (UTC)"), language.Say("Ai", "Who"), language.Say("Từ", "Origin"), language.Say("Ghi chú", "Comment")],
                history.Revisions.Select(revision => (string[])
                [
                    RevisionLabel.Of(revision), ShortTime.Of(revision.At), revision.Who, Origin(language, revision), Comment(language, revision),
                ]));
        });
    }

    private static string Origin(Language language, Revision revision) => revision.OverlayState switch
    {
        OverlayState.Open => language.Say("tại nút, chờ nút gốc", "local, waits for the root"),
        OverlayState.Taken => language.Say($"tại nút, nút gốc nhận thành bản {revision.TakenAs}", $"local, taken as {revision.TakenAs}"),
        OverlayState.Refused => language.Say("tại nút, nút gốc không nhận", "local, not taken"),
        _ => revision.Origin.Word(),
    };

    private static string Comment(Language language, Revision revision) =>
        string.Join(". ", new[] { revision.What, revision.Comment, revision.WhyNot is { } why ? language.Say(why) : "" }.Where(part => part.Length > 0));
}
