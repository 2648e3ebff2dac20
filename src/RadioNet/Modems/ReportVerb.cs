using System.CommandLine;
using System.Globalization;
using RadioNet.BaseStation.Tools;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Modems;

/// <summary><c>radionet modem report</c>: a support bundle, for who helps from afar.</summary>
internal static class ReportVerb
{
    private static readonly TimeSpan _usualLength = TimeSpan.FromSeconds(10);

    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "report",
            """
            Gom vào một tệp zip: phiên bản, các cổng, modem và trạng thái của nó, vài giây theo dõi, phần quy hoạch, nhật ký.

            Ở một cổng, modem được cấu hình theo các từ KEY=VALUE như 'radionet modem monitor'; không phát gì. Ở thư mục dữ liệu của trạm
            gốc (DIR): quy hoạch mà trạm giữ, các tệp *.log, và modem nếu trạm đang chạy. Mật khẩu, mã đăng ký và khóa riêng bị bỏ.
            Phần nào không lấy được thì ghi lý do; tệp vẫn được tạo.
            """,
            """
            Collects into one zip file: versions, ports, the modem and its status, some seconds of what it heard, the plan's part, logs.

            At a port the modem is configured by the words KEY=VALUE as 'radionet modem monitor' does; nothing is transmitted. Of a base
            station's data folder (DIR): the plan that it holds, its *.log files, and its modem when it runs. Passwords, tokens and private
            keys are left out. What can't be had is noted with the reason; the file is made all the same.
            """,
            "radionet modem report /dev/ttyACM0", "radionet modem report /var/lib/radionet --for 30s --logs /var/log/radionet.log",
            "radionet modem report /dev/ttyACM0 --from tan-loi-hill/bs1/c1 --server http://127.0.0.1:8081 --output hill.zip");
        var words = new ModemWords(verb, language);
        var setup = new SetupWords(verb, language, words);
        var file = verb.Option<string>("--output", "FILE", "Tệp zip (mặc định radionet-report-NGÀY-GIỜ.zip)", "The zip file (radionet-report-DATE-TIME.zip otherwise)");
        var logs = verb.Option<string[]>("--logs", "FILE", "Tệp nhật ký, nhiều lần được", "A log file; more than once if need be");
        var length = TimeWords.Span(verb.Option<TimeSpan?>("--for", "TIME", "Theo dõi bao lâu (mặc định 10s)", "Watches so long (10s otherwise)"), language);
        var json = verb.Option<bool>("--json", null, "Kết quả cho máy đọc, một đối tượng", "For machines: one object");
        verb.SetAction((parsed, cancel) => ModemWords.GuardAsync(async () =>
        {
            setup.Check(parsed);
            using var stop = new StopSignals(cancel);
            var collector = new ReportCollector(words, setup, parsed, language, parsed.GetValue(length) ?? _usualLength);
            var bundle = await collector.CollectAsync(parsed.GetValue(logs) ?? [], stop.Token).ConfigureAwait(false);
            var name = parsed.GetValue(file) ?? $"radionet-report-{DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.zip";
            Save(bundle, name);
            Tell(new Output(Console.Out, language, parsed.GetValue(json)), bundle, Path.GetFullPath(name));
            return 0;
        }));
        return verb;
    }

    private static void Save(SupportBundle bundle, string name)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var stream = new FileStream(name, options);
            bundle.Write(stream);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new Failure(
                $"Không ghi được {name}: đã có tệp này, hoặc không có quyền. Hãy chọn tên khác bằng --output.",
                $"{name} can't be written: it is there already, or may not be. Choose another name with --output.");
        }
    }

    private static void Tell(Output output, SupportBundle bundle, string path)
    {
        if (output.Json)
        {
            output.Object(json =>
            {
                json.WriteString("file", path);
                json.WriteList("parts", bundle.Parts, part => json.WriteStringValue(part.Name));
                json.WriteList("missing", bundle.Missing, missing => json.WriteStringValue($"{missing.What.En}: {missing.Why.En}"));
            });
            return;
        }

        output.Line(path);
        foreach (var (name, what) in bundle.Parts) output.Line($"  {name,-16}{output.Language.Say(what)}");
        foreach (var (what, why) in bundle.Missing) output.Line($"  – {output.Language.Say(what)}: {output.Language.Say(why)}");
        output.Say("Không có mật khẩu, mã đăng ký hay khóa riêng trong đó.", "No password, token or private key is in it.");
    }
}
