namespace RadioNet.Plan.Model;

/// <summary>A place that a site lay in before.</summary>
/// <param name="At">The place's id.</param>
/// <param name="Until">The first day on which it lay there no more.</param>
public sealed record FormerPlace(string At, DateOnly Until);
