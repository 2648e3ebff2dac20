using RadioNet.Core.Storage;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Records;

/// <summary>Something that somebody should look at.</summary>
/// <param name="Id">Its number at this node, from 1.</param>
/// <param name="Kind">One of <see cref="AlarmKind"/>.</param>
/// <param name="Subject">What it is about, such as a radio's id; the same kind and subject repeat one alarm until it is cleared.</param>
/// <param name="Text">A sentence that says what happened and what to do.</param>
/// <param name="Raised">When it was first raised, UTC.</param>
public sealed record AlarmRecord(long Id, string Kind, string Subject, LocalizedText Text, DateTimeOffset Raised)
{
    /// <summary>Who cleared an alarm that the node cleared by itself, because what it was about is over.</summary>
    public const string Itself = "radionet";

    /// <summary>The node that raised it; empty for this one.</summary>
    public string Node { get; init; } = "";

    /// <summary>Where its node keeps it; null when that is this node.</summary>
    public StoreOrigin? Made { get; init; }

    /// <summary>Whether a node above shows it here: it is that one's, or of a node that this one has not below it, and does not go up.</summary>
    public bool IsShown { get; init; }

    /// <summary>The sites that it concerns; none for what is known by its node alone.</summary>
    public IReadOnlyList<string> Sites { get; init; } = [];

    /// <summary>The number of its last change at its node; it rises with each change of any alarm there.</summary>
    public long Change { get; init; }

    /// <summary>What was answered here and its node has not taken yet; null when nothing.</summary>
    public PendingAnswer? Answer { get; init; }

    /// <summary>How far it has come.</summary>
    public AlarmState State { get; init; }

    /// <summary>How often it was raised, from 1.</summary>
    public long Count { get; init; } = 1;

    /// <summary>When it was last raised, UTC.</summary>
    public DateTimeOffset LastRepeated { get; init; } = Raised;

    /// <summary>Who acknowledged it; null until then.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>When it was acknowledged, UTC; null until then.</summary>
    public DateTimeOffset? Acknowledged { get; init; }

    /// <summary>Who cleared it; null until then.</summary>
    public string? ClearedBy { get; init; }

    /// <summary>When it was cleared, UTC; null until then.</summary>
    public DateTimeOffset? Cleared { get; init; }

    /// <summary>The store that it comes from.</summary>
    internal StoreId Store => new(Node, Made?.Store ?? 0);
}
