using System.Globalization;
using RadioNet.Api;
using RadioNet.Command.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace RadioNet.Command.Demo;

/// <summary>One picture of the network: sites, calls now, calls ended, totals; as high as the terminal and no higher.</summary>
internal sealed class DemoView(DemoPlan plan, Language language)
{
    private const int MostRunning = 4;

    private static readonly Style Head = new(decoration: Decoration.Bold);
    private static readonly Style Faint = new(Color.Grey);
    private static readonly Style Talks = new(Color.Yellow, decoration: Decoration.Bold);
    private static readonly Style Hears = new(Color.Green);
    private static readonly Style Alarm = new(Color.Red, decoration: Decoration.Bold);
    private static readonly Style Refused = new(Color.Orange1);

    public IRenderable Picture(DemoMoment moment)
    {
        var live = moment.Sites.Where(site => plan.Air.Site(site.Id) is not null).ToList();
        var running = moment.Calls.Running.Take(MostRunning).ToList();

        // Title, the sites' head, two heads with a blank line before each, two lines of totals, the line that the cursor needs.
        var left = moment.Height - (live.Count + MostRunning + 9);
        var rows = new List<IRenderable> { Title(moment), Sites(live, moment.Width) };
        if (moment.Height >= live.Count + MostRunning + 7)
        {
            rows.AddRange(Calls(language.Say("Đang gọi (UTC)", "Calls now (UTC)"), running, MostRunning, moment.Width));
        }

        if (left > 0)
        {
            rows.AddRange(Calls(language.Say("Đã kết thúc, mới nhất trước", "Ended, newest first"), [.. moment.Calls.Last.Take(left)], left, moment.Width));
        }

        rows.AddRange(Totals(moment));
        return new Rows(rows);
    }

    private Paragraph Title(DemoMoment moment)
    {
        var time = moment.Length is { } length ? $"{Clock(moment.Elapsed)} / {Clock(length)}" : Clock(moment.Elapsed);
        return Line(
            moment.Width,
            ($"RadioNet demo · {plan.Plan.Network} · {time}", Head),
            ($" · {language.Say("thoại", "speech")} {DemoSummary.Vocoder} ({language.Say("không theo chuẩn", "non-standard")}) · {language.Say("Ctrl-C kết thúc", "Ctrl-C ends")}", Faint));
    }

    private Grid Sites(List<Site> sites, int width)
    {
        var name = Math.Min(20, width / 4);
        var slot = (width - name - 4) / 2;
        var grid = Grid(name, slot, slot);
        var key = language.Say("▲ nói  ▼ nghe", "▲ talks  ▼ hears");
        grid.AddRow(
            Cell(language.Say("Trạm", "Site"), Head, name), Cell($"{language.Say("Khe 1", "Slot 1")}  {key}", Head, slot), Cell(language.Say("Khe 2", "Slot 2"), Head, slot));
        foreach (var site in sites)
        {
            var (session, slots) = site.Carriers.Count > 0 ? (site.Carriers[0].Session, site.Carriers[0].Slots) : (site.Repeaters[0].Session, site.Repeaters[0].Slots);
            var isUp = session == SessionState.Up;
            var label = Line(name, (isUp ? "● " : "○ ", isUp ? Hears : Alarm), (language.Say(site.Name), Style.Plain));
            grid.AddRow(label, Slot(slots, 1, slot), Slot(slots, 2, slot));
        }

        return grid;
    }

    private Paragraph Slot(IEnumerable<Slot> slots, uint number, int width)
    {
        var slot = slots.FirstOrDefault(one => one.Slot_ == number);
        if (slot is null || slot.Source == 0)
        {
            return Cell(slot is null ? "" : "·", Faint, width);
        }

        var who = $"{plan.Name(slot.Source, language)} → {plan.Name(slot.Target, language)}";
        return slot.Activity == SlotActivity.Receiving ? Cell($"▲ {who}", Talks, width) : Cell($"▼ {who}", Hears, width);
    }

    private IRenderable[] Calls(string title, List<Call> calls, int height, int width)
    {
        const int time = 8, kind = 9, duration = 7, reason = 13, gaps = 10;
        var rest = width - time - kind - duration - reason - gaps;
        var who = rest * 50 / 100;
        var reach = rest - who;
        var grid = Grid(time, kind, who, duration, reach, reason);
        foreach (var call in calls)
        {
            var style = call.Emergency ? Alarm : call.State == CallState.Denied ? Refused : Style.Plain;
            grid.AddRow(
                Cell(EndedCall.Time(call), Faint, time), Cell(EndedCall.Kind(call, language), style, kind),
                Cell($"{Talker(call)} → {plan.Name(call.Target, language)}", style, who), Cell(EndedCall.Duration(call).PadLeft(duration), Style.Plain, duration),
                Cell(EndedCall.Reach(call, plan, language), Style.Plain, reach), Cell(call.Reason, style, reason));
        }

        for (var i = calls.Count; i < height; i++) grid.AddEmptyRow();
        return [Text.Empty, Cell(title, Head, width), grid];
    }

    /// <summary>Who talks now; of a call that is over, who began it.</summary>
    private string Talker(Call call) =>
        plan.Name(call.State == CallState.Running && call.Spurts.Count > 0 ? call.Spurts[^1].Source : call.Source, language);

    private IEnumerable<IRenderable> Totals(DemoMoment moment)
    {
        var totals = moment.Totals;
        yield return Line(
            moment.Width,
            ($"{language.Say("Khung 60 ms", "Frames of 60 ms")}: {totals.FramesSent} {language.Say("phát", "sent")} · {totals.Due} {language.Say("phải nghe", "due")} · {totals.Heard} {language.Say("đã nghe", "heard")} · ", Style.Plain),
            ($"{totals.Lost} {language.Say("mất", "lost")}", totals.Lost == 0 ? Hears : Alarm),
            ($" · {totals.Sites.Sum(site => site.LeftOut)} {language.Say("nhường khe", "left out")}", Style.Plain),
            ($" | {moment.Calls.Carried} {language.Say("cuộc gọi", "calls")} · {moment.Calls.Denied} {language.Say("từ chối", "denied")}", Style.Plain));
        yield return Line(
            moment.Width,
            ($"{language.Say("Mở", "Open")} {moment.Web} · {language.Say("thử", "try")}: radionet calls --follow --server {moment.Grpc}", Faint));
    }

    private static Grid Grid(params ReadOnlySpan<int> widths)
    {
        var grid = new Grid();
        for (var i = 0; i < widths.Length; i++)
        {
            grid.AddColumn(new GridColumn { Width = widths[i], NoWrap = true, Padding = new Padding(0, 0, i == widths.Length - 1 ? 0 : 2, 0) });
        }

        return grid;
    }

    private static Paragraph Cell(string text, Style style, int width) => Line(width, (text, style));

    /// <summary>One line, cut to a width: a picture that wraps is higher than the terminal.</summary>
    private static Paragraph Line(int width, params ReadOnlySpan<(string Text, Style Style)> parts)
    {
        var line = new Paragraph();
        foreach (var (text, style) in parts)
        {
            line.Append(text.Length <= width ? text : width > 0 ? $"{text[..(width - 1)]}…" : "", style);
            width = Math.Max(0, width - text.Length);
        }

        return line;
    }

    private static string Clock(TimeSpan time) => time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"mm\:ss", CultureInfo.InvariantCulture);
}
