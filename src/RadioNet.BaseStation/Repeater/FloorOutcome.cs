namespace RadioNet.BaseStation.Repeater;

/// <summary>What the node decided about a radio's spurt.</summary>
public enum FloorOutcome : byte
{
    /// <summary>Nothing yet.</summary>
    Undecided,

    /// <summary>It has the floor.</summary>
    Granted,

    /// <summary>It waits for the floor; what it says meanwhile is heard here alone.</summary>
    Queued,

    /// <summary>It doesn't get the floor.</summary>
    Denied,

    /// <summary>It had the floor and lost it.</summary>
    Stopped,
}
