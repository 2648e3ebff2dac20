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

    /// <summary>From asking a node to its Welcome.</summary>
    public TimeSpan AttachTime { get; init; } = TimeSpan.FromSeconds(1.2);

    /// <summary>Pings without an answer until a node counts as dead; how often to ping is the node's to say.</summary>
    public int PingsLost { get; init; } = 3;

    /// <summary>From a round over all nodes in which none served to the next; doubled each time up to <see cref="LongestPause"/>.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest such pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often a station that a lesser node serves asks whether a better one is back.</summary>
    public TimeSpan ReturnInterval { get; init; } = TimeSpan.FromSeconds(10);
}
