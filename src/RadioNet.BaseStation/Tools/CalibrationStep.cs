namespace RadioNet.BaseStation.Tools;

/// <summary>The steps in which a modem is adjusted to its transmitter and receiver, in their order.</summary>
public enum CalibrationStep
{
    /// <summary>80 Hz square wave: does the transmitter pass low frequencies, and is its signal the right way up?</summary>
    LowFrequency,

    /// <summary>1.2 kHz tone: the transmit level that gives 2.75 kHz of deviation.</summary>
    Deviation,

    /// <summary>1031 Hz pattern: the transmit frequency's error, between the two offsets at which a radio mutes.</summary>
    TransmitOffset,

    /// <summary>A radio is received: the highest receive level at which the converter does not overflow.</summary>
    ReceiveLevel,

    /// <summary>A radio is received: the receive offset with the fewest bit errors.</summary>
    ReceiveOffset,

    /// <summary>A duplex modem transmits, and a radio answers in its timeslot: the delay with the fewest errors and losses.</summary>
    DmrDelay,
}
