using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Yaml;
using RadioNet.Protocols;

namespace RadioNet.Plan.Schema;

/// <summary>The base stations' keys, read and written.</summary>
internal static class BaseStationKind
{
    public static Kind<BaseStation> Kind { get; } = new("base-stations", new LocalizedText("trạm gốc", "base station"), "A base station of ours.",
    [
        new("id", PlanField.Required, "id", "its name within the site", b => YamlText.Scalar(b.Id)),
        new("mode", "conventional", "conventional or trunked", "how its timeslots are given to calls", b => Words.Of(Words.Modes, b.Mode)),
        new("color-code", "1", "0 to 15", "its colour code on the air", b => YamlText.Number(b.ColorCode.Value)),
        .. StationFields.Fields,
    ],
    new PlanField("carriers", PlanField.Required, "list", "its frequency pairs, at least one"));

    public static BaseStation? Read(YamlNode node, ReadContext context)
    {
        if (ItemReader.Of(node, Kind.Noun, Kind.Keys, context) is not { } item)
        {
            return null;
        }

        var id = item.RequiredId("id");
        var defaults = new BaseStation(id ?? "");
        var station = StationFields.Read(defaults, item) with
        {
            Mode = item.Word("mode", Words.Modes, defaults.Mode),
            ColorCode = item.ColorCode("color-code", defaults.ColorCode),
            Carriers = ReadCarriers(item),
            Line = node.Line,
        };
        CheckControlChannels(station, item);
        return id is null ? null : station;
    }

    private static ImmutableArray<Carrier> ReadCarriers(ItemReader item)
    {
        var nodes = item.Required("carriers") is null ? [] : item.List("carriers");
        var carriers = ImmutableArray.CreateBuilder<Carrier>();
        var lines = new Dictionary<string, int>();
        foreach (var node in nodes)
        {
            if (CarrierKind.Read(node, item.Context) is not { } carrier)
            {
                continue;
            }

            if (!lines.TryAdd(carrier.Id, carrier.Line))
            {
                item.Context.Errors.Add(node, $"Carrier {carrier.Id} is defined already in line {lines[carrier.Id]}. Give this one another id, or take one of them out.");
            }

            carriers.Add(carrier);
        }

        if (nodes.Count == 0 && item.Find("carriers") is { } empty and not YamlMapping)
        {
            item.Context.Errors.Add(empty, "A base station has at least one carrier. Add one: - { id: c1, receive: 416.0125 MHz, transmit: 421.0125 MHz }.");
        }

        return carriers.ToImmutable();
    }

    private static void CheckControlChannels(BaseStation station, ItemReader item)
    {
        var controls = station.Carriers.Count(c => c.ControlChannel != Timeslot.None);
        if (station.Mode == BaseStationMode.Trunked && controls == 0 && station.Carriers.Length > 0)
        {
            item.Context.Errors.Add(item.Where("mode"), "A trunked base station needs a control channel. Give one of its carriers \"control-channel: 1\".");
        }

        if (station.Mode == BaseStationMode.Conventional && controls > 0)
        {
            var line = station.Carriers.First(c => c.ControlChannel != Timeslot.None).Line;
            item.Context.Errors.Add(item.Where("mode"), $"A conventional base station has no control channel, but the carrier in line {line} says one. Write \"mode: trunked\", or take \"control-channel\" out.");
        }
    }
}
