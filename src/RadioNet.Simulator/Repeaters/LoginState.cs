namespace RadioNet.Simulator.Repeaters;

/// <summary>Where a repeater's login stands; the names are the reference client's.</summary>
public enum LoginState : byte
{
    /// <summary>No socket answers yet; the next retry opens the login.</summary>
    WaitingConnect,

    /// <summary>RPTL is sent.</summary>
    WaitingLogin,

    /// <summary>RPTK is sent.</summary>
    WaitingAuthorisation,

    /// <summary>RPTC is sent.</summary>
    WaitingConfiguration,

    /// <summary>RPTO is sent.</summary>
    WaitingOptions,

    /// <summary>Logged in.</summary>
    Running,
}
