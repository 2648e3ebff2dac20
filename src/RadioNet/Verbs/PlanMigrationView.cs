using RadioNet.Command.Terminal;
using RadioNet.Plan.Migration;

namespace RadioNet.Command.Verbs;

/// <summary>What a migration moved, as a table or for machines.</summary>
internal static class PlanMigrationView
{
    public static void Write(Output output, PlanMigrationOutcome outcome, bool toPipe)
    {
        var language = output.Language;
        string[] heads = [language.Say("Mục", "Entry"), language.Say("Từ", "From"), language.Say("Đến", "To"), language.Say("Ghi chú", "Note")];
        var rows = outcome.Moves.Select(move => (string[])[$"{language.Say(move.Noun)} {move.Id}", move.From, move.To, Note(language, move.Note)]);
        if (toPipe)
        {
            output.Plain(heads, rows);
        }
        else
        {
            output.Table(heads, rows);
        }

        output.Say(
            $"{outcome.Moves.Length} mục đã chuyển. Địa bàn: {outcome.PlacesAdded} mới, {outcome.PlacesEnded} kết thúc và được giữ làm lịch sử.",
            $"{outcome.Moves.Length} entries moved. Places: {outcome.PlacesAdded} are new, {outcome.PlacesEnded} ended and stay as history.");
        if (outcome.PlacesDropped > 0)
        {
            output.Say(
                $"{outcome.PlacesDropped} địa bàn cũ không còn trong quy hoạch: dạng mới không cho biết chúng kết thúc ngày nào (\"from\").",
                $"{outcome.PlacesDropped} old places are not in the plan any more: the new form does not say on which day they ended (\"from\").");
        }
    }

    /// <summary>One object; with the plan's text where it was written to no file.</summary>
    public static void WriteJson(Output output, PlanMigrationOutcome outcome, string? text, string? file) => output.Object(json =>
    {
        json.WriteObjects("moves", outcome.Moves, move =>
        {
            json.WriteString("kind", move.Noun.En);
            json.WriteString("id", move.Id);
            json.WriteString("from", move.From);
            json.WriteString("to", move.To);
            json.WriteNumber("line", move.Line);
            json.WriteString("note", Word(move.Note));
        });
        json.WriteNumber("placesAdded", outcome.PlacesAdded);
        json.WriteNumber("placesEnded", outcome.PlacesEnded);
        json.WriteNumber("placesDropped", outcome.PlacesDropped);
        if (text is not null)
        {
            json.WriteString("text", text);
        }

        if (file is not null)
        {
            json.WriteString("file", Path.GetFullPath(file));
        }
    });

    private static string Word(PlanMoveNote note) => note switch
    {
        PlanMoveNote.SitesListed => "sites-listed",
        PlanMoveNote.SitesAffiliated => "sites-affiliated",
        PlanMoveNote.MoreSites => "more-sites",
        PlanMoveNote.MoreRights => "more-rights",
        _ => "",
    };

    private static string Note(Language language, PlanMoveNote note) => note switch
    {
        PlanMoveNote.SitesListed => language.Say("các trạm được ghi rõ, vẫn như trước", "its sites are listed, the same as before"),
        PlanMoveNote.SitesAffiliated => language.Say("trước chưa có trạm nào; nay theo máy của nhóm", "had no site; goes where its radios are"),
        PlanMoveNote.MoreSites => language.Say("máy của nhóm nay có thể ở nhiều trạm hơn", "its radios may now be at more sites"),
        PlanMoveNote.MoreRights => language.Say("CHÚ Ý: quyền nay rộng hơn", "NOTE: its rights cover more now"),
        _ => "",
    };
}
