namespace RadioNet.Protocols.Dmr.Control.Trunked;

/// <summary>What is asked of a trunked site, 4 bits (ETSI TS 102 361-4, clause 7.2).</summary>
public enum ServiceKind : byte
{
    /// <summary>Individual voice.</summary>
    UnitVoice = 0,

    /// <summary>Talkgroup voice.</summary>
    GroupVoice = 1,

    /// <summary>Individual packet data.</summary>
    UnitPacketData = 2,

    /// <summary>Talkgroup packet data.</summary>
    GroupPacketData = 3,

    /// <summary>Individual short data, by UDT.</summary>
    UnitShortData = 4,

    /// <summary>Talkgroup short data, by UDT.</summary>
    GroupShortData = 5,

    /// <summary>Polling for short data.</summary>
    ShortDataPolling = 6,

    /// <summary>Status.</summary>
    Status = 7,

    /// <summary>Call diversion.</summary>
    CallDiversion = 8,

    /// <summary>Call answer.</summary>
    CallAnswer = 9,

    /// <summary>Individual voice, full duplex.</summary>
    DuplexVoice = 10,

    /// <summary>Individual packet data, full duplex.</summary>
    DuplexPacketData = 11,

    /// <summary>Supplementary service: stun, revive, kill, dynamic group numbers.</summary>
    Supplementary = 13,

    /// <summary>Registration, authentication, radio check.</summary>
    Registration = 14,

    /// <summary>Cancels a call.</summary>
    CancelCall = 15,
}
