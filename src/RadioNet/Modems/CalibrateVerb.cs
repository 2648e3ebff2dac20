using System.CommandLine;
using System.Text.Json;
using RadioNet.BaseStation.Tools;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Command.Modems;

/// <summary><c>radionet modem calibrate PORT</c>: adjusts a modem to its radio, guided, or one step by a script.</summary>
internal static class CalibrateVerb
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "calibrate",
            """
            Chỉnh modem theo máy phát và máy thu, từng bước: pha và đáp tần thấp, độ lệch tần 2.75 kHz, tần số phát, mức thu, tần số thu, trễ DMR.

            Cần máy đo (bước 1-2) và một máy vô tuyến. Phát thử tự tắt sau 30 giây, và khi lệnh kết thúc vì bất cứ lý do gì (trừ kill -9).
            Với --apply, bắt đầu từ quy hoạch và ghi kết quả vào quy hoạch; nếu không, in ra lệnh 'radionet modem set' cần chạy.
            Không có màn hình: --step làm một bước theo các từ đã cho.
            """,
            """
            Adjusts a modem to its transmitter and receiver, step by step: polarity and low frequencies, 2.75 kHz of deviation, transmit
            frequency, receive level, receive frequency, DMR delay.

            It takes a service monitor (steps 1 and 2) and a radio. A test transmission ends by itself after 30 seconds, and when the command
            ends, for whatever reason (but kill -9). With --apply it begins as the plan says and puts the result there; otherwise it prints
            the 'radionet modem set' that does. Without a terminal --step does one step by the words.
            """,
            "radionet modem calibrate /dev/ttyACM0 --apply tan-loi-hill/bs1/c1 --server http://127.0.0.1:8081",
            "radionet modem calibrate /dev/ttyACM0 receive=416.0125MHz transmit=421.0125MHz",
            "radionet modem calibrate --station unix:/var/lib/radionet/modem.sock --apply tan-loi-hill/bs1/c1",
            "radionet modem calibrate /dev/ttyACM0 --step deviation --level 47.5 --transmit 5s --json");
        var words = new ModemWords(verb, language);
        var setup = new SetupWords(verb, language, words, isApplied: true);
        var step = verb.Option<string>("--step", "STEP", $"Chỉ một bước, không hỏi: {string.Join(", ", CalibrationWords.Names)}", $"One step, without asking: {string.Join(", ", CalibrationWords.Names)}");
        step.AcceptOnlyFromAmong(CalibrationWords.Names);
        var level = verb.Option<string>("--level", "PERCENT", "Mức của bước: phát (deviation) hoặc thu (receive-level)", "The step's level: transmit (deviation) or receive (receive-level)");
        var transmit = TimeWords.Span(verb.Option<TimeSpan?>("--transmit", "TIME", "Phát bao lâu, tối đa 30s", "Transmits so long, 30s at most"), language);
        var length = TimeWords.Span(verb.Option<TimeSpan?>("--for", "TIME", "Đo bao lâu khi không phát (mặc định 5s)", "Measures so long when it does not transmit (5s otherwise)"), language);
        var yes = verb.Option<bool>("--yes", null, "Không hỏi trước khi ghi vào quy hoạch", "Does not ask before it changes the plan");
        var json = verb.Option<bool>("--json", null, "Kết quả cho máy đọc, một đối tượng", "For machines: one object");
        verb.SetAction((parsed, cancel) => ModemWords.GuardAsync(async () =>
        {
            var output = new Output(Console.Out, language, parsed.GetValue(json));
            var script = Script(parsed.GetValue(step), parsed.GetValue(level), parsed.GetValue(transmit), parsed.GetValue(length));
            using var stop = new StopSignals(cancel);
            setup.Check(parsed);
            var desk = await ModemDesk.TakeAsync(await words.OpenAsync(parsed, stop.Token).ConfigureAwait(false), stop.Token).ConfigureAwait(false);
            IReadOnlyList<string> found;
            bool isWanted;
            await using (desk.ConfigureAwait(false))
            {
                var (planned, wanted) = await setup.ReadAsync(parsed, desk.Findings, stop.Token).ConfigureAwait(false);
                if (script?.Level is { } percent) wanted = SetupWords.With(wanted, [$"{(script.Step == CalibrationStep.ReceiveLevel ? "receive" : "transmit")}-level={percent}%"]);
                var bench = new CalibrationBench(desk, wanted, planned.Carrier.Modem);
                isWanted = script is null ? await GuideAsync(bench, language, stop.Token).ConfigureAwait(false) : await RunAsync(bench, script, output, stop.Token).ConfigureAwait(false);
                found = bench.Words;
            }

            if (isWanted) await ConcludeAsync(setup.Path(parsed), setup.Server(parsed), found, parsed.GetValue(yes), output, stop.Token).ConfigureAwait(false);
            return isWanted ? 0 : 1;
        }));
        return verb;
    }

    private static CalibrationScript? Script(string? step, string? level, TimeSpan? transmit, TimeSpan? length)
    {
        if (transmit > ModemDesk.TransmitLimit)
        {
            throw new Failure("--transmit tối đa 30s.", "--transmit takes 30s at most.", 2);
        }

        if (step is null)
        {
            return Screen.IsLive && !Console.IsInputRedirected
                ? null
                : throw new Failure(
                    "Không có màn hình để hướng dẫn. Hãy dùng --step, ví dụ --step deviation --level 47.5 --transmit 5s.",
                    "There is no terminal to guide at. Use --step, such as --step deviation --level 47.5 --transmit 5s.", 2);
        }

        var which = CalibrationWords.Step(step);
        if (level is not null && which is not (CalibrationStep.Deviation or CalibrationStep.LowFrequency or CalibrationStep.TransmitOffset or CalibrationStep.ReceiveLevel))
        {
            throw new Failure($"Bước {step} không có mức: bỏ --level, dùng KEY=VALUE.", $"The step {step} has no level: leave --level out, write KEY=VALUE.", 2);
        }

        if (transmit is not null && (which is CalibrationStep.ReceiveLevel or CalibrationStep.ReceiveOffset))
        {
            throw new Failure($"Bước {step} chỉ thu: bỏ --transmit.", $"The step {step} receives only: leave --transmit out.", 2);
        }

        return new CalibrationScript(which, level is null ? null : BerVerb.Percent(level), transmit, length ?? TimeSpan.FromSeconds(5));
    }

    private static async Task<bool> GuideAsync(CalibrationBench bench, Language language, CancellationToken over)
    {
        var isWanted = false;
        var screen = new CalibrateScreen(bench, ConsoleKeys.Start().Next, language);
        try
        {
            await Screen.ShowAsync(async live => isWanted = await screen.RunAsync(picture => Screen.Update(live, picture), over).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is OperationCanceledException or InvalidOperationException or IOException)
        {
            // Ctrl-C, or the terminal is gone: nothing is wanted of it, and the desk switches the transmitter off.
        }

        return isWanted;
    }

    private static async Task<bool> RunAsync(CalibrationBench bench, CalibrationScript script, Output output, CancellationToken cancel)
    {
        await bench.GoAsync(script.Step, cancel).ConfigureAwait(false);
        if (script.Transmit is not null) await bench.TransmitAsync(true, cancel).ConfigureAwait(false);
        using (var over = CancellationTokenSource.CreateLinkedTokenSource(cancel))
        {
            over.CancelAfter(script.Transmit ?? script.Length);
            await ModemFeed.RunAsync(bench.Desk.Access, frame => bench.Take(frame), _second, _ => { }, over.Token).ConfigureAwait(false);
        }

        if (script.Transmit is not null) await bench.TransmitAsync(false, CancellationToken.None).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        if (output.Json) output.Object(json => Write(json, bench, script));
        else Write(output, bench);
        return true;
    }

    private static void Write(Output output, CalibrationBench bench)
    {
        var moment = bench.Moment(TimeSpan.MaxValue);
        output.Say(
            $"{CalibrationWords.Name(bench.Step)}: ADC quá mức {moment.Flags[ModemStatusFlags.AdcOverflow]}, DAC quá mức {moment.Flags[ModemStatusFlags.DacOverflow]}, {bench.Ber.Bursts} cụm thoại, BER {bench.Ber.Percent:0.000} %",
            $"{CalibrationWords.Name(bench.Step)}: {moment.Flags[ModemStatusFlags.AdcOverflow]} ADC overflows, {moment.Flags[ModemStatusFlags.DacOverflow]} DAC overflows, {bench.Ber.Bursts} voice bursts, BER {bench.Ber.Percent:0.000} %");
    }

    private static void Write(Utf8JsonWriter json, CalibrationBench bench, CalibrationScript script)
    {
        var moment = bench.Moment(TimeSpan.MaxValue);
        json.WriteString("step", CalibrationWords.Name(bench.Step));
        json.WriteNumber("transmitLevel", bench.Modem.TransmitLevel.Value);
        json.WriteNumber("receiveLevel", bench.Modem.ReceiveLevel.Value);
        json.WriteNumber("transmitted", script.Transmit?.TotalSeconds ?? 0);
        json.WriteNumber("transmittingStatuses", moment.Flags[ModemStatusFlags.Transmitting]);
        json.WriteNumber("adcOverflows", moment.Flags[ModemStatusFlags.AdcOverflow]);
        json.WriteNumber("dacOverflows", moment.Flags[ModemStatusFlags.DacOverflow]);
        json.WriteNumber("bursts", bench.Ber.Bursts);
        if (bench.Ber.Percent is { } ber) json.WriteNumber("ber", Math.Round(ber, 4));
        else json.WriteNull("ber");
        json.WriteNumber("missing", bench.Ber.Missing);
        json.WriteList("words", bench.Words, json.WriteStringValue);
    }

    private static async Task ConcludeAsync(CarrierPath? target, string server, IReadOnlyList<string> found, bool isSure, Output output, CancellationToken cancel)
    {
        if (found.Count == 0)
        {
            if (!output.Json) output.Say("Không có gì khác trước.", "Nothing is different from before.");
        }
        else if (target is null)
        {
            if (!output.Json) output.Say($"Để ghi vào quy hoạch: radionet modem set SITE/BASE-STATION/CARRIER {string.Join(' ', found)}", $"Put it into the plan with: radionet modem set SITE/BASE-STATION/CARRIER {string.Join(' ', found)}");
        }
        else
        {
            using var node = NodeClient.To(server);
            await node.GuardAsync(() => SetVerb.ApplyAsync(node, new StationChange(target, found, "calibration"), isSure, output, cancel)).ConfigureAwait(false);
        }
    }
}
