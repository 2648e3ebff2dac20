namespace RadioNet.BaseStation.Repeater;

/// <summary>How a stream was played to its timeslot.</summary>
public readonly record struct PlayoutCounts
{
    /// <summary>Voice bursts played as they came.</summary>
    public int Played { get; init; }

    /// <summary>Voice bursts put in for such as were missing, and to complete the last superframe.</summary>
    public int Concealed { get; init; }

    /// <summary>Bursts that came after their time, and were not played.</summary>
    public int Late { get; init; }

    /// <summary>Bursts that came twice.</summary>
    public int Duplicates { get; init; }

    /// <summary>Bursts not played because the timeslot was a radio's, or too many waited.</summary>
    public int Dropped { get; init; }

    /// <summary>Headers made here because the stream's own was lost, or it was joined in the middle.</summary>
    public int HeadersRebuilt { get; init; }

    /// <summary>Terminators made here because the stream's own was lost, or it was cut.</summary>
    public int TerminatorsRebuilt { get; init; }

    /// <summary>For how long its first voice burst was to wait for later ones: the jitter buffer.</summary>
    public TimeSpan JitterDelay { get; init; }

    /// <summary>From when its last burst should have come to when it went to the modem.</summary>
    public TimeSpan Delay { get; init; }
}
