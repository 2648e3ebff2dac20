using RadioNet.Simulator.Radios;

namespace RadioNet.Simulator.Repeaters;

/// <summary>How a transmission is sent.</summary>
public sealed record TransmitTiming
{
    /// <summary>From one burst to the next; 60 ms on the air.</summary>
    public TimeSpan Spacing { get; init; } = Transmission.BurstSpacing;

    /// <summary>The stream id; random, not 0, when not given.</summary>
    public uint StreamId { get; init; } = NewStreamId();

    /// <summary>The first burst's sequence number.</summary>
    public byte FirstSequence { get; init; }

    /// <summary>Errored bits of 141 that are reported with each burst.</summary>
    public byte BitErrors { get; init; }

    /// <summary>Signal strength in dBm that is reported; 0 unknown.</summary>
    public int Rssi { get; init; } = -80;

    internal static uint NewStreamId() => (uint)Random.Shared.NextInt64(1, 0xFFFF_FFFF);
}
