using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Records;

/// <summary>
/// One call as it is told to people: who called whom, where it was heard, and why it went as it did. Immutable; each change of
/// a running call makes another with the same <see cref="Id"/>.
/// </summary>
public sealed record CallRecord : IStored
{
    /// <summary>The id that the arbiter gave.</summary>
    public required string Id { get; init; }

    /// <summary>The node whose record this is; with <see cref="NumberAtNode"/> it identifies the record.</summary>
    public string Node { get; init; } = "";

    /// <summary>The record's number in this store, from 1, in the order of writing; 0 while the call runs. The journal gives it.</summary>
    public long Number { get; init; }

    /// <summary>Where its node keeps it; null when that is this node.</summary>
    public StoreOrigin? Made { get; init; }

    /// <summary>The record's number at its node.</summary>
    [JsonIgnore]
    public long NumberAtNode => Made?.Number ?? Number;

    /// <summary>Where it was kept until this node had it; null when this node decided the call.</summary>
    public RecordOrigin? Origin { get; init; }

    /// <summary>When this node wrote what has an <see cref="Origin"/>, UTC; null for the others: they are written when they end.</summary>
    public DateTimeOffset? Recorded { get; init; }

    /// <summary>How far it has come.</summary>
    public required CallState State { get; init; }

    /// <summary>Whom it is for, and what it carries.</summary>
    public required CallType Type { get; init; }

    /// <summary>The 24-bit address that is called: a talkgroup's, or a radio's when <see cref="TargetIsRadio"/>.</summary>
    public required uint Target { get; init; }

    /// <summary>Whether <see cref="Target"/> names a radio.</summary>
    public bool TargetIsRadio { get; init; }

    /// <summary>The name of what is called, as the plan had it then; empty when it had none.</summary>
    public string TargetName { get; init; } = "";

    /// <summary>The radio that called first.</summary>
    public required uint Source { get; init; }

    /// <summary>Its alias, as the plan had it then; empty when it had none.</summary>
    public string SourceName { get; init; } = "";

    /// <summary>The talkers' turns, in order.</summary>
    public ImmutableArray<SpurtRecord> Spurts { get; init; } = [];

    /// <summary>The sites that its voice came from or went to.</summary>
    public ImmutableArray<string> Sites { get; init; } = [];

    /// <summary>The sites that it should have reached and did not, or not from the start.</summary>
    public ImmutableArray<MissedSite> Missed { get; init; } = [];

    /// <summary>Why it ended or was denied, as the design's word (<c>not-member</c>, <c>time-limit</c>); null while it runs.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it is, or became, an emergency call.</summary>
    public bool Emergency { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended or was denied, UTC; null while it runs.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The decisions with their reasons, in order.</summary>
    public ImmutableArray<DecisionRecord> Decisions { get; init; } = [];

    /// <summary>The plan's revision when it began.</summary>
    public int PlanRevision { get; init; }
}
