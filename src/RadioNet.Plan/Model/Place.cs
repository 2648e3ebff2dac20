using System.Collections.Immutable;

namespace RadioNet.Plan.Model;

/// <summary>One unit of a tier; places form a tree by <see cref="In"/> (null at the root).</summary>
public sealed record Place(string Id, int Tier, string? In, LocalizedText Name)
{
    /// <summary>The first day on which it is there; null when it always was.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The first day on which it is no more; null while it has no end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The ids of the places that it took over, whole or in part; they need not be in the plan.</summary>
    public ImmutableArray<string> Replaces { get; init; } = [];

    /// <summary>The line of the plan that says so, from 1; 0 when the plan was not read from text.</summary>
    public int Line { get; init; }

    /// <summary>Whether it has ended by a day.</summary>
    public bool IsOver(DateOnly day) => Until <= day;
}
