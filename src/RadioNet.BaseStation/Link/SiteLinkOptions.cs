namespace RadioNet.BaseStation.Link;

/// <summary>Which node, and how patiently.</summary>
public sealed record SiteLinkOptions
{
    /// <summary>The base station's id within its site.</summary>
    public required string BaseStation { get; init; }

    /// <summary>The nodes' links addresses, the one that is to serve first first.</summary>
    public required IReadOnlyList<Uri> Nodes { get; init; }

    /// <summary>What the station says that it runs.</summary>
    public string Software { get; init; } = "RadioNet";

    /// <summary>From asking a node to its Welcome, while there are others to ask; doubled each time that none served.</summary>
    public TimeSpan AttachTime { get; init; } = TimeSpan.FromSeconds(1.2);

    /// <summary>
    /// The longest such time, and that of a lone node: one that has started again is asked by all its stations at once, and who
    /// gives up makes it begin anew with him.
    /// </summary>
    public TimeSpan LongestAttachTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Pings without an answer until a node counts as dead; how often to ping is the node's to say.</summary>
    public int PingsLost { get; init; } = 3;

    /// <summary>A session that lasted less than this counts as none when it is about a pause.</summary>
    public TimeSpan SteadyTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From a round over all nodes in which none served steadily to the next; doubled each time up to <see cref="LongestPause"/>.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest such pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often a station that a lesser node serves asks whether a better one is back.</summary>
    public TimeSpan ReturnInterval { get; init; } = TimeSpan.FromSeconds(10);
}
