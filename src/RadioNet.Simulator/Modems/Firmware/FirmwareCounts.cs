namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>What firmware has counted since it was made; switching it off and on forgets nothing here.</summary>
public sealed record FirmwareCounts
{
    /// <summary>Frames from the host.</summary>
    public long FramesFromHost { get; init; }

    /// <summary>Frames to the host.</summary>
    public long FramesToHost { get; init; }

    /// <summary>Frames to the host that were lost because nobody took the earlier ones.</summary>
    public long FramesLost { get; init; }

    /// <summary>Commands that were refused.</summary>
    public long Naks { get; init; }

    /// <summary>Bursts that were refused because their queue was full.</summary>
    public long Overruns { get; init; }

    /// <summary>Bursts to send.</summary>
    public long BurstsFromHost { get; init; }

    /// <summary>Bursts from the air that were reported.</summary>
    public long BurstsToHost { get; init; }

    /// <summary>How often the host was silent for 2 s and the modem went idle.</summary>
    public long Watchdogs { get; init; }
}
