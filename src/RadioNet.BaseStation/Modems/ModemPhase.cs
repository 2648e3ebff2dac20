namespace RadioNet.BaseStation.Modems;

/// <summary>How a modem is, as far as a carrier's calls are concerned.</summary>
public enum ModemPhase
{
    /// <summary>Not known yet, or it has answered and is being configured.</summary>
    Opening,

    /// <summary>It receives and sends.</summary>
    Ready,

    /// <summary>It rests, and obeys a technician.</summary>
    Maintenance,

    /// <summary>It can't be reached, or does not answer; it is sought without end.</summary>
    Lost,

    /// <summary>It answers, and can't do what is asked for, or won't; it is asked again without end.</summary>
    Refused,

    /// <summary>It was put to rest: the carrier was stopped.</summary>
    Stopped,
}
