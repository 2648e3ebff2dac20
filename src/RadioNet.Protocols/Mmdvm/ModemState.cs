namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// The modem's state, as SET_MODE sets it, the status tells it and the configuration begins with it (MMDVM modem protocol,
/// firmware-interfaces/mmdvm-modem, section "States"). Each modem knows some of them; an unknown one is refused.
/// </summary>
public enum ModemState : byte
{
    /// <summary>Listens for every enabled mode, transmits nothing.</summary>
    Idle = 0,

    /// <summary>D-Star.</summary>
    DStar = 1,

    /// <summary>DMR.</summary>
    Dmr = 2,

    /// <summary>System Fusion.</summary>
    Ysf = 3,

    /// <summary>P25.</summary>
    P25 = 4,

    /// <summary>NXDN.</summary>
    Nxdn = 5,

    /// <summary>POCSAG.</summary>
    Pocsag = 6,

    /// <summary>M17 (gone from current firmware).</summary>
    M17 = 7,

    /// <summary>FM.</summary>
    Fm = 10,

    /// <summary>NXDN, 1031 Hz test pattern.</summary>
    NxdnCalibration1k = 91,

    /// <summary>DMR simplex, 1031 Hz test pattern.</summary>
    DmrSimplexCalibration1k = 92,

    /// <summary>P25, 1011 Hz test pattern.</summary>
    P25Calibration1k = 93,

    /// <summary>DMR duplex, 1031 Hz test pattern in timeslot 2.</summary>
    DmrCalibration1k = 94,

    /// <summary>80 Hz square wave: low frequencies and inversion.</summary>
    LowFrequencyCalibration = 95,

    /// <summary>Sends <see cref="ModemCommand.RssiData"/> once a second.</summary>
    RssiCalibration = 96,

    /// <summary>Identification in Morse; the modem's own, never set.</summary>
    CwId = 97,

    /// <summary>1.2 kHz tone of symbols +3 +3 −3 −3: deviation.</summary>
    DmrCalibration = 98,

    /// <summary>D-Star calibration; sends <see cref="ModemCommand.CalibrationData"/>.</summary>
    DStarCalibration = 99,

    /// <summary>Counts interrupts (boards with a radio chip only).</summary>
    InterruptCalibration = 100,

    /// <summary>POCSAG, 600 Hz.</summary>
    PocsagCalibration = 101,

    /// <summary>FM tone, 10 kHz channels.</summary>
    FmCalibration10k = 102,

    /// <summary>FM tone, 12.5 kHz channels.</summary>
    FmCalibration12k5 = 103,

    /// <summary>FM tone, 15 kHz channels.</summary>
    FmCalibration15k = 104,

    /// <summary>FM tone, 20 kHz channels.</summary>
    FmCalibration20k = 105,

    /// <summary>FM tone, 25 kHz channels.</summary>
    FmCalibration25k = 106,

    /// <summary>FM tone, 30 kHz channels.</summary>
    FmCalibration30k = 107,

    /// <summary>M17 calibration (gone from current firmware).</summary>
    M17Calibration = 108,
}
