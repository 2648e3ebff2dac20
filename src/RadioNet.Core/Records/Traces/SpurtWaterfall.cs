namespace RadioNet.Core.Records.Traces;

/// <summary>A spurt's way across the nodes.</summary>
/// <param name="Id">The spurt's id.</param>
/// <param name="Rows">What happened, in the order of time.</param>
public sealed record SpurtWaterfall(string Id, IReadOnlyList<WaterfallRow> Rows)
{
    /// <summary>What the call's record says of it; null when that is not known.</summary>
    public Api.Spurt? Record { get; init; }

    /// <summary>Marks that nodes had no room for.</summary>
    public long LeftOut { get; init; }
}
