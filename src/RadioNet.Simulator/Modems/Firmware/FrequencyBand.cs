namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>Frequencies that a board's synthesiser can be set to.</summary>
/// <param name="LowestHertz">The lowest.</param>
/// <param name="HighestHertz">The highest.</param>
public readonly record struct FrequencyBand(uint LowestHertz, uint HighestHertz)
{
    /// <summary>Whether a frequency is in the band.</summary>
    public bool Contains(uint hertz) => hertz >= LowestHertz && hertz <= HighestHertz;
}
