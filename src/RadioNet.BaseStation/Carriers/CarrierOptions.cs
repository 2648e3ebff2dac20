using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Ports;

namespace RadioNet.BaseStation.Carriers;

/// <summary>How a carrier runs on its machine.</summary>
public sealed record CarrierOptions
{
    /// <summary>Its name within the base station.</summary>
    public required string Id { get; init; }

    /// <summary>Where its modem is.</summary>
    public required ModemPortAddress Modem { get; init; }

    /// <summary>The session's times.</summary>
    public ModemSessionOptions Session { get; init; } = ModemSessionOptions.Default;

    /// <summary>
    /// When a port that can't be opened, or was lost, is tried again; so that a modem which is back works again within 5 s.
    /// </summary>
    public PortTiming Reopening { get; init; } = new() { LongestRetry = TimeSpan.FromSeconds(3) };
}
