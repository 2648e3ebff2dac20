using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RadioNet.BaseStation.Tools;
using RadioNet.Command.Terminal;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;
using Spectre.Console;

namespace RadioNet.Command.Modems;

/// <summary><c>radionet modem ber PORT</c>: counts the bit errors of a radio that is received.</summary>
internal static class BerVerb
{
    private const int UsualBursts = 100;
    private static readonly TimeSpan _usualLength = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _picture = TimeSpan.FromMilliseconds(250);

    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "ber",
            """
            Đo lỗi bit của máy thu: một máy vô tuyến cách vài mét, công suất thấp, giữ phím trên tần số thu.

            fec đếm lỗi mà mã sửa lỗi của thoại tìm thấy (141 bit mỗi cụm), máy nói gì cũng được. pattern so toàn bộ 264 bit với mẫu
            1031 Hz (máy số 1, nhóm 9, mã màu 1) của máy đo. Modem nghe simplex, trừ khi có duplex=true: khi đó nó phát để máy đồng bộ.
            Mức thường gặp: dưới 0.5 % rất tốt, dưới 1 % bình thường, 1-3 % cần chỉnh lại, trên 5 % không dùng được.
            Mã kết thúc 0 chỉ khi đạt.
            """,
            """
            Measures the receiver's bit errors: a radio some metres away, on low power, keyed on the receive frequency.

            fec counts what the speech's own error correction finds (141 bits a burst), whatever is said. pattern compares all 264 bits
            with the 1031 Hz pattern (radio 1, talkgroup 9, colour code 1) of a test set. The modem listens simplex, unless duplex=true:
            then it transmits, for the radio to follow. Usual: below 0.5 % excellent, below 1 % normal, 1-3 % adjust, above 5 % unusable.
            Exit code 0 only when it passed.
            """,
            "radionet modem ber /dev/ttyACM0 receive=416.5MHz transmit=416.5MHz", "radionet modem ber /dev/ttyACM0 --from tan-loi-hill/bs1/c1 duplex=false --bursts 500 --limit 0.5%",
            "radionet modem ber --station unix:/var/lib/radionet/modem.sock duplex=false", "radionet modem ber pty:/tmp/modem1 --method pattern --for 20s --json");
        var words = new ModemWords(verb, language);
        var setup = new SetupWords(verb, language, words);
        var method = verb.Option<string>("--method", "fec|pattern", "Cách đo (mặc định fec)", "How it is measured (fec otherwise)");
        method.AcceptOnlyFromAmong("fec", "pattern");
        var limit = verb.Option<string>("--limit", "PERCENT", "Đạt khi không quá mức này (mặc định 1%)", "Passes up to this (1% otherwise)");
        var bursts = verb.Option<int?>("--bursts", "N", $"Đủ bao nhiêu cụm thì xong (mặc định {UsualBursts}, hoặc đến hết --for)", $"Done after so many bursts ({UsualBursts} otherwise, or all that come in --for)").AtLeast(1, language);
        var length = TimeWords.Span(verb.Option<TimeSpan?>("--for", "TIME", "Lâu nhất (mặc định 60s)", "At most so long (60s otherwise)"), language);
        var json = verb.Option<bool>("--json", null, "Kết quả cho máy đọc: một đối tượng khi xong", "For machines: one object at the end");
        verb.SetAction((parsed, cancel) => ModemWords.GuardAsync(async () =>
        {
            var output = new Output(Console.Out, language, parsed.GetValue(json));
            var wanted = new BerGoal(
                parsed.GetValue(method) == "pattern" ? BerMethod.Pattern : BerMethod.Fec,
                Percent(parsed.GetValue(limit) ?? "1%"),
                parsed.GetValue(bursts) ?? (parsed.GetValue(length) is null ? UsualBursts : null));
            using var stop = new StopSignals(cancel);
            setup.Check(parsed);
            var desk = await ModemDesk.TakeAsync(await words.OpenAsync(parsed, stop.Token).ConfigureAwait(false), stop.Token, parsed.GetValue(length) ?? _usualLength).ConfigureAwait(false);
            await using var scope = desk.ConfigureAwait(false);
            var carrier = (await setup.ReadAsync(parsed, desk.Findings, stop.Token).ConfigureAwait(false)).Wanted;
            await desk.SetUpAsync(carrier.Setup, ModemState.Dmr, stop.Token).ConfigureAwait(false);
            if (carrier.Carrier.Duplex) await desk.TransmitAsync(true, stop.Token).ConfigureAwait(false);
            var counter = new BerCounter(wanted.Method);
            await MeasureAsync(desk, counter, wanted, output, parsed.GetValue(length) ?? _usualLength, stop.Token).ConfigureAwait(false);
            return Conclude(output, wanted, counter.Count);
        }));
        return verb;
    }

    /// <summary>A percentage with or without its sign; else the command ends.</summary>
    public static double Percent(string text) =>
        double.TryParse(text.TrimEnd('%').TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100
            ? percent
            : throw new Failure($"\"{text}\" không phải là phần trăm từ 0 đến 100, ví dụ 1% hoặc 0.5%.", $"\"{text}\" is no percentage from 0 to 100, such as 1% or 0.5%.", 2);

    private static async Task MeasureAsync(ModemDesk desk, BerCounter counter, BerGoal wanted, Output output, TimeSpan length, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        over.CancelAfter(length);
        void Take(HeardFrame frame)
        {
            counter.Take(frame);
            if (counter.Count.Bursts >= wanted.Bursts) over.Cancel();
        }

        if (output.Json)
            await ModemFeed.RunAsync(desk.Access, Take, _second, _ => { }, over.Token).ConfigureAwait(false);
        else if (!Screen.IsLive)
            await ModemFeed.RunAsync(desk.Access, Take, _second, _ => output.Line(Line(counter.Count, output.Language)), over.Token).ConfigureAwait(false);
        else
            await Screen.ShowAsync(live => ModemFeed.RunAsync(desk.Access, Take, _picture, _ => Screen.Update(live, Picture(counter.Count, wanted, output.Language)), over.Token)).ConfigureAwait(false);
    }

    private static Rows Picture(BerCount count, BerGoal wanted, Language language) => new(
        new Text(language.Say("Đo lỗi bit · giữ phím máy vô tuyến · Ctrl-C kết thúc", "Bit-error test · keep the radio keyed · Ctrl-C ends"), new Style(decoration: Decoration.Bold)),
        Text.Empty,
        new Text(Line(count, language), new Style(count.Percent is null ? Color.Grey : wanted.IsWithin(count) ? Color.Green : Color.Red)));

    private static string Line(BerCount count, Language language) => count.Percent is { } percent
        ? language.Say(
            $"BER {percent.ToString("0.000", CultureInfo.InvariantCulture)} %  {count.Errors}/{count.Bits} bit trong {count.Bursts} cụm, thiếu {count.Missing}",
            $"BER {percent.ToString("0.000", CultureInfo.InvariantCulture)} %  {count.Errors}/{count.Bits} bits in {count.Bursts} bursts, {count.Missing} missing")
        : language.Say("chưa nghe thấy gì", "nothing heard yet");

    private static int Conclude(Output output, BerGoal wanted, BerCount count)
    {
        var problem = wanted.Problem(count);
        if (output.Json) output.Object(json => Write(json, wanted, count, problem));
        else output.Line(Line(count, output.Language));
        if (problem is not null) throw new Failure([problem]);
        if (!output.Json) output.Say("Đạt.", "Passed.");
        return 0;
    }

    private static void Write(Utf8JsonWriter json, BerGoal wanted, BerCount count, LocalizedText? problem)
    {
        json.WriteBoolean("passed", problem is null);
        json.WriteString("method", wanted.Method.Word());
        if (count.Percent is { } percent) json.WriteNumber("ber", Math.Round(percent, 4));
        else json.WriteNull("ber");
        json.WriteNumber("limit", wanted.Limit);
        json.WriteNumber("bursts", count.Bursts);
        json.WriteNumber("bits", count.Bits);
        json.WriteNumber("errors", count.Errors);
        json.WriteNumber("missing", count.Missing);
        json.WriteWord("problem", problem?.En ?? "");
    }
}
