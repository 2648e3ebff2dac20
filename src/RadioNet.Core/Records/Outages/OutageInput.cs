namespace RadioNet.Core.Records.Outages;

/// <summary>What a report of an outage is made from: the records of both sides, as they lie at one node after the heal.</summary>
/// <param name="Upper">The side that has the home, by the name that people know it by: its node's id.</param>
/// <param name="Lower">The side that was cut off: its highest node's id.</param>
/// <param name="From">When the link was lost, UTC.</param>
/// <param name="To">When it stood again, UTC.</param>
public sealed record OutageInput(string Upper, string Lower, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whether the link stands again.</summary>
    public bool IsOver { get; init; } = true;

    /// <summary>The outage by the lower side's clock, by which its records are looked at; null: by the upper side's.</summary>
    public OutageTimes? LowerClock { get; init; }

    /// <summary>Whether <see cref="Calls"/> are not all that there were.</summary>
    public bool HasMore { get; init; }

    /// <summary>The nodes of the side that was cut off; <see cref="Lower"/> belongs to it whether it stands here or not.</summary>
    public IReadOnlyCollection<string> LowerNodes { get; init; } = [];

    /// <summary>The node where the records lie: its own alarms name none.</summary>
    public required string At { get; init; }

    /// <summary>Calls of either side; those that lie outside the outage do not matter.</summary>
    public IReadOnlyList<CallRecord> Calls { get; init; } = [];

    /// <summary>Alarms of either side; those that were raised outside the outage do not matter.</summary>
    public IReadOnlyList<AlarmRecord> Alarms { get; init; } = [];

    /// <summary>Changes of the plan on either side; those that were made outside the outage do not matter.</summary>
    public IReadOnlyList<OutageEdit> Edits { get; init; } = [];
}
