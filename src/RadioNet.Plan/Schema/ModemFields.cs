using System.Collections.Immutable;
using System.Globalization;
using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Yaml;

namespace RadioNet.Plan.Schema;

/// <summary>The keys of a carrier's modem, read and written.</summary>
internal static class ModemFields
{
    public const string Group = "modem";

    private const int MostDelaySteps = 255;
    private const int LeastDc = -128;
    private const int MostDc = 127;
    private const int MostPoints = 64;
    private const decimal LeastDbm = -200;
    private const decimal MostDbm = 50;

    private static readonly TimeSpan _longestDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _delayStep = TimeSpan.FromMilliseconds(10);
    private static readonly Hertz _mostOffset = new(20_000);

    public static ImmutableArray<Field<Carrier>> Fields { get; } =
    [
        Of("transmit-delay", "100ms", "0s to 500ms in steps of 10ms", "from push-to-talk to the first symbol", m => Measures.Text(m.TransmitDelay)),
        Of("receive-level", "50 %", "0 % to 100 %", "the receiver's gain", m => m.ReceiveLevel.ToString()),
        Of("transmit-level", "50 %", "0 % to 100 %", "the transmitter's deviation", m => m.TransmitLevel.ToString()),
        Of("cw-level", "50 %", "0 % to 100 %", "the level of the identification in Morse code", m => m.CwLevel.ToString()),
        Of("invert", PlanField.None, "list of receive, transmit and ptt", "what is turned upside down", m => InversionText(m.Invert)) with { IsList = true },
        Of("receive-offset", "0 Hz", "-20000 Hz to 20000 Hz", "added to the receive frequency against the oscillator's error", m => Measures.OffsetText(m.ReceiveOffset)),
        Of("transmit-offset", "0 Hz", "-20000 Hz to 20000 Hz", "added to the transmit frequency against the oscillator's error", m => Measures.OffsetText(m.TransmitOffset)),
        Of("receive-dc-offset", "0", "-128 to 127", "added to the receiver's mid-scale, in steps of its converter", m => YamlText.Number(m.ReceiveDcOffset)),
        Of("transmit-dc-offset", "0", "-128 to 127", "added to the transmitter's mid-scale, in steps of its converter", m => YamlText.Number(m.TransmitDcOffset)),
        Of("dmr-delay", "0", "0 to 255", "by how much the transceiver is late, in steps of 1/24 ms", m => YamlText.Number(m.DmrDelay)),
        Of("cos-lockout", "false", "true or false", "whether the carrier-detect input locks the modem out", m => YamlText.Flag(m.CosLockout)),
        Of("rssi", PlanField.None, "list of \"raw dBm\", at most 64", "what raw signal strengths are in dBm, straight lines between", m => m.Rssi.IsEmpty ? null : YamlText.List(m.Rssi.Select(p => p.ToString()))) with { IsList = true },
    ];

    public static ModemSettings Read(ItemReader carrier)
    {
        var item = carrier.Group(Group, CarrierKind.Kind.KeysIn(Group));
        var defaults = ModemSettings.Default;
        return new ModemSettings
        {
            TransmitDelay = ReadDelay(item, defaults.TransmitDelay),
            ReceiveLevel = item.Percent("receive-level", Percent.None, Percent.All, defaults.ReceiveLevel),
            TransmitLevel = item.Percent("transmit-level", Percent.None, Percent.All, defaults.TransmitLevel),
            CwLevel = item.Percent("cw-level", Percent.None, Percent.All, defaults.CwLevel),
            Invert = ReadInversion(item),
            ReceiveOffset = item.FrequencyOffset("receive-offset", _mostOffset, defaults.ReceiveOffset),
            TransmitOffset = item.FrequencyOffset("transmit-offset", _mostOffset, defaults.TransmitOffset),
            ReceiveDcOffset = item.SignedNumber("receive-dc-offset", LeastDc, MostDc, defaults.ReceiveDcOffset),
            TransmitDcOffset = item.SignedNumber("transmit-dc-offset", LeastDc, MostDc, defaults.TransmitDcOffset),
            DmrDelay = item.Number("dmr-delay", 0, MostDelaySteps, defaults.DmrDelay),
            CosLockout = item.Flag("cos-lockout", defaults.CosLockout),
            Rssi = ReadRssi(item),
        };
    }

    private static Field<Carrier> Of(string key, string defaultText, string range, string meaning, Func<ModemSettings, string?> write) =>
        new($"{Group}.{key}", defaultText, range, meaning, c => write(c.Modem));

    private static string? InversionText(ModemInversion inversion) => inversion == ModemInversion.None
        ? null
        : YamlText.List(Words.Inversions.Where(w => inversion.HasFlag(w.Value)).Select(w => w.Word));

    private static TimeSpan ReadDelay(ItemReader item, TimeSpan fallback)
    {
        var delay = item.Duration("transmit-delay", TimeSpan.Zero, _longestDelay, fallback);
        if (delay.Ticks % _delayStep.Ticks != 0)
        {
            item.Context.Errors.Add(item.Where("transmit-delay"), $"\"transmit-delay\" is {Measures.Text(delay)}, but modems take steps of {Measures.Text(_delayStep)}. Write a multiple of that.");
        }

        return delay;
    }

    private static ModemInversion ReadInversion(ItemReader item)
    {
        var inversion = ModemInversion.None;
        foreach (var node in item.List("invert"))
        {
            inversion |= item.AsWord("invert", node, Words.Inversions) ?? ModemInversion.None;
        }

        return inversion;
    }

    private static ImmutableArray<RssiPoint> ReadRssi(ItemReader item)
    {
        var nodes = item.List("rssi");
        var points = new SortedDictionary<ushort, RssiPoint>();
        foreach (var node in nodes)
        {
            if (AsPoint(node) is not { } point)
            {
                item.Context.Errors.Add(node, $"\"rssi\" has {ItemReader.Shown(node)}. Write a raw value from 0 to 65535, a space, and dBm from {LeastDbm} to {MostDbm} with at most one decimal, such as 1134 -116.");
            }
            else if (!points.TryAdd(point.Raw, point) && points[point.Raw] != point)
            {
                item.Context.Errors.Add(node, $"The raw value {point.Raw} has {points[point.Raw].Dbm} dBm already. Keep one of the two.");
            }
        }

        if (nodes.Count > MostPoints)
        {
            item.Context.Errors.Add(item.Where("rssi"), $"\"rssi\" has {nodes.Count} points. Keep {MostPoints} at most: between them lines are drawn.");
        }

        return [.. points.Values];
    }

    private static RssiPoint? AsPoint(YamlNode node)
    {
        var words = node is YamlScalar scalar ? scalar.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [];
        return words.Length == 2
            && ushort.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var raw)
            && decimal.TryParse(words[1], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dbm)
            && dbm is >= LeastDbm and <= MostDbm && dbm * 10 == decimal.Truncate(dbm * 10)
            ? new RssiPoint(raw, dbm)
            : null;
    }
}
