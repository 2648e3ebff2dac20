using RadioNet.Simulator.Air;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>Sends what is no burst: the calibrations' tones for as long as they are wanted, an identification for its length.</summary>
internal sealed class CarrierTransmitter(IAntenna antenna)
{
    private Emission _emission;

    /// <summary>Whether the carrier is on.</summary>
    public bool IsOn => _emission != Emission.None;

    /// <summary>When the carrier goes off; the distant future while nobody has said.</summary>
    public TimeSpan NextDue { get; private set; } = TimeSpan.MaxValue;

    /// <summary>Sends something until it is stopped, or to its end.</summary>
    public void Start(Emission emission, TimeSpan now, TimeSpan? length = null)
    {
        (_emission, NextDue) = (emission, length is { } time ? now + time : TimeSpan.MaxValue);
        antenna.Key(emission, now);
    }

    /// <summary>Stops; what is in the buffer is still sent.</summary>
    public void Stop(TimeSpan now)
    {
        if (IsOn && now + TransmitBuffer.Length < NextDue) NextDue = now + TransmitBuffer.Length;
    }

    /// <summary>As after power-up: off.</summary>
    public void PowerUp() => (_emission, NextDue) = (Emission.None, TimeSpan.MaxValue);

    public void Advance(TimeSpan now)
    {
        if (NextDue > now) return;
        antenna.Key(Emission.None, NextDue);
        (_emission, NextDue) = (Emission.None, TimeSpan.MaxValue);
    }
}
