using System.Text.Json;
using System.Text.Json.Serialization;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems.Firmware;

namespace RadioNet.Simulator.Modems;

/// <summary>What a virtual modem has seen and done.</summary>
public sealed record ModemStatistics
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How a host reaches it; empty while its line is gone.</summary>
    public required string Address { get; init; }

    /// <summary>Its state.</summary>
    public required ModemState State { get; init; }

    /// <summary>Whether it transmits.</summary>
    public required bool IsTransmitting { get; init; }

    /// <summary>Frames, refusals, bursts.</summary>
    public required FirmwareCounts Firmware { get; init; }

    /// <summary>What it sent on the air.</summary>
    public required OnAirCounts OnAir { get; init; }

    /// <summary>Octets from the host.</summary>
    public required long OctetsFromHost { get; init; }

    /// <summary>Octets to the host.</summary>
    public required long OctetsToHost { get; init; }

    /// <summary>Octets to the host that its line did not take.</summary>
    public required long OctetsLost { get; init; }

    /// <summary>One object on one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, _json);
}
