using System.Collections.Immutable;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Calls;

/// <summary>What is to be said of a call now, whole.</summary>
public sealed record CallReport
{
    /// <summary>The call's id.</summary>
    public required CallId Id { get; init; }

    /// <summary>
    /// The arbiter's key (<see cref="CallKey"/>); empty for a denial. A key has one running call, which ends when its arbiter
    /// says so, or with <see cref="Messages.ToJournal.NewArbiter"/>.
    /// </summary>
    public string Key { get; init; } = "";

    /// <summary>Running, ended or denied.</summary>
    public required CallState State { get; init; }

    /// <summary>The kind of call.</summary>
    public required CallType Type { get; init; }

    /// <summary>What <see cref="Target"/> names.</summary>
    public required AddressKind TargetKind { get; init; }

    /// <summary>The talkgroup or radio that is called.</summary>
    public required uint Target { get; init; }

    /// <summary>Who began it.</summary>
    public required RadioId Source { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it was over; null while it runs.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Whether an emergency happened in it.</summary>
    public bool Emergency { get; init; }

    /// <summary>Why it ended, or was denied.</summary>
    public Reason Why { get; init; }

    /// <summary>The talkers' turns, in order.</summary>
    public ImmutableArray<SpurtReport> Spurts { get; init; } = [];

    /// <summary>The sites that it reached, the talkers' own included.</summary>
    public ImmutableArray<string> Sites { get; init; } = [];

    /// <summary>The sites that it should have reached and has not.</summary>
    public ImmutableArray<MissedSite> Missed { get; init; } = [];

    /// <summary>The decisions, with why.</summary>
    public ImmutableArray<Decision> Decisions { get; init; } = [];

    /// <summary>The record of a call whose arbiter died: it ends, and so does its talker's turn.</summary>
    /// <param name="at">When that became known.</param>
    public CallReport Abandoned(DateTimeOffset at) => this with
    {
        State = CallState.Ended,
        Ended = at,
        Why = Reason.ArbiterLost,
        Spurts = [.. Spurts.Select(s => s.Ended is null ? s with { Ended = at, Why = Reason.ArbiterLost } : s)],
    };
}
