using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Simulator.Air;

/// <summary>A burst that a transmitter has sent.</summary>
/// <param name="Burst">When, in which timeslot, and its bits.</param>
/// <param name="Kind">What it is; null when that can't be told from its bits.</param>
public readonly record struct OnAirBurst(AirBurst Burst, DmrdBurst? Kind)
{
    /// <summary>When its first symbol was on the air.</summary>
    public TimeSpan Start => Burst.Start;

    /// <summary>The timeslot; none in direct mode.</summary>
    public Timeslot Slot => Burst.Slot;
}
