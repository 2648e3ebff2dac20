namespace RadioNet.Api.Links;

/// <summary>Which nodes a link's lower end goes to, and how patiently.</summary>
public record LinkRoundsOptions
{
    /// <summary>The nodes' links addresses, the one that is to serve first first.</summary>
    public required IReadOnlyList<Uri> Nodes { get; init; }

    /// <summary>From asking a node to its welcome, while there are others to ask; doubled each time that none served.</summary>
    public TimeSpan AttachTime { get; init; } = TimeSpan.FromSeconds(1.2);

    /// <summary>
    /// The longest such time, and that of a lone node: one that has started again is asked by all its lower ends at once, and who
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

    /// <summary>How often who is served by a lesser node asks whether a better one is back.</summary>
    public TimeSpan ReturnInterval { get; init; } = TimeSpan.FromSeconds(10);
}
