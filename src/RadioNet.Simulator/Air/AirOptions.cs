namespace RadioNet.Simulator.Air;

/// <summary>What a virtual air is like.</summary>
public sealed record AirOptions
{
    /// <summary>The same seed and the same times give the same bit errors and the same fading.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The level between two antennas of which nothing else was said, in dBm.</summary>
    public double LevelDbm { get; init; } = -80;

    /// <summary>What a receiver measures where nothing is, in dBm.</summary>
    public double NoiseDbm { get; init; } = -128;

    /// <summary>How receivers err.</summary>
    public FourFsk Receiver { get; init; } = new();

    /// <summary>How levels move; null: they don't.</summary>
    public Fading? Fading { get; init; }
}
