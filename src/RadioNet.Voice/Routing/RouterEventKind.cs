namespace RadioNet.Voice.Routing;

/// <summary>What the router says to its host.</summary>
public enum RouterEventKind : byte
{
    /// <summary>The first burst of a stream came in; it waits for a decision.</summary>
    StreamStarted,

    /// <summary>Something more is known of a running stream: its link control, or that it has become an emergency.</summary>
    StreamUpdated,

    /// <summary>A stream still runs; said each second, for call control's soft state.</summary>
    StreamAlive,

    /// <summary>A stream is over.</summary>
    StreamEnded,

    /// <summary>The talker said where it is, in embedded signalling; at most once a second of a stream, and forgotten when there is no room.</summary>
    Located,
}
