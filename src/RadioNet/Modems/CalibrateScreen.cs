using System.Diagnostics;
using System.Globalization;
using RadioNet.BaseStation.Tools;
using RadioNet.Command.Terminal;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;
using Spectre.Console;

namespace RadioNet.Command.Modems;

/// <summary>A guided calibration on a terminal: keys in, a picture out.</summary>
/// <param name="bench">The calibration.</param>
/// <param name="keys">The next key that was pressed; null when none is.</param>
/// <param name="language">The language.</param>
internal sealed class CalibrateScreen(CalibrationBench bench, Func<ConsoleKeyInfo?> keys, Language language)
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(150);
    private static readonly Style _head = new(decoration: Decoration.Bold);
    private static readonly Style _faint = new(Color.Grey);
    private static readonly Style _good = new(Color.Green);
    private static readonly Style _bad = new(Color.Red, decoration: Decoration.Bold);

    private LocalizedText? _refusal;
    private TimeSpan _latest;

    /// <summary>Runs until a key ends it, the token is cancelled, or the terminal is lost.</summary>
    /// <returns>Whether what was found is wanted.</returns>
    /// <exception cref="ModemAccessException">The way to the modem is lost.</exception>
    public async Task<bool> RunAsync(Action<Rows> show, CancellationToken over)
    {
        await bench.GoAsync(CalibrationStep.LowFrequency, over).ConfigureAwait(false);
        var shown = Stopwatch.GetTimestamp();
        while (true)
        {
            while (bench.Desk.Access.Frames.TryRead(out var frame))
            {
                _latest = frame.At;
                bench.Take(frame);
            }

            if (bench.Desk.Access.Frames.Completion is { IsFaulted: true } lost) await lost.ConfigureAwait(false);
            while (keys() is { } key)
            {
                var end = await PressAsync(key, over).ConfigureAwait(false);
                if (end != CalibrationEnd.GoesOn) return end == CalibrationEnd.Done;
            }

            if (Stopwatch.GetElapsedTime(shown) >= _interval)
            {
                show(Picture());
                shown = Stopwatch.GetTimestamp();
            }

            await Task.Delay(_look, over).ConfigureAwait(false);
        }
    }

    /// <summary>The picture of now.</summary>
    public Rows Picture()
    {
        var modem = bench.Modem;
        var rows = new List<Text>
        {
            new(language.Say(
                $"Chỉnh modem {bench.Desk.Access.Name}, bước {(int)bench.Step + 1}/6: {CalibrationWords.Name(bench.Step)}",
                $"Calibrating {bench.Desk.Access.Name}, step {(int)bench.Step + 1} of 6: {CalibrationWords.Name(bench.Step)}"), _head),
            new(language.Say(CalibrationWords.Guide(bench.Step))),
            Text.Empty,
            bench.Desk.IsTransmitting
                ? new(language.Say($"● ĐANG PHÁT (tự tắt sau {ModemDesk.TransmitLimit.TotalSeconds:0} s)", $"● TRANSMITTING (off by itself after {ModemDesk.TransmitLimit.TotalSeconds:0} s)"), _bad)
                : new(language.Say("○ không phát", "○ not transmitting"), _faint),
            new($"transmit-level {modem.TransmitLevel}   receive-level {modem.ReceiveLevel}   transmit-dc-offset {modem.TransmitDcOffset}   receive-dc-offset {modem.ReceiveDcOffset}"),
            new($"transmit-offset {modem.TransmitOffset.Value} Hz   receive-offset {modem.ReceiveOffset.Value} Hz   dmr-delay {modem.DmrDelay}   invert {modem.Invert}"),
            Text.Empty,
        };
        rows.AddRange(Measured());
        if (_refusal is { } refusal) rows.Add(new Text(language.Say(refusal), _bad));
        rows.Add(Text.Empty);
        rows.Add(new Text(language.Say(
            "↑↓ chỉnh (Shift: 10 nấc) · cách: phát · ←→ bước · i đảo pha · t đảo PTT · d/D bù một chiều · Enter xong · Esc bỏ",
            "↑↓ turn (Shift: 10 steps) · space: transmit · ←→ step · i invert · t invert PTT · d/D DC offset · Enter done · Esc gives up"), _faint));
        return new Rows(rows);
    }

    private async Task<CalibrationEnd> PressAsync(ConsoleKeyInfo key, CancellationToken over)
    {
        try
        {
            _refusal = null;
            return await CalibrationKeys.PressAsync(bench, key, over).ConfigureAwait(false);
        }
        catch (ModemAccessException refused) when (!bench.Desk.Access.Frames.Completion.IsCompleted)
        {
            _refusal = refused.Text;
            return CalibrationEnd.GoesOn;
        }
    }

    private IEnumerable<Text> Measured()
    {
        var moment = bench.Moment(_latest);
        if (bench.Step == CalibrationStep.TransmitOffset)
        {
            yield return new Text($"[ {Edge(bench.LowEdge)}   ] {Edge(bench.HighEdge)}   {language.Say("giữa", "middle")} {Edge(bench.Centre)}");
        }

        if (CalibrationBench.IsTransmitStep(bench.Step))
        {
            var dac = moment.Flags[ModemStatusFlags.DacOverflow];
            yield return new Text(language.Say($"DAC quá mức: {dac} lần", $"DAC overflows: {dac}"), dac == 0 ? _good : _bad);
            yield break;
        }

        var adc = moment.Flags[ModemStatusFlags.AdcOverflow];
        yield return new Text(language.Say($"ADC quá mức: {adc} lần từ lần chỉnh cuối", $"ADC overflows since the last turn: {adc}"), adc == 0 ? _good : _bad);
        var ber = bench.Ber.Percent is { } percent ? $"{percent.ToString("0.000", CultureInfo.InvariantCulture)} %" : "–";
        yield return new Text(language.Say(
            $"BER {ber} trong {bench.Ber.Bursts} cụm, thiếu {bench.Ber.Missing}", $"BER {ber} in {bench.Ber.Bursts} bursts, {bench.Ber.Missing} missing"));
        foreach (var spurt in new[] { moment.Slot1, moment.Slot2 }.OfType<HeardSpurt>().Where(spurt => !spurt.IsOver))
        {
            yield return new Text(spurt.Dbm is { } dbm ? $"{dbm.ToString("0", CultureInfo.InvariantCulture)} dBm {MonitorView.BarsOf(dbm)}" : $"RSSI {spurt.RawRssi}");
        }

        if (bench.Step != CalibrationStep.ReceiveOffset) yield break;
        foreach (var (offset, count) in bench.Offsets)
        {
            var isBest = bench.BestOffset?.Value == offset;
            yield return new Text($"{offset,7} Hz  {count.Percent?.ToString("0.000", CultureInfo.InvariantCulture),7} %  {count.Bursts}", isBest ? _good : Style.Plain);
        }
    }

    private static string Edge(Hertz? offset) => offset is { } known ? $"{known.Value} Hz" : "–";
}
