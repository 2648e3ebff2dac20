using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Yaml;
using RadioNet.Protocols;

namespace RadioNet.Plan.Schema;

/// <summary>The carriers' keys, read and written.</summary>
internal static class CarrierKind
{
    public static Kind<Carrier> Kind { get; } = new("carriers", new LocalizedText("sóng mang", "carrier"), "One frequency pair of a base station.",
    [
        new("id", PlanField.Required, "id", "its name within the base station", c => YamlText.Scalar(c.Id)),
        new("receive", PlanField.Required, "30 MHz to 1000 MHz", "where the base station listens", c => c.Receive.ToString()),
        new("transmit", PlanField.Required, "30 MHz to 1000 MHz", "where the base station sends", c => c.Transmit.ToString()),
        new("control-channel", PlanField.None, "1 or 2", "the timeslot that carries trunked signalling", c => c.ControlChannel == Timeslot.None ? null : YamlText.Number((int)c.ControlChannel)),
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
        var control = item.Timeslot("control-channel", Timeslot.None);
        return id is null || receive is null || transmit is null
            ? null
            : new Carrier(id, receive.Value, transmit.Value) { ControlChannel = control, Line = node.Line };
    }
}
