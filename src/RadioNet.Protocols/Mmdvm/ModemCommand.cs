namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// The command byte of a frame (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Commands"). Values without a
/// name come from the wire too. Commands of other modes than DMR have a name and are passed as they are.
/// </summary>
public enum ModemCommand : byte
{
    /// <summary>What are you? Its reply has the same code.</summary>
    GetVersion = 0x00,

    /// <summary>How are you? Its reply has the same code; asking feeds the modem's watchdog.</summary>
    GetStatus = 0x01,

    /// <summary>Modes, levels, delays.</summary>
    SetConfig = 0x02,

    /// <summary>The modem's state.</summary>
    SetMode = 0x03,

    /// <summary>Frequencies and power, for modems with a synthesiser.</summary>
    SetFrequency = 0x04,

    /// <summary>To the modem: test transmission on or off. To the host: D-Star calibration's measurement.</summary>
    CalibrationData = 0x08,

    /// <summary>Signal strength, in the state that calibrates it.</summary>
    RssiData = 0x09,

    /// <summary>Send an identification in Morse.</summary>
    SendCwId = 0x0A,

    /// <summary>D-Star header.</summary>
    DStarHeader = 0x10,

    /// <summary>D-Star voice.</summary>
    DStarData = 0x11,

    /// <summary>D-Star signal lost.</summary>
    DStarLost = 0x12,

    /// <summary>D-Star end.</summary>
    DStarEnd = 0x13,

    /// <summary>The C_ALOHA burst that fills the control channel (firmware of 2026 on).</summary>
    DmrAloha = 0x17,

    /// <summary>A DMR burst of timeslot 1.</summary>
    DmrData1 = 0x18,

    /// <summary>DMR timeslot 1 lost its signal.</summary>
    DmrLost1 = 0x19,

    /// <summary>A DMR burst of timeslot 2.</summary>
    DmrData2 = 0x1A,

    /// <summary>DMR timeslot 2 lost its signal.</summary>
    DmrLost2 = 0x1B,

    /// <summary>The short LC that the CACH carries.</summary>
    DmrShortLc = 0x1C,

    /// <summary>DMR transmitter on or off.</summary>
    DmrStart = 0x1D,

    /// <summary>Throw away what waits for a timeslot.</summary>
    DmrAbort = 0x1E,

    /// <summary>System Fusion frame.</summary>
    YsfData = 0x20,

    /// <summary>System Fusion signal lost.</summary>
    YsfLost = 0x21,

    /// <summary>P25 header.</summary>
    P25Header = 0x30,

    /// <summary>P25 logical data unit.</summary>
    P25Ldu = 0x31,

    /// <summary>P25 signal lost.</summary>
    P25Lost = 0x32,

    /// <summary>NXDN frame.</summary>
    NxdnData = 0x40,

    /// <summary>NXDN signal lost.</summary>
    NxdnLost = 0x41,

    /// <summary>M17 link set-up (gone from current firmware).</summary>
    M17LinkSetup = 0x45,

    /// <summary>M17 stream (gone from current firmware).</summary>
    M17Stream = 0x46,

    /// <summary>M17 packet (gone from current firmware).</summary>
    M17Packet = 0x47,

    /// <summary>M17 signal lost (gone from current firmware).</summary>
    M17Lost = 0x48,

    /// <summary>M17 end (gone from current firmware).</summary>
    M17End = 0x49,

    /// <summary>POCSAG codewords.</summary>
    PocsagData = 0x50,

    /// <summary>AX.25 frame (gone from current firmware).</summary>
    Ax25Data = 0x55,

    /// <summary>FM: callsign.</summary>
    FmParameters1 = 0x60,

    /// <summary>FM: acknowledgement.</summary>
    FmParameters2 = 0x61,

    /// <summary>FM: timeout, CTCSS, squelch.</summary>
    FmParameters3 = 0x62,

    /// <summary>FM: external audio.</summary>
    FmParameters4 = 0x63,

    /// <summary>FM audio.</summary>
    FmData = 0x65,

    /// <summary>FM state.</summary>
    FmStatus = 0x66,

    /// <summary>FM end.</summary>
    FmEnd = 0x67,

    /// <summary>FM signal strength.</summary>
    FmRssi = 0x68,

    /// <summary>Yes, to the command in its payload.</summary>
    Acknowledgement = 0x70,

    /// <summary>No, to the command in its payload, with a reason.</summary>
    NegativeAcknowledgement = 0x7F,

    /// <summary>Octets to and from the modem's second serial port (a display).</summary>
    SerialData = 0x80,

    /// <summary>Octets to and from the modem's I²C bus.</summary>
    I2cData = 0x81,

    /// <summary>Octets that only some boards know.</summary>
    Transparent = 0x90,

    /// <summary>Who talks, for boards with a display.</summary>
    QsoInfo = 0x91,

    /// <summary>A text.</summary>
    Debug1 = 0xF1,

    /// <summary>A text and a number.</summary>
    Debug2 = 0xF2,

    /// <summary>A text and two numbers.</summary>
    Debug3 = 0xF3,

    /// <summary>A text and three numbers.</summary>
    Debug4 = 0xF4,

    /// <summary>A text and four numbers.</summary>
    Debug5 = 0xF5,

    /// <summary>Octets for a developer.</summary>
    DebugDump = 0xFA,
}
