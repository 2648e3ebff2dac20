using System.Globalization;
using RadioNet.BaseStation.Tools;
using RadioNet.Command.Terminal;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace RadioNet.Command.Modems;

/// <summary>A watched modem as a picture for a terminal, or as a line.</summary>
internal sealed class MonitorView(string port, VersionReply modem, Language language)
{
    private const int Bars = 10;
    private const double WeakestDbm = -120;
    private const double StrongestDbm = -60;
    private const int EmptySpace = StatusReply.EmptyDmrSpace;

    private static readonly Style Head = new(decoration: Decoration.Bold);
    private static readonly Style Faint = new(Color.Grey);
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Talks = new(Color.Yellow, decoration: Decoration.Bold);
    private static readonly Style Bad = new(Color.Red, decoration: Decoration.Bold);

    /// <summary>One line for each moment, where there is no terminal.</summary>
    public static string Line(MonitorMoment moment, Language language)
    {
        var state = moment.Status is { } status ? StatusWords.Of(status.State) : "?";
        var flags = moment.Status is { } up ? string.Join(' ', ProbeVerb.Flags(up).Select(StatusWords.Of)) : "";
        return $"{moment.At.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),6} s  {state} {flags}".TrimEnd()
            + $" · {Slot(moment.Slot1, 1, language)} · {Slot(moment.Slot2, 2, language)}";
    }

    /// <summary>Bars for a signal strength, -120 dBm to -60 dBm.</summary>
    public static string BarsOf(double dbm)
    {
        var full = (int)Math.Clamp(Math.Round((dbm - WeakestDbm) / (StrongestDbm - WeakestDbm) * Bars), 0, Bars);
        return new string('█', full) + new string('░', Bars - full);
    }

    /// <summary>The picture of a moment.</summary>
    public IRenderable Picture(MonitorMoment moment)
    {
        var rows = new List<IRenderable>
        {
            Part(($"RadioNet modem monitor · {port}", Head), ($" · {modem.Description} · {language.Say("Ctrl-C kết thúc", "Ctrl-C ends")}", Faint)),
            State(moment),
            Text.Empty,
            Slot(moment.Slot1, 1, moment.Status?.DmrSlot1Space),
            Slot(moment.Slot2, 2, moment.Status?.DmrSlot2Space),
            Text.Empty,
        };
        rows.AddRange(MonitorBoard.AllFlags.Select(flag => Flag(moment, flag)));
        rows.Add(Text.Empty);
        rows.Add(Part((language.Say(
            $"{moment.Bursts} cụm thu, {moment.ControlBlocks} khối điều khiển, {moment.Refusals} lần từ chối, {moment.Statuses} trạng thái trong {moment.At.TotalSeconds:0} s",
            $"{moment.Bursts} bursts received, {moment.ControlBlocks} control blocks, {moment.Refusals} refusals, {moment.Statuses} statuses in {moment.At.TotalSeconds:0} s"), Style.Plain)));
        if (moment.Debug.Length > 0) rows.Add(Part(($"firmware: {moment.Debug}", Faint)));
        return new Rows(rows);
    }

    private static string Slot(HeardSpurt? spurt, int number, Language language) => spurt is null
        ? $"{number}: –"
        : $"{number}: {(spurt.IsOver ? language.Say("đã hết", "over") : language.Say("đang nói", "talking"))} {Who(spurt, language)} {Quality(spurt, language)}";

    private static string Who(HeardSpurt spurt, Language language) => spurt.Source is { } source
        ? $"{source} → {(spurt.TargetKind == AddressKind.Group ? language.Say("nhóm ", "talkgroup ") : "")}{spurt.Target}"
        : language.Say("ai đó", "somebody");

    private static string Quality(HeardSpurt spurt, Language language)
    {
        var ber = spurt.BitErrorPercent is { } percent ? $"BER {percent.ToString("0.00", CultureInfo.InvariantCulture)} %" : "";
        var rssi = spurt.Dbm is { } dbm
            ? $"{dbm.ToString("0", CultureInfo.InvariantCulture)} dBm {BarsOf(dbm)}"
            : spurt.RawRssi is { } raw ? $"RSSI {raw} ({language.Say("chưa biết dBm: thiếu rssi", "dBm not known: no rssi points")})" : "";
        return string.Join("  ", new[] { ber, rssi, language.Say($"{spurt.Bursts} cụm", $"{spurt.Bursts} bursts") }.Where(part => part.Length > 0));
    }

    private static Paragraph Part(params ReadOnlySpan<(string Text, Style Style)> parts)
    {
        var line = new Paragraph { Overflow = Overflow.Ellipsis };
        foreach (var (text, style) in parts) line.Append(text, style);
        return line;
    }

    private Paragraph State(MonitorMoment moment)
    {
        if (moment.Status is not { } status) return Part((language.Say("chưa có trạng thái", "no status yet"), Faint));
        var isOn = (status.Flags & ModemStatusFlags.Transmitting) != 0;
        return Part(
            ($"{language.Say("trạng thái", "state")} {StatusWords.Of(status.State)}   ", Style.Plain),
            (isOn ? language.Say("● ĐANG PHÁT", "● TRANSMITTING") : language.Say("○ không phát", "○ not transmitting"), isOn ? Bad : Faint));
    }

    private Paragraph Slot(HeardSpurt? spurt, int number, byte? space)
    {
        var queue = space is { } free ? language.Say($"hàng đợi {Math.Max(0, EmptySpace - free)}/{EmptySpace}", $"queue {Math.Max(0, EmptySpace - free)}/{EmptySpace}") : "";
        var head = $"{language.Say("Khe", "Slot")} {number}  {queue,-14}";
        return spurt is null
            ? Part((head, Head), ("·", Faint))
            : Part((head, Head), ($"{(spurt.IsOver ? " " : "▲")} {Who(spurt, language)}  ", spurt.IsOver ? Faint : Talks), (Quality(spurt, language), spurt.BitErrorPercent > 5 ? Bad : Good));
    }

    private Paragraph Flag(MonitorMoment moment, ModemStatusFlags flag)
    {
        var isUp = ((moment.Status?.Flags ?? 0) & flag) != 0;
        var isHarmless = flag is ModemStatusFlags.Transmitting or ModemStatusFlags.CarrierDetect;
        return Part(
            ($"{(isUp ? "●" : "○")} {StatusWords.Of(flag),-18}{moment.Flags[flag],8}  ", isUp ? isHarmless ? Good : Bad : Style.Plain),
            (language.Say(StatusWords.Meaning(flag)), Faint));
    }
}
