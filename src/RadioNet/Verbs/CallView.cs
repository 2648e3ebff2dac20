using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary>A call as one JSON object and as one row.</summary>
internal static class CallView
{
    public static void Write(Utf8JsonWriter json, Call call)
    {
        json.WriteString("id", call.Id);
        json.WriteString("state", call.State.Word());
        json.WriteString("type", call.Type.Word());
        json.WriteNumber("target", call.Target);
        json.WriteNumber("source", call.Source);
        json.WriteObjects("spurts", call.Spurts, spurt => Write(json, spurt));
        json.WriteList("sites", call.Sites, json.WriteStringValue);
        json.WriteObjects("missed", call.Missed, missed =>
        {
            json.WriteString("site", missed.Site);
            json.WriteString("reason", missed.Reason);
        });
        json.WriteWord("reason", call.Reason);
        json.WriteBoolean("emergency", call.Emergency);
        json.WriteTime("started", call.Started);
        json.WriteTime("ended", call.Ended);
        json.WriteWord("targetName", call.TargetName);
        json.WriteWord("sourceName", call.SourceName);
        json.WriteObjects("decisions", call.Decisions, decision =>
        {
            json.WriteTime("at", decision.At);
            json.WriteString("rule", decision.Rule);
            json.WriteString("text", decision.Text);
            json.WriteWord("competingCall", decision.CompetingCall);
            json.WriteNumber("planLine", decision.PlanLine);
            json.WriteNumber("planRevision", decision.PlanRevision);
        });
        json.WriteString("node", call.Node);
        json.WriteNumber("number", call.Number);
        json.WriteNumber("planRevision", call.PlanRevision);
    }

    public static string[] Heads(Language language) =>
    [
        language.Say("Bắt đầu (UTC)", "Started (UTC)"), language.Say("Trạng thái", "State"), language.Say("Loại", "Type"),
        language.Say("Gọi", "To"), language.Say("Từ", "From"), language.Say("Lượt", "Spurts"), language.Say("Trạm", "Sites"),
        language.Say("Không tới", "Missed"), language.Say("Lý do", "Reason"),
    ];

    public static string[] Row(Call call, Language language) =>
    [
        ShortTime.Of(call.Started), call.State.Word(), call.Emergency ? $"{call.Type.Word()} {language.Say("KHẨN CẤP", "EMERGENCY")}" : call.Type.Word(),
        Named(call.Target, call.TargetName), Named(call.Source, call.SourceName), $"{call.Spurts.Count}", string.Join(", ", call.Sites),
        string.Join(", ", call.Missed.Select(missed => $"{missed.Site} ({missed.Reason})")), call.Reason,
    ];

    private static string Named(uint id, string name) => name.Length == 0 ? $"{id}" : $"{name} ({id})";

    private static void Write(Utf8JsonWriter json, Spurt spurt)
    {
        json.WriteString("id", spurt.Id);
        json.WriteNumber("source", spurt.Source);
        json.WriteWord("sourceName", spurt.SourceName);
        json.WriteString("site", spurt.Site);
        json.WriteNumber("repeater", spurt.Repeater);
        json.WriteNumber("slot", spurt.Slot);
        json.WriteTime("started", spurt.Started);
        json.WriteTime("ended", spurt.Ended);
        json.WriteWord("reason", spurt.DeniedReason.Length > 0 ? spurt.DeniedReason : spurt.EndReason);
        json.WriteBoolean("denied", spurt.DeniedReason.Length > 0);
        json.WriteNumber("bursts", spurt.Bursts);
        json.WriteNumber("missing", spurt.Missing);
        WriteNumber(json, "ber", spurt.HasBer ? spurt.Ber : null);
        WriteNumber(json, "rssi", spurt.HasRssi ? spurt.Rssi : null);
        json.WriteBoolean("emergency", spurt.Emergency);
        json.WriteBoolean("heardLocallyOnly", spurt.HeardLocallyOnly);
        json.WriteWord("heardBy", spurt.HeardBy);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
