using System.Globalization;
using System.Text.Json;
using RadioNet.Command.Terminal;
using RadioNet.Simulator.Conversations;
using RadioNet.Simulator.Repeaters;

namespace RadioNet.Command.Demo;

/// <summary>The summary, for people and for machines.</summary>
internal static class DemoSummary
{
    public const string Vocoder = "codec2-2400";

    /// <summary>Writes it; <paramref name="kept"/> is the data folder that stays, null when none does.</summary>
    public static void Write(Output output, DemoPlan plan, DemoResult result, string? kept)
    {
        var language = output.Language;
        if (output.Json)
        {
            output.Object(json => WriteJson(json, plan, result, kept));
            return;
        }

        var totals = result.Totals;
        var seconds = result.Length.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);
        output.Line("");
        output.Say(
            $"Trong {seconds} s: {result.Calls} cuộc gọi được chuyển ({result.Emergencies} khẩn cấp), {result.Denied} bị từ chối, {totals.Spurts} lượt nói, {totals.FramesSent} khung đã phát.",
            $"In {seconds} s: {result.Calls} calls carried ({result.Emergencies} with an emergency), {result.Denied} denied, {totals.Spurts} spurts, {totals.FramesSent} frames sent.");
        output.Table(
            [language.Say("Trạm", "Site"), language.Say("Loại", "Kind"), language.Say("Phải nghe", "Due"), language.Say("Đã nghe", "Heard"), language.Say("Mất", "Lost"), language.Say("Nhường khe", "Left out"), language.Say("Nghe muộn", "Late"), language.Say("Lạc", "Stray")],
            totals.Sites.Select(site => (string[])
            [
                plan.SiteName(site.Site, language), plan.HasStation(site.Site) ? language.Say("trạm gốc", "base station") : language.Say("trạm lặp", "repeater"),
                $"{site.Due}", $"{site.Heard}", $"{site.Lost}", $"{site.LeftOut}", $"{site.Late}", $"{site.Stray}",
            ]));
        foreach (var (reason, frames) in result.LeftOutBy)
        {
            output.Say($"{frames} khung nhường khe: {reason}.", $"{frames} frames left out: {reason}.");
        }

        if (totals.HeldUp > 0)
        {
            output.Say(
                $"{totals.HeldUp} lượt nói không tính: máy này quá tải, không phát hay nghe kịp nhịp 60 ms.",
                $"{totals.HeldUp} spurts are not counted: this machine is overloaded and could not send or play them every 60 ms.");
        }

        foreach (var spurt in totals.Damaged)
        {
            var name = plan.SiteName(spurt.Site, language);
            output.Say(
                $"{name}: lượt nói của {spurt.Source} gọi {spurt.Target}, {spurt.Frames} khung, nghe không nguyên vẹn: {Parts(spurt, language)}.",
                $"{name}: the spurt of {spurt.Source} to {spurt.Target}, {spurt.Frames} frames, was damaged: {Parts(spurt, language)}.");
        }

        output.Say($"Thoại: {Vocoder}, không theo chuẩn.", $"Speech: {Vocoder}, non-standard.");
        if (kept is not null)
        {
            output.Say($"Dữ liệu còn ở {kept}.", $"The data stays in {kept}.");
        }

