namespace RadioNet.CallControl.Tiers;

/// <summary>Letters between nodes that were not obeyed.</summary>
public sealed record TierCounters
{
    /// <summary>Decisions of an older term.</summary>
    public long OlderTerm { get; init; }

    /// <summary>Decisions of a call's arbiter for a part that is not joined to this one.</summary>
    public long Apart { get; init; }

    /// <summary>Letters to a node that can't be reached any more.</summary>
    public long Undeliverable { get; init; }

    /// <summary>What neighbours said that was not theirs to say.</summary>
    public long Refused { get; init; }
}
