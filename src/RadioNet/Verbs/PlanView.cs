using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary>What a change of the plan does: sentences about people, then rows.</summary>
internal static class PlanView
{
    /// <summary>Characters of a value in a row; the rest is left out.</summary>
    private const int LongestValue = 40;

    public static void Write(Output output, PlanChanges changes)
    {
        foreach (var effect in changes.Effects)
        {
            output.Line(output.Language.Say(effect));
        }

        if (changes.Rows.Count == 0)
        {
            return;
        }

        output.Line("");
        foreach (var row in changes.Rows)
        {
            output.Line($"{Sign(row.Kind)} {output.Language.Say(row.Noun)} {row.Id}  {string.Join(", ", row.Fields.Select(field => Field(row.Kind, field)))}".TrimEnd());
        }

        if (changes.TotalRows > changes.Rows.Count)
        {
            var more = changes.TotalRows - changes.Rows.Count;
            output.Say($"… và {more} mục nữa", $"… and {more} more");
        }
    }

    public static void WriteJson(Utf8JsonWriter json, PlanChanges? changes)
    {
        json.WriteObjects("effects", changes?.Effects ?? [], effect =>
        {
            json.WriteString("vi", effect.Vi);
            json.WriteString("en", effect.En);
        });
        json.WriteObjects("changes", changes?.Rows ?? [], row =>
        {
            json.WriteString("kind", row.Kind.Word());
            json.WriteString("section", row.Section);
            json.WriteString("id", row.Id);
            json.WriteNumber("line", row.Line);
            json.WriteObjects("fields", row.Fields, field =>
            {
                json.WriteString("key", field.Key);
                json.WriteWord("before", field.Before);
                json.WriteWord("after", field.After);
            });
        });
        json.WriteNumber("totalChanges", changes?.TotalRows ?? 0);
    }

    public static void WriteRevision(Utf8JsonWriter json, Revision revision)
    {
        json.WriteNumber("revision", revision.Number);
        json.WriteWord("overlay", revision.Overlay);
        json.WriteString("sha256", revision.Sha256);
        json.WriteString("who", revision.Who);
        json.WriteTime("at", revision.At);
        json.WriteString("comment", revision.Comment);
        json.WriteString("origin", revision.Origin.Word());
        if (revision.OverlayState != OverlayState.Unspecified)
        {
            json.WriteString("state", revision.OverlayState.Word());
            json.WriteString("what", revision.What);
            json.WriteNumber("takenAs", revision.TakenAs);
            json.WriteText("whyNot", revision.WhyNot);
        }
    }

    /// <summary>The answer to a change: the revision in force and what it did.</summary>
    public static void WriteAnswer(Output output, PlanChangeResponse answer)
    {
        if (output.Json)
        {
            output.Object(json =>
            {
                WriteRevision(json, answer.Revision);
                json.WriteBoolean("changed", answer.Changed);
                WriteJson(json, answer.Changes);
            });
        }
        else if (answer.Changed)
        {
            PlanView.Write(output, answer.Changes);
            output.Say($"Bản quy hoạch {RevisionLabel.Of(answer.Revision)} đã có hiệu lực.", $"Plan revision {RevisionLabel.Of(answer.Revision)} is in force.");
        }
        else
        {
            output.Say(
                $"Không có gì thay đổi; bản quy hoạch {RevisionLabel.Of(answer.Revision)} vẫn có hiệu lực.",
                $"Nothing changes; plan revision {RevisionLabel.Of(answer.Revision)} stays in force.");
        }
    }

    private static string Sign(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "+",
        ChangeKind.Removed => "-",
        _ => "~",
    };

    private static string Field(ChangeKind kind, PlanFieldChange field) => kind switch
    {
        ChangeKind.Added => $"{field.Key}: {Short(field.After)}",
        ChangeKind.Removed => $"{field.Key}: {Short(field.Before)}",
        _ => $"{field.Key}: {Short(field.Before)} → {Short(field.After)}",
    };

    private static string Short(string value) => value.Length <= LongestValue ? value : $"{value[..LongestValue]}…";
}
