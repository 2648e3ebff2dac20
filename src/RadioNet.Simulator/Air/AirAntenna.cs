namespace RadioNet.Simulator.Air;

/// <summary>One station's antenna on a virtual air: its frequencies, and what it sends now.</summary>
public sealed class AirAntenna : IAntenna
{
    private readonly VirtualAir _air;
    private Emission _before;
    private TimeSpan _since;

    internal AirAntenna(VirtualAir air, int index, string name, uint receiveHertz, uint transmitHertz)
    {
        _air = air;
        Index = index;
        Name = name;
        (ReceiveHertz, TransmitHertz) = (receiveHertz, transmitHertz);
    }

    /// <summary>Whose antenna it is, for people.</summary>
    public string Name { get; }

    /// <summary>What it receives on.</summary>
    public uint ReceiveHertz { get; private set; }

    /// <summary>What it sends on.</summary>
    public uint TransmitHertz { get; private set; }

    /// <summary>Whether its station receives while it sends, on another frequency.</summary>
    public bool IsFullDuplex { get; init; }

    /// <summary>How much later its station gets what comes in: a transceiver that takes its time.</summary>
    public TimeSpan ReceiveDelay { get; init; }

    internal int Index { get; }

    internal IAirStation? Station { get; set; }

    internal Emission Emission { get; private set; }

    /// <inheritdoc/>
    public void Tune(uint receiveHertz, uint transmitHertz) => (ReceiveHertz, TransmitHertz) = (receiveHertz, transmitHertz);

    /// <inheritdoc/>
    public void Key(Emission emission, TimeSpan at)
    {
        (_before, Emission, _since) = (Emission, emission, at);
        if (emission == Emission.None) _air.Cut(this, at);
    }

    /// <inheritdoc/>
    public void Transmit(in AirBurst burst) => _air.Transmit(this, burst);

    /// <summary>Whether it sent something without bursts at a time that is not long ago.</summary>
    internal bool SendsCarrierAt(TimeSpan time) => (time >= _since ? Emission : _before) is not (Emission.None or Emission.Bursts);
}
