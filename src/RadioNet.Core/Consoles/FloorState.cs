namespace RadioNet.Core.Consoles;

/// <summary>How a console's talk stands.</summary>
internal enum FloorState
{
    /// <summary>The floor is asked for.</summary>
    Asked,

    /// <summary>The floor is the user's.</summary>
    Granted,

    /// <summary>The floor is refused; the talk is over.</summary>
    Denied,

    /// <summary>Somebody else has the floor; the talk waits.</summary>
    Queued,

    /// <summary>Somebody took the floor; the talk is over.</summary>
    PreEmpted,

    /// <summary>The talk is over.</summary>
    Ended,
}
