namespace RadioNet.Simulator.Repeaters;

/// <summary>What a repeater does at a step of its login.</summary>
internal enum LoginAction : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Sends RPTL.</summary>
    SendLogin,

    /// <summary>Sends RPTK.</summary>
    SendProof,

    /// <summary>Sends RPTC.</summary>
    SendConfiguration,

    /// <summary>Sends RPTO.</summary>
    SendOptions,

    /// <summary>Sends RPTPING.</summary>
    SendPing,

    /// <summary>Closes its socket and opens another.</summary>
    Reopen,
}
