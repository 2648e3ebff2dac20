namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>Where a session with a chip is.</summary>
internal enum AmbeStep
{
    /// <summary>There is no line.</summary>
    Closed,

    /// <summary>The chip was told to restart.</summary>
    Restart,

    /// <summary>It was told to do without parity.</summary>
    ParityOff,

    /// <summary>It was asked who it is.</summary>
    Identify,

    /// <summary>A channel is set up.</summary>
    Configure,

    /// <summary>Speech goes.</summary>
    Run,

    /// <summary>The order of question and answer is found again.</summary>
    Realign,
}
