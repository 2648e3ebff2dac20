using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Yaml;
using RadioNet.Protocols;

namespace RadioNet.Plan.Schema;

/// <summary>The carriers' keys, read and written.</summary>
internal static class CarrierKind
{
    public static Kind<Carrier> Kind { get; } = new("carriers", new LocalizedText("sóng mang", "carrier"), "One frequency pair of a base station, with its modem.",
    [
        new("id", PlanField.Required, "id", "its name within the base station", c => YamlText.Scalar(c.Id)),
        new("receive", PlanField.Required, "30 MHz to 1000 MHz", "where the base station listens", c => c.Receive.ToString()),
        new("transmit", PlanField.Required, "30 MHz to 1000 MHz", "where the base station sends", c => c.Transmit.ToString()),
        new("duplex", PlanField.ByFrequencies, "true or false", "whether it listens and sends at once; without, it has timeslot 2 alone", c => c.Duplex == (c.Receive != c.Transmit) ? null : YamlText.Flag(c.Duplex)),
        new("control-channel", PlanField.None, "1 or 2", "the timeslot that carries trunked signalling", c => c.ControlChannel == Timeslot.None ? null : YamlText.Number((int)c.ControlChannel)),
        new("power", "100 %", "0 % to 100 %", "the transmitter's power, of the most that it can give", c => c.Power.ToString()),
        .. ModemFields.Fields,
    ]);

    public static Carrier? Read(YamlNode node, ReadContext context)
    {
        if (ItemReader.Of(node, Kind.Noun, Kind.Keys, context) is not { } item)
        {
            return null;
        }

        var id = item.RequiredId("id");
        var receive = item.RequiredFrequency("receive");
        var transmit = item.RequiredFrequency("transmit");
        var defaults = new Carrier(id ?? "", receive ?? default, transmit ?? default);
        var carrier = defaults with
        {
            Duplex = item.Flag("duplex", defaults.Duplex),
            ControlChannel = item.Timeslot("control-channel", defaults.ControlChannel),
            Power = item.Percent("power", Percent.None, Percent.All, defaults.Power),
            Modem = ModemFields.Read(item),
            Line = node.Line,
        };
        if (carrier.Duplex && receive is not null && receive == transmit)
        {
            context.Errors.Add(item.Where("duplex"), $"A duplex carrier listens and sends at once, which one frequency does not allow. Write \"duplex: false\", or another \"transmit\" than {receive}.");
        }

        if (!carrier.Duplex && carrier.ControlChannel != Timeslot.None)
        {
            context.Errors.Add(item.Where("control-channel"), "A simplex carrier has no control channel: radios could not answer while it sends. Take \"control-channel\" out, or write \"duplex: true\".");
        }

        return id is null || receive is null || transmit is null ? null : carrier;
    }
}
