using System.Globalization;
using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Terminal;
using RadioNet.Core.Records.Traces;

namespace RadioNet.Command.Verbs;

/// <summary>A call's trace for people, as a waterfall for each spurt, and as JSON.</summary>
internal static class TraceView
{
    private const int BarWidth = 30;

    /// <summary>What comes later is a site that joined late, or the end: the bars show the beginning.</summary>
    private const double LongestBar = 1_000;

    public static void Show(Output output, CallTrace trace)
    {
        var language = output.Language;
        if (trace.Call is { } call)
        {
            output.Line(string.Join("  ", CallView.Row(call, language).Where(cell => cell.Length > 0)));
        }

        foreach (var node in trace.Nodes.Where(node => node.Node != trace.Asked))
        {
            output.Line(node.ClockUnknown
                ? language.Say($"Đồng hồ của {node.Node}: chưa đo được, giờ giữ nguyên.", $"Clock of {node.Node}: not measured yet, its times stand as they are.")
                : language.Say(
                    $"Đồng hồ của {node.Node}: lệch {Milliseconds(-node.ClockOffset / 1000.0)} ms so với {trace.Asked}, ±{Milliseconds(node.ClockError / 1000.0)} ms.",
                    $"Clock of {node.Node}: {Milliseconds(-node.ClockOffset / 1000.0)} ms ahead of {trace.Asked}, ±{Milliseconds(node.ClockError / 1000.0)} ms."));
        }

        if (trace.Unanswered.Count > 0)
        {
            output.Line(language.Say("Không trả lời: ", "No answer from ") + string.Join(", ", trace.Unanswered) + ".");
        }

        foreach (var spurt in Waterfall.Of(trace))
        {
            Show(output, trace, spurt);
        }
    }

    public static void Write(Utf8JsonWriter json, CallTrace trace)
    {
        json.WriteString("asked", trace.Asked);
        if (trace.Call is { } call)
        {
            json.WriteStartObject("call");
            CallView.Write(json, call);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("call");
        }

        json.WriteObjects("nodes", trace.Nodes, node =>
        {
            json.WriteString("node", node.Node);
            WriteNumber(json, "clockOffsetMs", node.ClockUnknown ? null : node.ClockOffset / 1000.0);
            WriteNumber(json, "clockErrorMs", node.ClockUnknown ? null : node.ClockError / 1000.0);
        });
        json.WriteList("unanswered", trace.Unanswered, json.WriteStringValue);
        json.WriteObjects("spurts", Waterfall.Of(trace), spurt =>
        {
            json.WriteString("id", spurt.Id);
            json.WriteNumber("source", spurt.Record?.Source ?? 0);
            json.WriteNumber("leftOut", spurt.LeftOut);
            json.WriteObjects("rows", spurt.Rows, row => Write(json, row));
        });
    }

    private static void Write(Utf8JsonWriter json, WaterfallRow row)
    {
        json.WriteString("node", row.Node);
        json.WriteString("kind", Word(row.Kind));
        json.WriteString("at", row.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        json.WriteNumber("ms", Math.Round(row.Milliseconds, 3));
        WriteNumber(json, "sinceCauseMs", row.SinceCause is { } since ? Math.Round(since, 3) : null);
        json.WriteWord("where", row.Where);
        json.WriteWord("detail", row.Detail);
        if (row.Decision is { } decision)
        {
            json.WriteString("rule", decision.Rule);
            json.WriteNumber("planLine", decision.PlanLine);
            json.WriteNumber("planRevision", decision.PlanRevision);
        }
    }

    private static void Show(Output output, CallTrace trace, SpurtWaterfall spurt)
    {
        var language = output.Language;
        output.Line("");
        var who = spurt.Record is { } record ? $"  {(record.SourceName.Length > 0 ? $"{record.SourceName} ({record.Source})" : $"{record.Source}")}" : "";
        output.Line($"{language.Say("Lượt nói", "Spurt")} {spurt.Id}{who}");
        var width = spurt.Rows.Where(row => row.Milliseconds <= LongestBar && row.Kind != MarkKind.Ended).Select(row => row.Milliseconds).DefaultIfEmpty(1).Max();
        output.Plain(
            ["ms".PadLeft(9), "+ms".PadLeft(8), "±ms", language.Say("Nút", "Node"), "", language.Say("Việc", "What")],
            spurt.Rows.Select(row => (string[])
            [
                Milliseconds(row.Milliseconds).PadLeft(9), (row.SinceCause is { } since ? Milliseconds(since) : "").PadLeft(8), Error(trace, row.Node), row.Node,
                Bar(row, Math.Max(width, 0.001)), What(language, row),
            ]));
        if (spurt.LeftOut > 0)
        {
            output.Say($"  và {spurt.LeftOut} dấu nữa không được giữ lại", $"  and {spurt.LeftOut} marks more that were not kept");
        }
    }

    private static string Error(CallTrace trace, string node) => node == trace.Asked ? ""
        : trace.Nodes.FirstOrDefault(one => one.Node == node) is { ClockUnknown: false } known ? Milliseconds(known.ClockError / 1000.0)
        : "?";

    /// <summary>From the cause to when it happened, on one line for the beginning of the spurt.</summary>
    private static string Bar(WaterfallRow row, double width)
    {
        var to = Place(row.Milliseconds, width);
        var from = Math.Min(to, Place(row.Cause?.Milliseconds ?? row.Milliseconds, width));
        return (new string(' ', from) + new string('─', to - from) + '●').PadRight(BarWidth + 1);
    }

    private static int Place(double milliseconds, double width) => (int)Math.Round(Math.Clamp(milliseconds / width, 0, 1) * BarWidth);

    private static string What(Language language, WaterfallRow row) => row.Kind switch
    {
        MarkKind.Pressed => language.Say($"nhấn tại {row.Where}", $"pressed at {row.Where}"),
        MarkKind.Asked => language.Say("xin quyền nói", "asks for the floor"),
        MarkKind.Granted => language.Say("nhận được quyền nói", "the grant arrives"),
        MarkKind.Refused => language.Say($"nhận lời từ chối: {row.Detail}", $"the refusal arrives: {row.Detail}"),
        MarkKind.Stopped => language.Say($"nhận lệnh dừng: {row.Detail}", $"the order to stop arrives: {row.Detail}"),
        MarkKind.Ordered => language.Say($"nhận lệnh chuyển tiếp từ {row.Where}: {row.Detail}", $"the order to relay from {row.Where} arrives: {row.Detail}"),
        MarkKind.Arrived => language.Say($"cụm đầu tiên đến từ {row.Where}", $"the first burst arrives from {row.Where}"),
        MarkKind.Sent => language.Say($"cụm đầu tiên tới {row.Where}", $"first burst to {row.Where}") + (row.Detail.Length > 0 ? language.Say($", khe {row.Detail}", $", slot {row.Detail}") : ""),
        MarkKind.Ended => language.Say($"kết thúc tại {row.Where}", $"over at {row.Where}") + (row.Detail.Length > 0 ? $": {row.Detail}" : ""),
        _ => Decision(language, row.Decision!),
    };

    private static string Decision(Language language, Decision decision) =>
        $"{decision.Rule}: {decision.Text}" + (decision.PlanLine > 0
            ? language.Say($" (dòng {decision.PlanLine} của bản {decision.PlanRevision})", $" (line {decision.PlanLine} of revision {decision.PlanRevision})")
            : "");

    private static string Word(MarkKind kind) => kind == MarkKind.Unspecified ? "decided" : kind.Word();

    private static string Milliseconds(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

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
