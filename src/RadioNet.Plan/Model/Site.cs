using System.Collections.Immutable;

namespace RadioNet.Plan.Model;

/// <summary>A hill or roof with repeaters and base stations, in a place.</summary>
public sealed record Site(string Id, string At)
{
    /// <summary>What people call it; the id where nothing was said.</summary>
    public LocalizedText Name { get; init; } = LocalizedText.Same(Id);

    /// <summary>The places that it lay in before <see cref="At"/>, by day.</summary>
    public ImmutableArray<FormerPlace> Was { get; init; } = [];

    /// <summary>Where it stands, when known.</summary>
    public GeoPoint? Location { get; init; }

    /// <summary>Third-party repeaters that attach over the Homebrew protocol.</summary>
    public ImmutableArray<Repeater> Repeaters { get; init; } = [];

    /// <summary>Base stations of ours.</summary>
    public ImmutableArray<BaseStation> BaseStations { get; init; } = [];

    /// <summary>The line of the plan that says so, from 1; 0 when the plan was not read from text.</summary>
    public int Line { get; init; }
}
