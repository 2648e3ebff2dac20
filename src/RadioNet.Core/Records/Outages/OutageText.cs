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

    private sealed class Writer(OutageReport report, bool vietnamese)
    {
        private readonly StringBuilder _text = new();
        private readonly bool _isOneDay = report.From.UtcDateTime.Date == report.To.UtcDateTime.Date;

        public string Write()
        {
            Line(Say($"Mất liên kết giữa {report.Upper.Node} và {report.Lower.Node}", $"Outage between {report.Upper.Node} and {report.Lower.Node}"));
            Line($"{Day(report.From)} – {(_isOneDay ? Clock(report.To) : Day(report.To))} UTC ({Length((report.To - report.From).TotalSeconds)})");
            WriteSides();
            WriteDivided();
            WriteAlarms();
            WriteEdits();
            Line();
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
                Line($"{Indent}{Time(edit.At)}  {edit.Node}  {edit.Revision}  {edit.Who}: {edit.What} ({Outcome(edit.IsTaken)})");
            }
        }

        private string Calls(IReadOnlyList<DividedCall> calls) => string.Join("; ", calls.Select(call =>
            (call.Emergency ? Say("KHẨN CẤP ", "EMERGENCY ") : "") + string.Join(", ", call.Talkers)
            + (call.Sites.Count > 0 ? Say(" tại ", " at ") + string.Join(", ", call.Sites) : "") + $" [{call.Id}]"));

        private string State(AlarmState state) => state switch
        {
            AlarmState.Raised => Say("chưa ai ghi nhận", "nobody has acknowledged it"),
            AlarmState.Acknowledged => Say("đã ghi nhận", "acknowledged"),
            _ => Say("đã xóa", "cleared"),
        };

        private string Outcome(bool? isTaken) => isTaken switch
        {
            true => Say("nút gốc đã nhận", "taken by the root"),
            false => Say("nút gốc không nhận, vẫn được lưu lại", "not taken by the root; kept to be looked at"),
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
