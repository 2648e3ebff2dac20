using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using RadioNet.Command.Demo.Drill;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Demo;

/// <summary><c>radionet demo</c>: a network with radios that talk, in one process.</summary>
internal static class DemoVerb
{
    private const string CutUplink = "cut-uplink";

    private const int FewestSites = 2;

    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "demo",
            """
            Chạy thử một mạng có các máy ảo đàm thoại.

            Tất cả trong một tiến trình: bảy nút mạng thật ba cấp của Đắk Lắk (tỉnh, hai huyện, bốn xã), mỗi nút có thư mục dữ
            liệu và cổng riêng. Mỗi nơi có một trạm gốc thật của mạng (đăng ký bằng mã như kỹ thuật viên làm, thư mục riêng) nối một
            modem ảo qua pty, và ở xã có thêm một trạm lặp ảo của bên thứ ba qua UDP. Các máy vô tuyến ảo đàm thoại với nhau: nhóm
            của tỉnh, của huyện, của xã, gọi riêng, khẩn cấp, hai máy cùng bấm, và những cuộc bị từ chối.

            Khung là một cụm thoại 60 ms. "Phải nghe": mỗi lượt nói, trọn vẹn, ở mọi trạm của nhóm (hay trạm của máy được gọi) trừ
            trạm lặp của chính nó, tính từ quy hoạch và kịch bản, không từ sổ của nút mạng; trạm gốc tự lặp lại, nên ở đó cũng phải
            nghe. Ở trạm gốc, nghe là máy cầm tay nghe được trên sóng sau modem. Lượt bị cuộc khẩn cấp cắt: phần đã phát trước đó.
            Nơi khe đang bận vì cuộc khác hay vì một máy ở đó đang phát: tính riêng là "nhường khe", và sổ cuộc gọi của nút phải nói
            rõ, nếu không thì là mất. Lượt mà máy này quá tải không phát hay nghe kịp nhịp thì không tính.

            --drill cut-uplink: diễn tập lũ. Đang gọi thì đường lên của xã Cư Pui bị cắt mà không ai được báo; hai phía gọi tiếp;
            đường thông lại thì các nhóm nhập lại, bản ghi đi lên tỉnh. Sau đó in báo cáo mất liên kết và kết luận: mã 0 khi mọi
            điều đều giữ được, 1 với dòng nào không.

            Thoại là Codec 2 đặt trong 49 bit của DMR (codec2-2400): không theo chuẩn, máy thật không giải được.
            Mã kết thúc 0 khi có khung phải nghe và không mất khung nào; nếu không thì 1.
            Ctrl-C: ai đang nói thì dừng, có cụm kết thúc, rồi có bản tổng kết; Ctrl-C lần nữa: dừng ngay.
            """,
            """
            Runs a network whose virtual radios talk.

            All in one process: seven real nodes in three tiers of Đắk Lắk (province, two districts, four communes), each with
            its own data folder and ports. Each place has a real base station of the network's own (enrolled with a token as a
            technician does, with its own data folder) at a virtual modem on a pseudo-terminal, and each commune a third party's
            virtual repeater over UDP besides. Virtual radios talk: on talkgroups of the province, a district and a commune, in
            private, in emergencies, two that key at once, and some that are denied.

            A frame is one voice burst of 60 ms. "Due" is each spurt, whole, at every site of its talkgroup (or the called radio's
            site) but its own, computed from the plan and the script and never from the node's records; a base station repeats what
            its radios say, so there it is due too. At a base station, heard is what a handset hears on the air behind the modem. Of
            a spurt that an emergency cuts, what was sent before it is due. Where the timeslot was busy with another call, or a radio transmitted
            there, frames count apart as "left out", and the node's record of the call must say so; otherwise they are lost.
            A spurt that this machine could not send or play at its pace is held up, and not counted.

            --drill cut-uplink is the flood's drill. In the middle of calls the uplink of Cư Pui commune is cut and nobody is told;
            both sides go on; when the line is back the talkgroups join and the records flow up to the province. Then it prints
            the report of the outage and a verdict: exit code 0 when all of it holds, else 1 with the line that does not.

            The speech is Codec 2 inside DMR's 49 bits (codec2-2400): non-standard, no radio on sale decodes it.
            Exit code 0 when frames were due and none of them was lost; otherwise 1.
            After Ctrl-C who talks stops, with a terminator, and the summary follows; another Ctrl-C ends it at once.
            """,
            "radionet demo", "radionet demo --for 30s", "radionet demo --for 2m --seed 7 --sites 6", "radionet demo --for 30s --json",
            "radionet demo --drill cut-uplink", "radionet demo --drill cut-uplink --cut 60s --json");
        var length = verb.Option<TimeSpan?>("--for", "TIME", "Tự kết thúc sau 30s, 5m, 2h (nếu không: Ctrl-C)", "Ends by itself after 30s, 5m, 2h (Ctrl-C otherwise)");
        length.CustomParser = SpanParser("--for", language);
        var drill = verb.Option<string?>("--drill", "NAME", "Diễn tập: cut-uplink", "A drill: cut-uplink");
        drill.AcceptOnlyFromAmong(CutUplink);
        var cut = verb.Option<TimeSpan?>("--cut", "TIME", "Trong diễn tập, đường đứt trong bao lâu (20s)", "In a drill, for how long the line is dead (20s)");
        cut.CustomParser = SpanParser("--cut", language);
        var seed = verb.Option<int>("--seed", "N", "Kịch bản nào (mặc định 1); cùng số cho cùng kịch bản", "Which script (1 otherwise); the same number gives the same script");
        seed.DefaultValueFactory = _ => new DemoOptions().Seed;
        var sites = verb.Option<int?>("--sites", "N", "Chỉ N trạm đầu của quy hoạch, từ 2", "Only the plan's first N sites, 2 or more").AtLeast(FewestSites, language);
        var keep = verb.Option<bool>("--keep", null, "Giữ lại thư mục dữ liệu", "Keeps the data folder");
        var json = verb.Option<bool>("--json", null, "Chỉ in một dòng JSON tổng kết", "Prints the summary as one line of JSON, and nothing else");
        verb.SetAction((parsed, cancel) => parsed.GetValue(drill) == CutUplink ? DrillRun.RunAsync(
            new DrillOptions { Cut = parsed.GetValue(cut) ?? new DrillOptions().Cut, Keep = parsed.GetValue(keep) },
            new Output(Console.Out, language, parsed.GetValue(json)), cancel) : DemoRun.RunAsync(
            new DemoOptions
            {
                Length = parsed.GetValue(length),
                Seed = parsed.GetValue(seed),
                Sites = parsed.GetValue(sites) ?? int.MaxValue,
                Keep = parsed.GetValue(keep),
            },
            new Output(Console.Out, language, parsed.GetValue(json)), cancel));
        return verb;
    }

    private static Func<ArgumentResult, TimeSpan?> SpanParser(string option, Language language) => result =>
    {
        var word = result.Tokens[0].Value;
        var span = ParseSpan(word);
        if (span is null) result.AddError(language.Say($"{option} {word} không phải là 30s, 5m hay 2h.", $"{option} {word} is none of 30s, 5m, 2h."));
        return span;
    };

    /// <summary>A span such as 30s, 5m, 2h, from 1 s to 30 days; null when it is none.</summary>
    internal static TimeSpan? ParseSpan(string text)
    {
        var unit = text.Length > 1 ? text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 } : 0;
        var seconds = unit > 0 && uint.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count * (double)unit
            : 0;
        return seconds is >= 1 and <= 30 * 86400 ? TimeSpan.FromSeconds(seconds) : null;
    }
}
