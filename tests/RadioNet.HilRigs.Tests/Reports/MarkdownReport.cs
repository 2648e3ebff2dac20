using System.Globalization;
using System.Text;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.HilRigs.Tests.Running;
using RadioNet.Plan.Model;

namespace RadioNet.HilRigs.Tests.Reports;

/// <summary>A run's report for people, Vietnamese and English side by side.</summary>
internal static class MarkdownReport
{
    public static string Write(RunReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Both(report.Rig.Name)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Giàn thử / rig `{report.Rig.Id}`, {report.Began:yyyy-MM-dd HH:mm:ss zzz}: ");
        text.Append(CultureInfo.InvariantCulture, $"{report.Count(Outcome.Passed)} đạt / passed, {report.Count(Outcome.Failed)} không đạt / failed, {report.Count(Outcome.Skipped)} bỏ qua / skipped.\n\n");
        WriteSetting(text, report);
        text.Append("## Kết quả / Results\n\n| kịch bản / scenario | kết quả / result | thời gian / time | lý do / reason |\n|---|---|---:|---|\n");
        foreach (var result in report.Results)
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(Both(result.Scenario.Title))} | {Word(result.Outcome)} | {result.Took.TotalSeconds:0.0} s | {Cell(result.Reason is { } why ? Both(why) : "")} |\n");
        foreach (var result in report.Results.Where(result => !result.Figures.IsEmpty)) WriteFigures(text, result);
        return text.ToString();
    }

    private static void WriteSetting(StringBuilder text, RunReport report)
    {
        var rig = report.Rig;
        var attached = rig.Attached.Select(attachment => RigWords.Of(RigWords.Attachments, attachment.Kind) + (attachment.Note is { } note ? $" ({note})" : ""));
        text.Append("| | |\n|---|---|\n");
        Row(text, "cổng / port", $"`{report.Port}`");
        Row(text, "modem tự giới thiệu / in the modem's own words", report.Modem is { } modem ? $"`{modem.Description}`" : "không trả lời / no answer");
        if (report.Modem is { } known)
        {
            Row(text, "UDID", known.Identity.Length > 0 ? $"`{known.Identity}`" : "không có / none");
            Row(text, "giao thức / protocol", $"{(int)known.Protocol}, {known.Hardware}, {known.Modes}");
        }

        Row(text, "gắn kèm / attached", string.Join(", ", attached));
        Row(text, "khả năng / abilities", string.Join(", ", rig.Abilities.Select(ability => RigWords.Of(RigWords.Abilities, ability))));
        Row(text, "thu, phát / receive, transmit", $"{rig.Radio.Receive}, {rig.Radio.Transmit}, {rig.Radio.Power}, {(rig.Radio.Duplex ? "duplex" : "simplex")}, colour code {rig.Radio.ColorCode.Value}");
        Row(text, "giới hạn / limits", $"{rig.Limits.Transmission.TotalSeconds:0.#} s, {rig.Limits.Duty} / {rig.Limits.DutyWindow.TotalSeconds:0.#} s, {rig.Limits.Power}");
        Row(text, "đã phát gần đây / on the air lately", $"{report.OnAir.TotalSeconds:0.0} s / {rig.Limits.DutyWindow.TotalSeconds:0.#} s");
        foreach (var (name, value) in report.Environment) Row(text, name, value);
        text.Append('\n');
    }

    private static void WriteFigures(StringBuilder text, ScenarioResult result)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n### {Both(result.Scenario.Title)}\n\n| số đo / figure | |\n|---|---:|\n");
        foreach (var figure in result.Figures)
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(Both(figure.Label))} | {figure.Value:0.###} {figure.Unit} |\n");
    }

    private static void Row(StringBuilder text, string name, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"| {name} | {Cell(value)} |\n");

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "đạt / passed",
        Outcome.Failed => "**không đạt / failed**",
        _ => "bỏ qua / skipped",
    };

    private static string Both(LocalizedText text) => text.Vi == text.En ? text.En : $"{text.Vi} / {text.En}";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
