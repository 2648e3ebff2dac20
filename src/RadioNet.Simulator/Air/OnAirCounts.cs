namespace RadioNet.Simulator.Air;

/// <summary>What a transmitter has sent in all.</summary>
public sealed record OnAirCounts
{
    /// <summary>Seconds with a carrier.</summary>
    public double OnAirSeconds { get; init; }

    /// <summary>Bursts, fillers included.</summary>
    public long Bursts { get; init; }

    /// <summary>Voice transmissions that ended.</summary>
    public long Transmissions { get; init; }

    /// <summary>Those of them that were whole.</summary>
    public long WholeTransmissions { get; init; }

    /// <summary>Fillers in the midst of voice.</summary>
    public long Underruns { get; init; }

    /// <summary>All that was wrong, the underruns included.</summary>
    public long Faults { get; init; }

    /// <summary>CACHs.</summary>
    public long Cachs { get; init; }

    /// <summary>Short LCs that the CACHs carried.</summary>
    public long ShortLcs { get; init; }
}
