using System.Collections.Immutable;
using RadioNet.Protocols;
using RadioNet.Protocols.M17;

namespace RadioNet.Plan.Model;

/// <summary>Who holds a radio: alias, agency, rights.</summary>
public sealed record Subscriber(RadioId Id)
{
    /// <summary>What people call the holder.</summary>
    public string Alias { get; init; } = Id.ToString();

    /// <summary>The agency's id, when it has one.</summary>
    public string? Agency { get; init; }

    /// <summary>The home place's id; the root place where nothing was said.</summary>
    public string? Home { get; init; }

    /// <summary>The talkgroups that it may talk and be heard on, ascending.</summary>
    public ImmutableArray<TalkgroupId> Talkgroups { get; init; } = [];

    /// <summary>0 lowest to 10 highest; orders the queue within a call.</summary>
    public int Priority { get; init; } = 5;

    /// <summary>Whether it takes the floor from a talker of lower priority.</summary>
    public bool PreEmpt { get; init; }

    /// <summary>Whether it may make private calls.</summary>
    public bool PrivateCalls { get; init; } = true;

    /// <summary>Whether it may call everybody.</summary>
    public bool AllCall { get; init; }

    /// <summary>Who it is at M17 reflectors; null when it has no callsign of its own.</summary>
    public M17Address? Callsign { get; init; }

    /// <summary>Whether it is barred from the network (lost or stolen).</summary>
    public bool Stunned { get; init; }

    /// <summary>The line of the plan that says so, from 1; 0 when the plan was not read from text.</summary>
    public int Line { get; init; }

    /// <inheritdoc/>
    public bool Equals(Subscriber? other) =>
        other is not null && Id == other.Id && Alias == other.Alias && Agency == other.Agency && Home == other.Home
        && Talkgroups.SequenceEqual(other.Talkgroups) && Priority == other.Priority && PreEmpt == other.PreEmpt
        && PrivateCalls == other.PrivateCalls && AllCall == other.AllCall && Callsign == other.Callsign && Stunned == other.Stunned && Line == other.Line;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Alias, Talkgroups.Length);
}
