namespace RadioNet.Simulator.Repeaters;

/// <summary>What can happen to a login.</summary>
internal enum LoginEvent : byte
{
    /// <summary>The retry timer ran out.</summary>
    Retry,

    /// <summary>The master said yes (RPTACK).</summary>
    Acknowledged,

    /// <summary>The master said no (MSTNAK).</summary>
    Refused,

    /// <summary>The master answered a ping (MSTPONG).</summary>
    Pong,

    /// <summary>The master shuts down (MSTCL).</summary>
    Closing,

    /// <summary>The master has been silent for the time limit.</summary>
    TimedOut,
}
