using RadioNet.BaseStation.Tools;

namespace RadioNet.Command.Modems;

/// <summary>What each key does in a calibration.</summary>
internal static class CalibrationKeys
{
    /// <summary>Does what a key stands for.</summary>
    /// <returns>How the calibration goes on.</returns>
    public static async Task<CalibrationEnd> PressAsync(CalibrationBench bench, ConsoleKeyInfo key, CancellationToken cancel)
    {
        var knob = CalibrationBench.KnobOf(bench.Step);
        var isTransmit = CalibrationBench.IsTransmitStep(bench.Step);
        var many = key.Modifiers.HasFlag(ConsoleModifiers.Shift) ? 10 : 1;
        switch (key)
        {
            case { Key: ConsoleKey.UpArrow } or { KeyChar: '+' }:
                await bench.TurnAsync(knob, many, cancel).ConfigureAwait(false);
                break;
            case { Key: ConsoleKey.DownArrow } or { KeyChar: '-' }:
                await bench.TurnAsync(knob, -many, cancel).ConfigureAwait(false);
                break;
            case { Key: ConsoleKey.RightArrow } or { KeyChar: 'n' } when bench.Step < CalibrationStep.DmrDelay:
                await bench.GoAsync(bench.Step + 1, cancel).ConfigureAwait(false);
                break;
            case { Key: ConsoleKey.LeftArrow } or { KeyChar: 'p' } when bench.Step > CalibrationStep.LowFrequency:
                await bench.GoAsync(bench.Step - 1, cancel).ConfigureAwait(false);
                break;
            case { KeyChar: ' ' } when isTransmit || (bench.Step == CalibrationStep.DmrDelay && bench.Carrier.Carrier.Duplex):
                await bench.TransmitAsync(!bench.Desk.IsTransmitting, cancel).ConfigureAwait(false);
                break;
            case { KeyChar: 'i' }:
                await bench.TurnAsync(isTransmit ? CalibrationKnob.InvertTransmit : CalibrationKnob.InvertReceive, 1, cancel).ConfigureAwait(false);
                break;
            case { KeyChar: 't' }:
                await bench.TurnAsync(CalibrationKnob.InvertPtt, 1, cancel).ConfigureAwait(false);
                break;
            case { KeyChar: 'd' or 'D' }:
                var dc = isTransmit ? CalibrationKnob.TransmitDcOffset : CalibrationKnob.ReceiveDcOffset;
                await bench.TurnAsync(dc, key.KeyChar == 'D' ? 1 : -1, cancel).ConfigureAwait(false);
                break;
            case { KeyChar: '[' or ']' } when bench.Step == CalibrationStep.TransmitOffset:
                bench.MarkEdge(key.KeyChar == '[');
                break;
            case { KeyChar: 'c' }:
                await bench.TakeFoundAsync(cancel).ConfigureAwait(false);
                break;
            case { Key: ConsoleKey.Enter }:
                return CalibrationEnd.Done;
            case { Key: ConsoleKey.Escape } or { KeyChar: 'q' }:
                return CalibrationEnd.GivenUp;
        }

        return CalibrationEnd.GoesOn;
    }
}
