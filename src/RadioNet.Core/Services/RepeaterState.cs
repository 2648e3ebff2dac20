using System.Collections.Immutable;
using RadioNet.Protocols;

namespace RadioNet.Core.Services;

/// <summary>One repeater, or one carrier of a base station of ours, now.</summary>
/// <param name="Id">Which.</param>
/// <param name="Session">How far its session is.</param>
public sealed record RepeaterState(RepeaterId Id, SessionState Session)
{
    /// <summary>Where its packets come from, HOST:PORT; null when it is down.</summary>
    public string? Address { get; init; }

    /// <summary>Its call sign, as it said; null when it said none.</summary>
    public string? Callsign { get; init; }

    /// <summary>What it runs, as it said; null when it said nothing.</summary>
    public string? Software { get; init; }

    /// <summary>When its session began, UTC.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When anything was last heard from it, UTC.</summary>
    public DateTimeOffset? LastHeard { get; init; }

    /// <summary>Its timeslots; empty for a link that carries many calls at once.</summary>
    public ImmutableArray<SlotState> Slots { get; init; } = [];

    /// <summary>The calls on a link that carries many at once.</summary>
    public int CallsNow { get; init; }
}
