namespace RadioNet.CallControl;

/// <summary>Why a request was denied, or a spurt or call ended. <see cref="Reasons.Word"/> gives its word on the wire.</summary>
public enum Reason : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary>The talker's radio said that it was done.</summary>
    Ended,

    /// <summary>The talker's bursts stopped without a terminator.</summary>
    Inactive,

    /// <summary>The same timeslot began to carry another transmission, without a terminator.</summary>
    Replaced,

    /// <summary>The repeater's session ended while its talker talked.</summary>
    PortLost,

    /// <summary>The spurt was as long as the talkgroup allows.</summary>
    TimeLimit,

    /// <summary>An emergency, or a talker who may, took the floor.</summary>
    PreEmpted,

    /// <summary>The plan changed under a running spurt.</summary>
    PlanChanged,

    /// <summary>Nobody else talked within the hang time.</summary>
    HangTime,

    /// <summary>The plan has no such radio.</summary>
    UnknownRadio,

    /// <summary>The plan has no such talkgroup.</summary>
    UnknownTalkgroup,

    /// <summary>The radio has not the talkgroup.</summary>
    NotMember,

    /// <summary>The radio is barred.</summary>
    Stunned,

    /// <summary>Somebody else has the floor.</summary>
    Busy,

    /// <summary>The talkgroup belongs on the other timeslot.</summary>
    WrongSlot,

    /// <summary>The talkgroup does not go to this site.</summary>
    NotAtSite,

    /// <summary>The called radio was not heard lately, or is nobody.</summary>
    NotFound,

    /// <summary>The radio has not the right to this kind of call.</summary>
    NotAllowed,

    /// <summary>The same radio talks at another site at this moment.</summary>
    Clone,

    /// <summary>The repeater said in its options that it does not want the talkgroup.</summary>
    NotSubscribed,

    /// <summary>The repeater has not the timeslot.</summary>
    NoSuchSlot,

    /// <summary>The repeater is not logged in, or the base station's link or modem is down.</summary>
    SiteDown,

    /// <summary>The plan says that the base station carries no calls now: a technician works on it, or it would have to be trunked.</summary>
    OutOfService,

    /// <summary>Another call has the timeslot, or a radio there is transmitting.</summary>
    SlotBusy,

    /// <summary>The call's arbiter died with what it knew of the call.</summary>
    ArbiterLost,

    /// <summary>After an outage the call was joined with what it was elsewhere.</summary>
    Joined,
}
