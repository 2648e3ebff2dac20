namespace RadioNet.Simulator.Air;

/// <summary>What a transmitter sends into.</summary>
public interface IAntenna
{
    /// <summary>Sets the frequencies of a synthesiser.</summary>
    void Tune(uint receiveHertz, uint transmitHertz);

    /// <summary>Switches the carrier: what it carries from a time on; <see cref="Emission.None"/> switches it off.</summary>
    void Key(Emission emission, TimeSpan at);

    /// <summary>Sends a burst that begins now.</summary>
    void Transmit(in AirBurst burst);
}
