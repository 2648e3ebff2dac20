namespace RadioNet.Protocols.Dmr.Control.Trunked;

/// <summary>CSBKO of the messages of a trunked site, 6 bits (ETSI TS 102 361-4, clause B.1).</summary>
public enum TrunkedOpcode : byte
{
    /// <summary>C_ALOHA.</summary>
    Aloha = 0x19,

    /// <summary>C_AHOY, or P_AHOY on a payload channel.</summary>
    Ahoy = 0x1C,

    /// <summary>C_ACKVIT.</summary>
    Ackvitation = 0x1E,

    /// <summary>C_RAND.</summary>
    RandomAccess = 0x1F,

    /// <summary>C_ACKD: acknowledgement from a control channel.</summary>
    ControlAcknowledgementOutbound = 0x20,

    /// <summary>C_ACKU: acknowledgement to a control channel.</summary>
    ControlAcknowledgementInbound = 0x21,

    /// <summary>P_ACKD: acknowledgement from a payload channel.</summary>
    PayloadAcknowledgementOutbound = 0x22,

    /// <summary>P_ACKU: acknowledgement to a payload channel.</summary>
    PayloadAcknowledgementInbound = 0x23,

    /// <summary>C_BCAST.</summary>
    Announcement = 0x28,

    /// <summary>P_MAINT.</summary>
    Maintenance = 0x2A,

    /// <summary>P_CLEAR.</summary>
    Clear = 0x2E,

    /// <summary>P_PROTECT.</summary>
    Protect = 0x2F,

    /// <summary>PV_GRANT: individual voice.</summary>
    UnitVoiceGrant = 0x30,

    /// <summary>TV_GRANT: talkgroup voice.</summary>
    GroupVoiceGrant = 0x31,

    /// <summary>BTV_GRANT: broadcast talkgroup voice.</summary>
    BroadcastVoiceGrant = 0x32,

    /// <summary>PD_GRANT: individual data, one item.</summary>
    UnitDataGrant = 0x33,

    /// <summary>TD_GRANT: talkgroup data, one item.</summary>
    GroupDataGrant = 0x34,

    /// <summary>PV_GRANT_DX: duplex individual voice.</summary>
    DuplexUnitVoiceGrant = 0x35,

    /// <summary>PD_GRANT_DX: duplex individual data.</summary>
    DuplexUnitDataGrant = 0x36,

    /// <summary>PD_GRANT_MI: individual data, many items.</summary>
    UnitDataGrantMultiItem = 0x37,

    /// <summary>TD_GRANT_MI: talkgroup data, many items; from a radio the same code is BS_Dwn_Act.</summary>
    GroupDataGrantMultiItem = 0x38,

    /// <summary>C_MOVE.</summary>
    Move = 0x39,
}
