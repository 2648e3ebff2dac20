using System.CommandLine;
using RadioNet.BaseStation.Hosting;
using RadioNet.BaseStation.Ports;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet base-station</c>: runs the controller of a site's base station until it is asked to stop.</summary>
internal static class BaseStationVerb
{
    /// <summary>The data folder of who names none.</summary>
    private const string UsualFolder = "radionet-station";

    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "base-station", "Chạy bộ điều khiển của một trạm gốc.", "Runs the controller of a base station.",
            "radionet base-station --site tan-loi-hill --base-station bs1 --node https://core.example:8443 --modem 'c1=serial:/dev/ttyACM0?baud=460800' --enroll rn1.…",
            "radionet base-station --site tan-loi-hill --base-station bs1 --node https://a:8443 --node https://b:8443 --modem c1=usb:4D4D44564D31",
            "radionet base-station --site s1 --base-station bs1 --node https://127.0.0.1:8443 --data ./bs1 --modem c1=pty:/tmp/modem1 --json");
        var site = verb.Option<string>("--site", "ID", "Trạm (nơi đặt), theo quy hoạch", "The site, as the plan calls it");
        var station = verb.Option<string>("--base-station", "ID", "Trạm gốc tại đó", "The base station there");
        var nodes = verb.Option<string[]>("--node", "URL", "Địa chỉ liên kết của nút; hai lần trở lên để có dự phòng, gần trước", "A node's links address; twice or more for dual homing, the first to serve first");
        var modems = verb.Option<string[]>("--modem", "CARRIER=PORT", "Modem của một sóng mang: serial:, usb:, pty:, udp: hay tcp:", "The modem of a carrier: serial:, usb:, pty:, udp: or tcp:");
        var data = verb.Option<string>("--data", "DIR", $"Thư mục dữ liệu (mặc định {UsualFolder})", $"The data folder ({UsualFolder} otherwise)");
        var enroll = verb.Option<string>("--enroll", "TOKEN", "Mã đăng ký, chỉ lần đầu: 'radionet site token ID' ở nút gốc", "The enrollment token, once: 'radionet site token ID' at the root node");
        var json = verb.Option<bool>("--json", null, "In một dòng JSON khi sẵn sàng, không in gì khác", "Prints one line of JSON when it is ready, and nothing else");
        site.Required = station.Required = nodes.Required = modems.Required = true;
        verb.SetAction((parsed, cancel) => RunStation.RunAsync(
            new StationOptions
            {
                Site = parsed.GetValue(site)!,
                BaseStation = parsed.GetValue(station)!,
                Nodes = [.. parsed.GetValue(nodes)!.Select(LinksAddress.Of("--node"))],
                DataFolder = parsed.GetValue(data) ?? UsualFolder,
                Token = parsed.GetValue(enroll),
                Modems = Modems(parsed.GetValue(modems)!),
                Software = $"RadioNet {typeof(BaseStationVerb).Assembly.GetName().Version?.ToString(3)}",
            },
            new Output(Console.Out, language, parsed.GetValue(json)), cancel));
        return verb;
    }

    private static Dictionary<string, ModemPortAddress> Modems(string[] words)
    {
        var modems = new Dictionary<string, ModemPortAddress>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            if (word.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var at))
            {
                throw new Failure(
                    $"--modem {word} thiếu tên sóng mang: viết SÓNG-MANG=CỔNG, ví dụ c1=serial:/dev/ttyACM0.",
                    $"--modem {word} names no carrier: write CARRIER=PORT, such as c1=serial:/dev/ttyACM0.", 2);
            }

            if (!ModemPortAddress.TryParse(word[(at + 1)..], out var address, out var problem))
            {
                throw new Failure([problem], 2);
            }

            if (!modems.TryAdd(word[..at], address))
            {
                throw new Failure($"--modem {word[..at]} được nêu hai lần.", $"--modem {word[..at]} is named twice.", 2);
            }
        }

        return modems;
    }
}
