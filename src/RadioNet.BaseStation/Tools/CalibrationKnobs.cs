using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Tools;

/// <summary>What turning a knob does to a modem's settings. Pure; every outcome is one that the plan takes.</summary>
public static class CalibrationKnobs
{
    /// <summary>Hertz a step of the offsets.</summary>
    public const int OffsetStepHertz = 50;

    private const decimal LevelStep = 0.5m;
    private const int MostOffsetHertz = 20_000;
    private const int MostDelay = 255;

    /// <summary>Turns a knob by so many steps; it stops at its ends. An inversion is turned over whatever the number.</summary>
    public static ModemSettings Turn(ModemSettings modem, CalibrationKnob knob, int steps)
    {
        ArgumentNullException.ThrowIfNull(modem);
        return knob switch
        {
            CalibrationKnob.TransmitLevel => modem with { TransmitLevel = Level(modem.TransmitLevel, steps) },
            CalibrationKnob.ReceiveLevel => modem with { ReceiveLevel = Level(modem.ReceiveLevel, steps) },
            CalibrationKnob.TransmitDcOffset => modem with { TransmitDcOffset = Dc(modem.TransmitDcOffset, steps) },
            CalibrationKnob.ReceiveDcOffset => modem with { ReceiveDcOffset = Dc(modem.ReceiveDcOffset, steps) },
            CalibrationKnob.TransmitOffset => modem with { TransmitOffset = Offset(modem.TransmitOffset, steps) },
            CalibrationKnob.ReceiveOffset => modem with { ReceiveOffset = Offset(modem.ReceiveOffset, steps) },
            CalibrationKnob.DmrDelay => modem with { DmrDelay = Math.Clamp(modem.DmrDelay + steps, 0, MostDelay) },
            CalibrationKnob.InvertTransmit => modem with { Invert = modem.Invert ^ ModemInversion.Transmit },
            CalibrationKnob.InvertReceive => modem with { Invert = modem.Invert ^ ModemInversion.Receive },
            CalibrationKnob.InvertPtt => modem with { Invert = modem.Invert ^ ModemInversion.Ptt },
            _ => throw new ArgumentOutOfRangeException(nameof(knob)),
        };
    }

    /// <summary>What differs, as the plan's words: <c>transmit-level=47.5%</c>.</summary>
    public static IReadOnlyList<string> Words(ModemSettings before, ModemSettings after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var words = new List<string>();
        void Add<T>(string key, T was, T isNow, string text)
        {
            if (!Equals(was, isNow)) words.Add($"{key}={text}");
        }

        Add("transmit-level", before.TransmitLevel, after.TransmitLevel, Text(after.TransmitLevel));
        Add("receive-level", before.ReceiveLevel, after.ReceiveLevel, Text(after.ReceiveLevel));
        Add("transmit-dc-offset", before.TransmitDcOffset, after.TransmitDcOffset, $"{after.TransmitDcOffset}");
        Add("receive-dc-offset", before.ReceiveDcOffset, after.ReceiveDcOffset, $"{after.ReceiveDcOffset}");
        Add("transmit-offset", before.TransmitOffset, after.TransmitOffset, $"{after.TransmitOffset.Value}Hz");
        Add("receive-offset", before.ReceiveOffset, after.ReceiveOffset, $"{after.ReceiveOffset.Value}Hz");
        Add("dmr-delay", before.DmrDelay, after.DmrDelay, $"{after.DmrDelay}");
        Add("invert", before.Invert, after.Invert, Text(after.Invert));
        return words;
    }

    private static string Text(Percent percent) => percent.ToString().Replace(" ", "", StringComparison.Ordinal);

    private static string Text(ModemInversion invert) => string.Join(',', new[]
    {
        (ModemInversion.Receive, "receive"), (ModemInversion.Transmit, "transmit"), (ModemInversion.Ptt, "ptt"),
    }.Where(one => invert.HasFlag(one.Item1)).Select(one => one.Item2));

    private static Percent Level(Percent level, int steps) => new(Math.Clamp(level.Value + steps * LevelStep, 0, 100));

    private static int Dc(int offset, int steps) => Math.Clamp(offset + steps, sbyte.MinValue, sbyte.MaxValue);

    private static Hertz Offset(Hertz offset, int steps) => new(Math.Clamp(offset.Value + steps * OffsetStepHertz, -MostOffsetHertz, MostOffsetHertz));
}
