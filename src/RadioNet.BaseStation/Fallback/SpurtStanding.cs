namespace RadioNet.BaseStation.Fallback;

/// <summary>How a spurt stands: who decides about it, and what was decided. It has one server at a time, or none.</summary>
public enum SpurtStanding : byte
{
    /// <summary>There is no such spurt (any more).</summary>
    None,

    /// <summary>The node was asked.</summary>
    NodeAsked,

    /// <summary>The node gave it the floor.</summary>
    NodeGranted,

    /// <summary>The node lets it wait.</summary>
    NodeQueued,

    /// <summary>The node denied or stopped it.</summary>
    NodeDenied,

    /// <summary>The station's own rules were asked.</summary>
    LocalAsked,

    /// <summary>
    /// It had the floor of the node when that was lost, and the station's own rules have not given it theirs: it goes on at its own
    /// carrier.
    /// </summary>
    LocalCarried,

    /// <summary>The station's own rules gave it the floor.</summary>
    LocalGranted,

    /// <summary>The station's own rules let it wait.</summary>
    LocalQueued,

    /// <summary>The station's own rules denied or stopped it.</summary>
    LocalDenied,
}
