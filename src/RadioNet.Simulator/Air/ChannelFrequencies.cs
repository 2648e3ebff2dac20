namespace RadioNet.Simulator.Air;

/// <summary>A carrier's pair of frequencies, as its base station sees it.</summary>
/// <param name="ReceiveHertz">Where radios send.</param>
/// <param name="TransmitHertz">Where radios listen; the same on a simplex channel.</param>
public readonly record struct ChannelFrequencies(uint ReceiveHertz, uint TransmitHertz)
{
    /// <summary>416.0125 MHz up, 421.0125 MHz down.</summary>
    public static readonly ChannelFrequencies Duplex = new(416_012_500, 421_012_500);

    /// <summary>416.5 MHz both ways.</summary>
    public static readonly ChannelFrequencies Simplex = new(416_500_000, 416_500_000);

    /// <summary>Whether one frequency serves both ways.</summary>
    public bool IsSimplex => ReceiveHertz == TransmitHertz;
}
