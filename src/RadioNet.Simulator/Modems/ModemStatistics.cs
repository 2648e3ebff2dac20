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

    /// <summary>Bursts of anybody on its air that were lost because too many were there at once.</summary>
    public required long AirBurstsLost { get; init; }

    /// <summary>
    /// Milliseconds by which its thread was late at the most: its firmware went on meanwhile, without what the host had sent.
    /// </summary>
    public required double LongestLateMilliseconds { get; init; }

    /// <summary>One object on one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, _json);
}
