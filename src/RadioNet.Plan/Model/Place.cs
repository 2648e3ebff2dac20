namespace RadioNet.Plan.Model;

/// <summary>One unit of a tier; places form a tree by <see cref="In"/> (null at the root).</summary>
public sealed record Place(string Id, int Tier, string? In, LocalizedText Name)
{
    /// <summary>The line of the plan that says so, from 1; 0 when the plan was not read from text.</summary>
    public int Line { get; init; }
}
