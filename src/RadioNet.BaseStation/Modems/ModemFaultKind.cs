namespace RadioNet.BaseStation.Modems;

/// <summary>Why a modem can't be used.</summary>
public enum ModemFaultKind
{
    /// <summary>Its port can't be opened, or was lost.</summary>
    Port,

    /// <summary>The port is open, and nothing answers GET_VERSION.</summary>
    NotAnswering,

    /// <summary>It worked, and says nothing more.</summary>
    Silent,

    /// <summary>Something comes that makes no sense.</summary>
    Garbage,

    /// <summary>Its port takes no more octets.</summary>
    Stalled,

    /// <summary>It answers other things, but not a command.</summary>
    CommandUnanswered,

    /// <summary>It speaks a protocol that we don't.</summary>
    UnknownProtocol,

    /// <summary>Its firmware was built without DMR.</summary>
    NoDmr,

    /// <summary>What it is to be can't be said in its protocol.</summary>
    Configuration,

    /// <summary>It said no to a command.</summary>
    Refused,

    /// <summary>It said yes to a state, and is in another one.</summary>
    WrongState,

    /// <summary>It worked, and has forgotten its configuration.</summary>
    Restarted,

    /// <summary>Another modem or another firmware answers than before.</summary>
    Exchanged,
}
