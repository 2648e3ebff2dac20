namespace RadioNet.BaseStation.Carriers;

/// <summary>What others leave for a carrier.</summary>
internal enum CarrierInputKind : byte
{
    /// <summary>A burst of the node.</summary>
    Burst,

    /// <summary>The node decided about a radio's spurt.</summary>
    Decision,

    /// <summary>The link to the node is up, with a new session.</summary>
    LinkUp,

    /// <summary>The link to the node is down.</summary>
    LinkDown,
}
