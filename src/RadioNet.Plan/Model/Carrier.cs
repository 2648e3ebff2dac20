using RadioNet.Protocols;

namespace RadioNet.Plan.Model;

/// <summary>One frequency pair of a base station, with the modem that works on it.</summary>
/// <param name="Id">Its name within the base station.</param>
/// <param name="Receive">Where the base station listens: the radios' transmit frequency.</param>
/// <param name="Transmit">Where the base station sends.</param>
public sealed record Carrier(string Id, Hertz Receive, Hertz Transmit)
{
    /// <summary>
    /// Whether it listens and sends at once, which needs two frequencies; otherwise (simplex) it has timeslot 2 alone, and every
    /// talkgroup comes there.
    /// </summary>
    public bool Duplex { get; init; } = Receive != Transmit;

    /// <summary>The timeslot that carries Tier III signalling (TSCC); none on a carrier that carries traffic alone.</summary>
    public Timeslot ControlChannel { get; init; } = Timeslot.None;

    /// <summary>The transmitter's power, of the most that it can give.</summary>
    public Percent Power { get; init; } = Percent.All;

    /// <summary>How the modem is adjusted.</summary>
    public ModemSettings Modem { get; init; } = ModemSettings.Default;

    /// <summary>The line of the plan that says so, from 1; 0 when the plan was not read from text.</summary>
    public int Line { get; init; }
}
