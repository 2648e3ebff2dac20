using RadioNet.Simulator.Air;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>The way to the transmitter, whose polarity may be wrong.</summary>
internal sealed class Modulator(IAntenna antenna) : IAntenna
{
    /// <summary>Whether every symbol's sign is turned.</summary>
    public bool IsInverted { get; set; }

    public void Tune(uint receiveHertz, uint transmitHertz) => antenna.Tune(receiveHertz, transmitHertz);

    public void Key(Emission emission, TimeSpan at) => antenna.Key(emission, at);

    public void Transmit(in AirBurst burst) => antenna.Transmit(IsInverted ? burst.Inverted() : burst);
}
