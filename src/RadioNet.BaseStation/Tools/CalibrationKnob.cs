namespace RadioNet.BaseStation.Tools;

/// <summary>What can be turned while a modem is calibrated.</summary>
public enum CalibrationKnob
{
    /// <summary>Half a percent a step.</summary>
    TransmitLevel,

    /// <summary>Half a percent a step.</summary>
    ReceiveLevel,

    /// <summary>One of the converter's steps a step.</summary>
    TransmitDcOffset,

    /// <summary>One of the converter's steps a step.</summary>
    ReceiveDcOffset,

    /// <summary>50 Hz a step.</summary>
    TransmitOffset,

    /// <summary>50 Hz a step.</summary>
    ReceiveOffset,

    /// <summary>1/24 ms a step.</summary>
    DmrDelay,

    /// <summary>Upside down, or not.</summary>
    InvertTransmit,

    /// <summary>Upside down, or not.</summary>
    InvertReceive,

    /// <summary>Upside down, or not.</summary>
    InvertPtt,
}
