namespace RadioNet.Plan.Reading;

/// <summary>What the readers of a plan's entries share.</summary>
internal sealed class ReadContext
{
    public ErrorList Errors { get; } = new();

    public References References { get; } = new();

    /// <summary>Levels and places with their positions, for the checks of the tree.</summary>
    public PlaceTree Tree { get; } = new();
}
