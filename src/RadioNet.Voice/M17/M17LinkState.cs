namespace RadioNet.Voice.M17;

/// <summary>How a link to a reflector is.</summary>
public enum M17LinkState : byte
{
    /// <summary>Not wanted: before it is started, and after it was stopped.</summary>
    Stopped,

    /// <summary>Asked for; no answer yet.</summary>
    Asking,

    /// <summary>It stands.</summary>
    Linked,

    /// <summary>It failed, and is asked for again after a pause.</summary>
    Pausing,

    /// <summary>Stopped; the reflector has not said yet that it knows.</summary>
    Leaving,
}
