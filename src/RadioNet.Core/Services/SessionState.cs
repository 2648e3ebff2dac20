namespace RadioNet.Core.Services;

/// <summary>How far a repeater's session is.</summary>
public enum SessionState
{
    /// <summary>There is none.</summary>
    Down,

    /// <summary>It has proved its secret and has not yet said what it is.</summary>
    Connecting,

    /// <summary>It is logged in.</summary>
    Up,
}
