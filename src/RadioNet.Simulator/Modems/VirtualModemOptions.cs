using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems.Firmware;

namespace RadioNet.Simulator.Modems;

/// <summary>How a virtual modem is set up.</summary>
public sealed record VirtualModemOptions
{
    /// <summary>Its name, for people.</summary>
    public string Name { get; init; } = "modem";

    /// <summary>Which board it is.</summary>
    public FirmwareOptions Firmware { get; init; } = FirmwareOptions.Mmdvm2026;

    /// <summary>The air that it is on; null: one of its own.</summary>
    public LiveAir? Air { get; init; }

    /// <summary>What its transceiver is tuned to; a board with a synthesiser is tuned by its host later.</summary>
    public ChannelFrequencies Channel { get; init; } = ChannelFrequencies.Duplex;

    /// <summary>How much later than on the air its board gets what its receiver gets: what DMRDelay is for. Up to 20 ms.</summary>
    public TimeSpan ReceiveDelay { get; init; }

    /// <summary>Bits a second of its line, 10 an octet, both ways; null: no slower than the system.</summary>
    public int? Baud { get; init; }

    /// <summary>Seeds the faults of its line.</summary>
    public int Seed { get; init; } = 1;
}
