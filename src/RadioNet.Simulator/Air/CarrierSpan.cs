namespace RadioNet.Simulator.Air;

/// <summary>A time for which a carrier carried one thing.</summary>
/// <param name="Emission">What it carried.</param>
/// <param name="Start">From when.</param>
/// <param name="End">Until when; null while it still does.</param>
public readonly record struct CarrierSpan(Emission Emission, TimeSpan Start, TimeSpan? End);
