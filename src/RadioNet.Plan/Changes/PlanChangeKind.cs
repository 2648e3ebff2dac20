namespace RadioNet.Plan.Changes;

/// <summary>What becomes of an entry.</summary>
public enum PlanChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It goes.</summary>
    Removed,

    /// <summary>It stays, with other values.</summary>
    Changed,
}