        output.Line(Verdict(result, language));
    }

    private static string Verdict(DemoResult result, Language language)
    {
        var totals = result.Totals;
        if (result.IsGood)
        {
            return language.Say(
                $"Tốt: {totals.Heard} trên {totals.Due} khung phải nghe đã được nghe, nguyên vẹn.",
                $"Good: {totals.Heard} of {totals.Due} frames due were heard, unchanged.");
        }

        var damaged = totals.Sites.Sum(site => site.Damaged);
        var stray = totals.Sites.Sum(site => site.Stray);
        return result.Calls == 0 || totals.Due == 0
            ? language.Say("Không tốt: chưa có khung nào phải nghe ở trạm khác. Hãy chạy lâu hơn với --for.", "Not good: no frame was due at another site yet. Let it run longer with --for.")
            : language.Say(
                $"Không tốt: mất {totals.Lost} trên {totals.Due} khung phải nghe; {damaged} lượt không nguyên vẹn, {stray} khung lạc, {totals.Interleaved} lần xen kẽ, {result.NotDenied} lượt không bị từ chối như phải thế.",
                $"Not good: {totals.Lost} of {totals.Due} frames due were lost; {damaged} spurts damaged, {stray} frames stray, {totals.Interleaved} times interleaved, {result.NotDenied} spurts not denied as they had to be.");
    }

    private static string Parts(DamagedSpurt spurt, Language language) => string.Join("; ", spurt.Heard.Select(part => language.Say(
        $"{(part.HadHeader ? "từ đầu" : "vào giữa chừng")}, {part.VoiceBursts} khung, thiếu {part.Missing}, sai chỗ {part.OutOfStep}, {(part.HadTerminator ? "có" : "không có")} kết thúc",
        $"{(part.HadHeader ? "header" : "late entry")}, {part.VoiceBursts} frames, {part.Missing} missing, {part.OutOfStep} out of step, {(part.HadTerminator ? "terminator" : "no terminator")}")));

    private static void WriteJson(Utf8JsonWriter json, DemoPlan plan, DemoResult result, string? kept)
    {
        var totals = result.Totals;
        json.WriteNumber("calls", result.Calls);
        json.WriteNumber("denied", result.Denied);
        json.WriteNumber("emergencies", result.Emergencies);
        json.WriteNumber("spurts", totals.Spurts);
        json.WriteNumber("framesSent", totals.FramesSent);
        json.WriteNumber("framesDue", totals.Due);
        json.WriteNumber("framesHeard", totals.Heard);
        json.WriteNumber("framesLost", totals.Lost);
        json.WriteObjects("sites", totals.Sites, site =>
        {
            json.WriteString("site", site.Site);
            json.WriteString("kind", plan.HasStation(site.Site) ? "base-station" : "repeater");
            json.WriteNumber("due", site.Due);
            json.WriteNumber("heard", site.Heard);
            json.WriteNumber("lost", site.Lost);
            json.WriteNumber("leftOut", site.LeftOut);
            json.WriteNumber("late", site.Late);
            json.WriteNumber("stray", site.Stray);
            json.WriteNumber("damaged", site.Damaged);
        });
        json.WriteObjects("damagedSpurts", totals.Damaged, spurt =>
        {
            json.WriteString("site", spurt.Site);
            json.WriteNumber("source", spurt.Source.Value);
            json.WriteNumber("target", spurt.Target);
            json.WriteString("started", spurt.Started);
            json.WriteNumber("frames", spurt.Frames);
            json.WriteNumber("latenessMs", spurt.Lateness.TotalMilliseconds);
            json.WriteObjects("heard", spurt.Heard, part => WriteJson(json, part));
        });
        json.WriteStartObject("leftOutBy");
        foreach (var (reason, frames) in result.LeftOutBy) json.WriteNumber(reason, frames);
        json.WriteEndObject();
        json.WriteNumber("heldUp", totals.HeldUp);
        json.WriteNumber("interleaved", totals.Interleaved);
        json.WriteNumber("notDenied", result.NotDenied);
        json.WriteString("vocoder", Vocoder);
        json.WriteBoolean("vocoderIsStandard", false);
        json.WriteNumber("seconds", Math.Round(result.Length.TotalSeconds, 3));
        json.WriteNumber("seed", result.Seed);
        json.WriteString("data", kept);
        json.WriteBoolean("good", result.IsGood);
    }

    private static void WriteJson(Utf8JsonWriter json, ReceivedTransmission part)
    {
        json.WriteBoolean("header", part.HadHeader);
        json.WriteNumber("frames", part.VoiceBursts);
        json.WriteNumber("missing", part.Missing);
        json.WriteNumber("reordered", part.Reordered);
        json.WriteNumber("duplicated", part.Duplicated);
        json.WriteNumber("outOfStep", part.OutOfStep);
        json.WriteBoolean("terminator", part.HadTerminator);
    }
}
