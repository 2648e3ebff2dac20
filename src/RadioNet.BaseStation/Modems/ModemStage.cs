namespace RadioNet.BaseStation.Modems;

/// <summary>How far a session has come with its modem.</summary>
internal enum ModemStage
{
    /// <summary>There is no port.</summary>
    Closed,

    /// <summary>GET_VERSION is asked again and again.</summary>
    Version,

    /// <summary>SET_FREQ is to be obeyed.</summary>
    Frequency,

    /// <summary>SET_CONFIG is to be obeyed.</summary>
    Configuration,

    /// <summary>SET_MODE is to be obeyed.</summary>
    Mode,

    /// <summary>The first status is to say that it was.</summary>
    Check,

    /// <summary>It works.</summary>
    Ready,

    /// <summary>It refused something, and is asked again later.</summary>
    Refused,

    /// <summary>It is given up until its port was opened anew.</summary>
    Lost,

    /// <summary>It is put to rest.</summary>
    Stopping,
}
