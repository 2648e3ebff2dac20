namespace RadioNet.Plan.Model;

/// <summary>A network core at a place; it serves that place and every place below that has no node of its own.</summary>
public sealed record NodePlan(string Id, string At)
{
    /// <summary>What people call it; the id where nothing was said.</summary>
    public LocalizedText Name { get; init; } = LocalizedText.Same(Id);

    /// <summary>The line of the plan that says so, from 1; 0 when the plan was not read from text.</summary>
    public int Line { get; init; }
}
