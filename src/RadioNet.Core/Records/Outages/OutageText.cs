using System.Globalization;
using System.Text;

namespace RadioNet.Core.Records.Outages;

/// <summary>A report of an outage for a person to read.</summary>
public static class OutageText
{
    private const string Indent = "  ";

    /// <summary>The report in Vietnamese or English; times are UTC.</summary>
    public static string Write(OutageReport report, bool vietnamese)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new Writer(report, vietnamese).Write();
    }

    /// <summary>Two ends of a link notice it this much apart, whatever their clocks.</summary>
    private static readonly TimeSpan _tellsClocksApart = TimeSpan.FromSeconds(2);

    private sealed class Writer(OutageReport report, bool vietnamese)
    {
        private readonly StringBuilder _text = new();
        private readonly bool _isOneDay = report.From.UtcDateTime.Date == report.To.UtcDateTime.Date;

        public string Write()
        {
            Line(Say($"Mất liên kết giữa {report.Upper.Node} và {report.Lower.Node}", $"Outage between {report.Upper.Node} and {report.Lower.Node}"));
            Line(Span(report.From, report.IsOver ? report.To : null));
            WriteClock();
            WriteSides();
            WriteDivided();
            WriteJoined();
            WriteAlarms();
            WriteEdits();
            WriteCameUp();
            Line();
            if (!report.IsOver)
            {
                Line(Say($"Những gì xảy ra ở {report.Lower.Node} sẽ được gửi lên khi có lại liên kết.", $"What happens at {report.Lower.Node} comes up when the link is back."));
            }

            if (report.HasMore)
            {
                Line(Say("Có nhiều cuộc gọi hơn số được xem xét: các con số trên thấp hơn thực tế.", "There were more calls than a report looks at: its figures are too low."));
            }

            Line(report.Twice.Count == 0
                ? Say("Mỗi cuộc gọi có đúng một bản ghi.", "Every call is recorded once.")
                : Say("Có nhiều hơn một bản ghi: ", "Recorded more than once: ") + string.Join(", ", report.Twice));
            return _text.ToString();
        }

        private void WriteSides()
        {
            List<string[]> rows =
            [
                ["", report.Upper.Node, report.Lower.Node],
                Row("Cuộc gọi", "Calls", side => $"{side.Calls}"),
                Row("  trong đó khẩn cấp", "  of these emergencies", side => $"{side.Emergencies}"),
                Row("Yêu cầu bị từ chối", "Requests denied", side => $"{side.Denied}"),
                Row("Nhóm gọi đã dùng", "Talkgroups used", side => $"{side.Talkgroups}"),
                Row("Thời gian nói", "Talk time", side => Length(side.TalkSeconds)),
            ];
            var widths = Enumerable.Range(0, 3).Select(column => rows.Max(row => row[column].Length)).ToList();
            Line();
            rows.ForEach(row => Line($"{row[0].PadRight(widths[0])}{Indent}{row[1].PadLeft(widths[1])}{Indent}{row[2].PadLeft(widths[2])}"));
        }

        private void WriteDivided()
        {
            Head(
                "Nhóm gọi bị chia đôi, hai bên cùng nói mà không nghe thấy nhau", "Talkgroups that were divided: both sides used them and did not hear each other",
                report.Divided.Count);
            foreach (var divided in report.Divided)
            {
                var name = divided.Name.Length > 0 ? $"{divided.Name} ({divided.Talkgroup})" : $"{divided.Talkgroup}";
                Line($"{Indent}{name}, {Time(divided.From)} – {Time(divided.To)} ({Length((divided.To - divided.From).TotalSeconds)})");
                Line($"{Indent}{Indent}{report.Upper.Node}: {Calls(divided.Upper)}");
                Line($"{Indent}{Indent}{report.Lower.Node}: {Calls(divided.Lower)}");
            }
        }

        /// <summary>The lower side's clock is shown where it says something else.</summary>
        private void WriteClock()
        {
            if (report.LowerClock is { } lower && ((lower.From - report.From).Duration() >= _tellsClocksApart || (lower.To - report.To)?.Duration() >= _tellsClocksApart))
            {
                Line(Say($"theo đồng hồ của {report.Lower.Node}: ", $"by the clock of {report.Lower.Node}: ") + Span(lower.From, lower.To));
            }
        }

        private void WriteJoined()
        {
            if (report.Joined.Count == 0)
            {
                return;
            }

            Head("Cuộc gọi được nối lại thành một", "Calls that were joined again", report.Joined.Count);
            foreach (var call in report.Joined)
            {
                var name = call.Name.Length > 0 ? $"{call.Name} ({call.Target})" : $"{call.Target}";
                var how = call.GivenOver ? Say("trao cho bên kia", "given over to the other side") : Say("giữ cuộc gọi", "kept the call");
                var cut = call.Cut.Count == 0 ? "" : Say("; lượt nói bị ngắt: ", "; ended the turn of ") + string.Join(", ", call.Cut);
                Line($"{Indent}{Time(call.At)}  {name}, {call.Node}: {how}{cut} [{call.Id}]");
            }
        }

        private void WriteCameUp()
        {
            if (report.CameUp is { Records: > 0, Last: { } last })
            {
                Line();
                Line(Say(
                    $"Bản ghi gửi lên sau khi nối lại: {report.CameUp.Records}, bản cuối lúc {Time(last)}.",
                    $"Records that came up afterwards: {report.CameUp.Records}, the last at {Time(last)}."));
            }
        }

        private void WriteAlarms()
        {
            Head("Cảnh báo phát sinh", "Alarms raised meanwhile", report.Alarms.Count);
            foreach (var alarm in report.Alarms)
            {
                Line($"{Indent}{Time(alarm.Raised)}  {alarm.Node}  {alarm.Kind} {alarm.Subject}: {Say(alarm.Text.Vi, alarm.Text.En)} ({State(alarm.State)})");
            }
        }

        private void WriteEdits()
        {
            Head("Thay đổi quy hoạch", "Changes of the plan", report.Edits.Count);
            foreach (var edit in report.Edits)
            {
                Line($"{Indent}{Time(edit.At)}  {edit.Node}  {edit.Revision}  {edit.Who}: {edit.What} ({Outcome(edit)})");
                if (edit is { IsTaken: false, IsLocal: true })
                {
                    Line($"{Indent}{Indent}" + (edit.Entry.Length > 0 ? Say("Nội dung không được nhận: ", "What was not taken: ") + edit.Entry : Say("Không được nhận: xóa mục này.", "What was not taken: to remove it.")));
                    Line($"{Indent}{Indent}" + Say(
                        $"Được lưu ở nút {edit.Node}, trong `radionet history` của nút đó. Nếu vẫn cần, hãy sửa ở nút gốc.",
                        $"It is kept at {edit.Node}, in `radionet history` there. If it is still wanted, make the edit at the root."));
                }
            }
        }

        private string Calls(IReadOnlyList<DividedCall> calls) => string.Join("; ", calls.Select(call =>
            (call.Emergency ? Say("KHẨN CẤP ", "EMERGENCY ") : "") + string.Join(", ", call.Talkers)
            + (call.Sites.Count > 0 ? Say(" tại ", " at ") + string.Join(", ", call.Sites) : "") + $" [{call.Id}]"));

        private string Span(DateTimeOffset from, DateTimeOffset? to) => to is { } end
            ? $"{Day(from)} – {(from.UtcDateTime.Date == end.UtcDateTime.Date ? Clock(end) : Day(end))} UTC ({Length((end - from).TotalSeconds)})"
            : $"{Day(from)} UTC – " + Say("chưa nối lại", "not back yet") + (report.IsOver ? "" : $" ({Length((report.To - from).TotalSeconds)})");

        private string State(AlarmState state) => state switch
        {
            AlarmState.Raised => Say("chưa ai ghi nhận", "nobody has acknowledged it"),
            AlarmState.Acknowledged => Say("đã ghi nhận", "acknowledged"),
            _ => Say("đã xóa", "cleared"),
        };

        private string Outcome(OutageEdit edit) => edit.IsTaken switch
        {
            true when edit.TakenAt > 0 => Say($"nút gốc đã nhận, bản {edit.TakenAt}", $"taken by the root, as revision {edit.TakenAt}"),
            true => Say("nút gốc đã nhận", "taken by the root"),
            false => Say("nút gốc không nhận, vẫn được lưu lại", "not taken by the root; kept to be looked at") + (edit.Why is { } why ? ": " + Say(why.Vi, why.En) : ""),
            _ => Say("nút gốc chưa quyết định", "not yet decided by the root"),
        };

        private void Head(string vi, string en, int count)
        {
            Line();
            Line(count == 0 ? Say($"{vi}: không có.", $"{en}: none.") : Say($"{vi}:", $"{en}:"));
        }

        private string[] Row(string vi, string en, Func<OutageSide, string> value) => [Say(vi, en), value(report.Upper), value(report.Lower)];

        private string Say(string vi, string en) => vietnamese ? vi : en;

        private string Time(DateTimeOffset time) => _isOneDay ? Clock(time) : Day(time);

        private string Length(double seconds)
        {
            var whole = TimeSpan.FromSeconds(Math.Round(seconds));
            var (h, min, s) = (Say("giờ", "h"), Say("phút", "min"), Say("giây", "s"));
            return whole.TotalHours >= 1 ? $"{(int)whole.TotalHours} {h} {whole.Minutes} {min}"
                : whole.TotalMinutes >= 1 ? $"{whole.Minutes} {min} {whole.Seconds} {s}"
                : $"{whole.Seconds} {s}";
        }

        private void Line(string text = "") => _text.Append(text.TrimEnd()).Append('\n');

        private static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

        private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
