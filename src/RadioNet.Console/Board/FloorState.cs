namespace RadioNet.Consoles.Board;

/// <summary>How far one's own wish to talk on a talkgroup has come.</summary>
public enum FloorState
{
    /// <summary>One does not talk.</summary>
    None,

    /// <summary>The button is down, nobody has answered yet.</summary>
    Asked,

    /// <summary>One talks.</summary>
    Granted,

    /// <summary>One waits for who talks.</summary>
    Queued,

    /// <summary>It was refused.</summary>
    Denied,

    /// <summary>Another took the floor.</summary>
    Preempted,
}
