namespace RadioNet.BaseStation.Fallback;

/// <summary>What follows of a <see cref="ServingEvent"/>.</summary>
public enum ServingAction : byte
{
    /// <summary>Nothing: it was said too late, or by who does not decide.</summary>
    Ignore,

    /// <summary>Ask the node.</summary>
    AskNode,

    /// <summary>Ask the station's own rules.</summary>
    AskLocal,

    /// <summary>Tell the carrier what was decided.</summary>
    Tell,

    /// <summary>Tell the rules that it is over.</summary>
    Finish,
}
