using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using RadioNet.Command.Terminal;
using RadioNet.Core.Hosting;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet core</c>: runs a node until it is asked to stop.</summary>
internal static class CoreVerb
{
    /// <summary>The data folder of who names none.</summary>
    public const string UsualFolder = "radionet-data";

    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "core", "Chạy một nút mạng.", "Runs a node.",
            "radionet core", "radionet core --data /var/lib/radionet --plan province.yaml", "radionet core --homebrew 0.0.0.0:62031",
            "radionet core --node core-buon-ma-thuot --parent https://core.example:8443 --enroll rn1.…",
            "radionet core --data ./test --web 127.0.0.1:0 --grpc 127.0.0.1:0 --homebrew 127.0.0.1:0 --voice 127.0.0.1:0 --json");
        var data = verb.Option<string>("--data", "DIR", $"Thư mục dữ liệu (mặc định {UsualFolder})", $"The data folder ({UsualFolder} otherwise)");
        var plan = verb.Option<string>("--plan", "FILE", "Quy hoạch áp dụng khi khởi động, trừ khi đúng nội dung này đã từng áp dụng; nút ở dưới nhận từ nút gốc", "A plan applied at the start, unless this very content was applied before; a node below another gets the root's");
        var node = verb.Option<string>("--node", "ID", "Nút nào của quy hoạch (mặc định nút gốc)", "Which node of the plan (the root's otherwise)");
        var parents = verb.Option<string[]>("--parent", "URL", "Địa chỉ liên kết của nút cấp trên; hai lần trở lên thì gần trước", "The links address of the node above; twice or more, the nearest first");
        var enroll = verb.Option<string>("--enroll", "TOKEN", "Mã đăng ký ở nút cấp trên, chỉ lần đầu: 'radionet node token ID' ở nút gốc", "The token to enroll with at the node above, once: 'radionet node token ID' at the root node");
        var web = Address(verb, language, "--web", "Bàn điều hành và trang trạng thái", "The web console and the status page", 8080);
        var webCertificate = verb.Option<string>("--web-certificate", "FILE", "Chứng thư kèm khóa (PEM hoặc PFX) để --web dùng HTTPS; cần có khi nghe ngoài loopback", "A certificate with its key (PEM or PFX), for HTTPS at --web; needed beyond loopback");
        var grpc = Address(verb, language, "--grpc", "Dịch vụ gRPC", "The gRPC services", 8081);
        var links = Address(verb, language, "--links", "Liên kết trạm và tầng", "Site and tier links", 8443);
        var homebrew = Address(verb, language, "--homebrew", "Trạm lặp theo giao thức Homebrew, UDP", "Repeaters over the Homebrew protocol, UDP", 62031);
        var voice = Address(verb, language, "--voice", "Thoại của trạm gốc và nút khác, UDP", "Voice of base stations and other nodes, UDP", 62040);
        var otlp = verb.Option<string>("--otlp", "URL", "Gửi vết của các cuộc gọi theo OpenTelemetry (OTLP: gRPC, hoặc HTTP nếu có đường dẫn /v1/traces)", "Sends the spans of calls by OpenTelemetry (OTLP: gRPC, or HTTP with a path such as /v1/traces)");
        var keep = verb.Option<TimeSpan?>("--keep-recordings", "DAYS", "Giữ bản ghi âm bao lâu, như 90d (mặc định: không xóa)", "For how long recordings are kept, such as 90d (never deleted otherwise)");
        keep.CustomParser = DaysParser(language);
        var vocoders = LocalVocoders.Options(verb);
        var json = verb.Option<bool>("--json", null, "In một dòng JSON khi sẵn sàng, không in gì khác", "Prints one line of JSON when it is ready, and nothing else");
        verb.SetAction((parsed, cancel) => RunNode.RunAsync(
            new NodeOptions
            {
                DataFolder = parsed.GetValue(data) ?? UsualFolder,
                PlanFile = parsed.GetValue(plan),
                NodeId = parsed.GetValue(node),
                Parents = [.. (parsed.GetValue(parents) ?? []).Select(LinksAddress.Of("--parent"))],
                Token = parsed.GetValue(enroll),
                KeepRecordings = parsed.GetValue(keep),
                AmbeChips = parsed.GetValue(vocoders.Chips) ?? [],
                VocoderLibraries = parsed.GetValue(vocoders.Libraries) ?? [],
                Web = parsed.GetValue(web)!,
                WebCertificate = parsed.GetValue(webCertificate),
                Grpc = parsed.GetValue(grpc)!,
                Links = parsed.GetValue(links)!,
                Homebrew = parsed.GetValue(homebrew)!,
                Voice = parsed.GetValue(voice)!,
                Otlp = parsed.GetValue(otlp) is { } collector ? new Uri(collector, UriKind.RelativeOrAbsolute) : null,
            },
            new Output(Console.Out, language, parsed.GetValue(json)), cancel));
        return verb;
    }

    private static Func<ArgumentResult, TimeSpan?> DaysParser(Language language) => result =>
    {
        var word = result.Tokens[0].Value;
        if (word.EndsWith('d') && uint.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 36_500)
        {
            return TimeSpan.FromDays(days);
        }

        result.AddError(language.Say($"--keep-recordings {word} không phải là số ngày như 90d.", $"--keep-recordings {word} is no number of days such as 90d."));
        return null;
    };

    private static Option<IPEndPoint> Address(Verb verb, Language language, string name, string vi, string en, int usualPort)
    {
        var usual = new IPEndPoint(IPAddress.Loopback, usualPort);
        var option = verb.Option<IPEndPoint>(name, "HOST:PORT", $"{vi} (mặc định {usual})", $"{en} ({usual} otherwise)");
        option.DefaultValueFactory = _ => usual;
        option.CustomParser = result =>
        {
            if (ListenAddress.TryParse(result.Tokens[0].Value, out var address))
            {
                return address;
            }

            result.AddError(language.Say(
                $"{name} {result.Tokens[0].Value} không phải HOST:PORT như {usual}; cổng 0 là cổng trống bất kỳ.",
                $"{name} {result.Tokens[0].Value} is no HOST:PORT such as {usual}; port 0 is any free one."));
            return usual;
        };
        return option;
    }
}
