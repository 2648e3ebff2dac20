namespace RadioNet.BaseStation.Repeater;

/// <summary>What a repeater tells.</summary>
public enum RepeaterEventKind : byte
{
    /// <summary>A radio was admitted; told before its first burst goes anywhere.</summary>
    SpurtStarted,

    /// <summary>A radio that talks has other service options than it began with: it declares an emergency, or ends it.</summary>
    SpurtChanged,

    /// <summary>A radio's spurt is over.</summary>
    SpurtEnded,

    /// <summary>A radio was refused by the access rule; nothing of it goes anywhere.</summary>
    SpurtRefused,

    /// <summary>A stream of the network begins on the air.</summary>
    DownlinkStarted,

    /// <summary>A stream of the network is over on the air.</summary>
    DownlinkEnded,

    /// <summary>A radio woke the transmitter.</summary>
    WokenUp,

    /// <summary>A radio wanted to wake the transmitter and was refused.</summary>
    WakeUpRefused,

    /// <summary>The transmitter was switched on.</summary>
    TransmitterOn,

    /// <summary>The transmitter was switched off.</summary>
    TransmitterOff,

    /// <summary>Something is to be transmitted and the modem is not in the state DMR: set it. Told again each second until it is.</summary>
    DmrStateWanted,

    /// <summary>The transmitter has sent as much as it may; emergencies alone pass.</summary>
    DutyLimitReached,

    /// <summary>The transmitter may send again.</summary>
    DutyLimitOver,

    /// <summary>It is time for an identification, and the carrier is idle.</summary>
    CwIdDue,
}
