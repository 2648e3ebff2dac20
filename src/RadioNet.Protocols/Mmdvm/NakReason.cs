namespace RadioNet.Protocols.Mmdvm;

/// <summary>Why a modem refuses a command (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "ACK and NAK").</summary>
public enum NakReason : byte
{
    /// <summary>Unknown command.</summary>
    UnknownCommand = 1,

    /// <summary>The mode is not enabled, or the timeslot is not used (simplex).</summary>
    WrongMode = 2,

    /// <summary>Too long a command; no firmware is known to say it.</summary>
    TooLong = 3,

    /// <summary>A wrong length, or a parameter out of range.</summary>
    WrongData = 4,

    /// <summary>No room for the frame; an identification while the modem is not idle.</summary>
    NoRoom = 5,

    /// <summary>The board can't do duplex (MMDVM_HS).</summary>
    NoDuplex = 6,
}
