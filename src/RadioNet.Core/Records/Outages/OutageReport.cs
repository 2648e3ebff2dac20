namespace RadioNet.Core.Records.Outages;

/// <summary>What happened on both sides while a link was gone, and what became of it.</summary>
/// <param name="From">When the link was lost, UTC.</param>
/// <param name="To">When it stood again, UTC.</param>
/// <param name="Upper">The side that has the home.</param>
/// <param name="Lower">The side that was cut off.</param>
/// <param name="Divided">The talkgroups that were used on both sides at once, in the order of time: neither heard the other.</param>
/// <param name="Alarms">What was raised meanwhile, in the order of time.</param>
/// <param name="Edits">What was changed in the plan meanwhile, in the order of time.</param>
/// <param name="Twice">The ids of calls that are recorded more than once; there should be none.</param>
public sealed record OutageReport(
    DateTimeOffset From, DateTimeOffset To, OutageSide Upper, OutageSide Lower, IReadOnlyList<DividedTalkgroup> Divided,
    IReadOnlyList<OutageAlarm> Alarms, IReadOnlyList<OutageEdit> Edits, IReadOnlyList<string> Twice)
{
    /// <summary>Whether the link stands again; <see cref="To"/> is when the report was made while it does not.</summary>
    public bool IsOver { get; init; } = true;

    /// <summary>The same by the lower side's own clock, which its records go by; null when it has not said.</summary>
    public OutageTimes? LowerClock { get; init; }

    /// <summary>Calls that were apart and became one, in the order of time.</summary>
    public IReadOnlyList<JoinedCall> Joined { get; init; } = [];

    /// <summary>What the lower side kept meanwhile and came up afterwards.</summary>
    public CameUp CameUp { get; init; } = new(0, null);

    /// <summary>Whether there were more calls than a report looks at, so that its figures are too low.</summary>
    public bool HasMore { get; init; }
}
