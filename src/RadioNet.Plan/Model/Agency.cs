namespace RadioNet.Plan.Model;

/// <summary>A service whose people hold radios.</summary>
public sealed record Agency(string Id, LocalizedText Name)
{
    /// <summary>The line of the plan that says so, from 1; 0 when the plan was not read from text.</summary>
    public int Line { get; init; }
}
