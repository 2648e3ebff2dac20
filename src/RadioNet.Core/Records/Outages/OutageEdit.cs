using RadioNet.Plan.Model;

namespace RadioNet.Core.Records.Outages;

/// <summary>A change of the plan that was made during an outage.</summary>
/// <param name="Node">The node where it was made.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Who">Who made it.</param>
/// <param name="Revision">The revision that it became there, such as <c>17</c> or <c>R17+core-low.1</c>.</param>
/// <param name="What">What it changed, a sentence.</param>
/// <param name="IsTaken">Whether the root took it; null while it has not decided.</param>
public sealed record OutageEdit(string Node, DateTimeOffset At, string Who, string Revision, string What, bool? IsTaken)
{
    /// <summary>Whether it was made at a node that could not reach the root, which decided about it afterwards.</summary>
    public bool IsLocal => Revision.Contains('+', StringComparison.Ordinal);

    /// <summary>The root's revision that has what was taken; 0 where none is known.</summary>
    public int TakenAt { get; init; }

    /// <summary>Why the root did not take it; null otherwise.</summary>
    public LocalizedText? Why { get; init; }

    /// <summary>What was not taken: the entry as it would be, its fields by name; empty when it would be removed, and of what was taken.</summary>
    public string Entry { get; init; } = "";
}
