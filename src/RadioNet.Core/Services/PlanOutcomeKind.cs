namespace RadioNet.Core.Services;

/// <summary>What came of a request to change the plan.</summary>
public enum PlanOutcomeKind
{
    /// <summary>It is the plan now, as a new revision; or it would be, in a comparison.</summary>
    Changed,

    /// <summary>The plan was this already, or the request was answered before.</summary>
    Unchanged,

    /// <summary>It did not pass its checks.</summary>
    Refused,

    /// <summary>The plan has changed since who asks has seen it.</summary>
    Stale,

    /// <summary>There is no such revision.</summary>
    NoSuchRevision,
}
