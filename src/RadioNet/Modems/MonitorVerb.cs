using RadioNet.BaseStation.Tools;
using RadioNet.Command.Terminal;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Command.Modems;

/// <summary><c>radionet modem monitor PORT</c>: what a modem does and hears, live. It transmits nothing.</summary>
internal static class MonitorVerb
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _picture = TimeSpan.FromMilliseconds(250);

    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "monitor",
            """
            Xem modem trực tiếp: trạng thái, cờ, hàng đợi, mức thu, lỗi bit, ai gọi ai. Không phát gì.

            Modem chưa được cấu hình thì không thu gì, nên ở một cổng lệnh này cấu hình modem theo các từ KEY=VALUE (mặc định simplex
            433.45 MHz, mã màu 1). Modem duplex chỉ thu được máy đầu cuối khi nó phát; hãy xem nó qua trạm gốc đang chạy.
            """,
            """
            Watches a modem: state, flags, queues, signal strength, bit errors, who talks to whom. Transmits nothing.

            A modem that is not configured receives nothing, so at a port this configures it by the words KEY=VALUE (simplex at 433.45 MHz,
            colour code 1 otherwise). A duplex modem hears radios only while it transmits: watch that at its running base station.
            """,
            "radionet modem monitor /dev/ttyACM0 receive=433.45MHz transmit=433.45MHz color-code=1",
            "radionet modem monitor /dev/ttyACM0 --from tan-loi-hill/bs1/c1 --for 10s", "radionet modem monitor --station unix:/var/lib/radionet/modem.sock", "radionet modem monitor pty:/tmp/modem1 --for 10s --json");
        var words = new ModemWords(verb, language);
        var setup = new SetupWords(verb, language, words);
        var length = TimeWords.Span(verb.Option<TimeSpan?>("--for", "TIME", "Tự kết thúc sau 10s, 5m (nếu không: Ctrl-C)", "Ends by itself after 10s, 5m (Ctrl-C otherwise)"), language);
        var json = verb.Option<bool>("--json", null, "Một đối tượng mỗi giây", "One object a second");
        verb.SetAction((parsed, cancel) => ModemWords.GuardAsync(async () =>
        {
            var output = new Output(Console.Out, language, parsed.GetValue(json));
            using var stop = new StopSignals(cancel);
            setup.Check(parsed);
            var desk = await ModemDesk.TakeAsync(await words.OpenAsync(parsed, stop.Token).ConfigureAwait(false), stop.Token).ConfigureAwait(false);
            await using var scope = desk.ConfigureAwait(false);
            var carrier = (await setup.ReadAsync(parsed, desk.Findings, stop.Token).ConfigureAwait(false)).Wanted;
            if (desk.Access.IsPort) await desk.SetUpAsync(carrier.Setup, ModemState.Dmr, stop.Token).ConfigureAwait(false);
            stop.EndAfter(parsed.GetValue(length));
            await WatchAsync(desk, carrier.Setup.Rssi, output, stop.Token).ConfigureAwait(false);
            return 0;
        }));
        return verb;
    }

    /// <summary>Shows what is heard until the token is cancelled.</summary>
    private static Task WatchAsync(ModemDesk desk, RssiMapping rssi, Output output, CancellationToken over)
    {
        var board = new MonitorBoard(desk.Modem, rssi);
        if (output.Json)
        {
            return ModemFeed.RunAsync(desk.Access, frame => board.Take(frame), _second, now => output.Object(json => MonitorJson.Write(json, board.Moment(now))), over);
        }

        if (!Screen.IsLive)
        {
            return ModemFeed.RunAsync(desk.Access, frame => board.Take(frame), _second, now => output.Line(MonitorView.Line(board.Moment(now), output.Language)), over);
        }

        var view = new MonitorView(desk.Access.Name, desk.Modem, output.Language);
        return Screen.ShowAsync(live => ModemFeed.RunAsync(desk.Access, frame => board.Take(frame), _picture, now => Screen.Update(live, view.Picture(board.Moment(now))), over));
    }
}
