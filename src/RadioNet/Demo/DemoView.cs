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

        // Title, sites with their head, two heads, three lines of totals, the blank lines, and the line that the cursor needs.
        var left = moment.Height - (live.Count + MostRunning + 11);
        var rows = new List<IRenderable> { Title(moment), Sites(live, moment.Width) };
        if (moment.Height > live.Count + 9 + MostRunning)
        {
            rows.Add(Calls(language.Say("Cuộc gọi đang diễn ra", "Calls now"), running, MostRunning, moment.Width));
        }

        if (left > 0)
        {
            rows.Add(Calls(language.Say("Đã kết thúc, mới nhất trước", "Ended, newest first"), [.. moment.Calls.Last.Take(left)], left, moment.Width));
        }

        rows.AddRange(Totals(moment));
        return new Rows(rows);
    }

    private Paragraph Title(DemoMoment moment)
    {
        var time = moment.Length is { } length ? $"{Clock(moment.Elapsed)} / {Clock(length)}" : Clock(moment.Elapsed);
        return Line(
            ($"RadioNet demo · {plan.Plan.Network} · {time}", Head),
            ($" · {language.Say("thoại", "speech")} {DemoSummary.Vocoder} ({language.Say("không theo chuẩn", "non-standard")})", Faint));
    }

    private Grid Sites(List<Site> sites, int width)
    {
        var name = Math.Min(20, width / 4);
        var slot = (width - name - 4) / 2;
        var grid = Grid(name, slot, slot);
        grid.AddRow(Cell(language.Say("Trạm", "Site"), Head), Cell(language.Say("Khe 1", "Slot 1"), Head), Cell(language.Say("Khe 2", "Slot 2"), Head));
        foreach (var site in sites)
        {
            var repeater = site.Repeaters[0];
            var isUp = repeater.Session == SessionState.Up;
            grid.AddRow(
                Line((isUp ? "● " : "○ ", isUp ? Hears : Alarm), (language.Say(site.Name), Style.Plain)), Slot(repeater, 1), Slot(repeater, 2));
        }

        return grid;
    }

    private Paragraph Slot(Repeater repeater, uint number)
    {
        var slot = repeater.Slots.FirstOrDefault(one => one.Slot_ == number);
        if (slot is null || slot.Source == 0)
        {
            return Cell(slot is null ? "" : "·", Faint);
        }

        var who = $"{plan.Name(slot.Source, language)} → {plan.Name(slot.Target, language)}";
        return slot.Activity == SlotActivity.Receiving ? Cell($"▲ {who}", Talks) : Cell($"▼ {who}", Hears);
    }

    private Grid Calls(string title, List<Call> calls, int height, int width)
    {
        int[] fixedWidths = [8, 9, 7, 13];
        var rest = width - fixedWidths.Sum() - 10;
        var who = rest * 45 / 100;
        var grid = Grid(fixedWidths[0], fixedWidths[1], who, fixedWidths[2], rest - who, fixedWidths[3]);
        grid.AddEmptyRow();
        grid.AddRow(Cell("UTC", Faint), Cell("", Head), Cell(title, Head), Cell("", Head), Cell("", Head), Cell("", Head));
        for (var i = 0; i < height; i++)
        {
            if (i >= calls.Count)
            {
                grid.AddEmptyRow();
                continue;
            }

            var call = calls[i];
            var style = call.Emergency ? Alarm : call.State == CallState.Denied ? Refused : Style.Plain;
            grid.AddRow(
                Cell(EndedCall.Time(call), Faint), Cell(EndedCall.Kind(call, language), style), Cell($"{Talker(call)} → {plan.Name(call.Target, language)}", style),
                Cell(EndedCall.Duration(call).PadLeft(7), Style.Plain), Cell(EndedCall.Reach(call, plan, language), Style.Plain), Cell(call.Reason, style));
        }

        return grid;
    }

    /// <summary>Who talks now; of a call that is over, who began it.</summary>
    private string Talker(Call call) =>
        plan.Name(call.State == CallState.Running && call.Spurts.Count > 0 ? call.Spurts[^1].Source : call.Source, language);

    private IEnumerable<IRenderable> Totals(DemoMoment moment)
    {
        var totals = moment.Totals;
        yield return Line(
            ($"{language.Say("Khung thoại 60 ms", "Voice frames of 60 ms")}: {totals.FramesSent} {language.Say("phát", "sent")}, {totals.Due} {language.Say("phải nghe", "due")}, {totals.Heard} {language.Say("đã nghe", "heard")}, ", Style.Plain),
            ($"{totals.Lost} {language.Say("mất", "lost")}", totals.Lost == 0 ? Hears : Alarm),
            ($", {totals.Sites.Sum(site => site.LeftOut)} {language.Say("nhường khe", "left out")}", Style.Plain),
            ($" · {moment.Calls.Carried} {language.Say("cuộc gọi", "calls")}, {moment.Calls.Denied} {language.Say("bị từ chối", "denied")}", Style.Plain));
        yield return Line(
            ($"{language.Say("Mở", "Open")} {moment.Web} · {language.Say("thử", "try")} radionet calls --follow --server {moment.Grpc} · {language.Say("Ctrl-C kết thúc", "Ctrl-C ends")}", Faint));
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

    private static Paragraph Cell(string text, Style style) => Line((text, style));

    private static Paragraph Line(params ReadOnlySpan<(string Text, Style Style)> parts)
    {
        var line = new Paragraph { Overflow = Overflow.Ellipsis };
        foreach (var (text, style) in parts) line.Append(text, style);
        return line;
    }

    private static string Clock(TimeSpan time) => time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"mm\:ss", CultureInfo.InvariantCulture);
}
