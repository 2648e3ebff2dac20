using System.Collections.Immutable;

namespace RadioNet.Plan.Model;

/// <summary>Which sites a talkgroup goes to.</summary>
public sealed record SiteSelection(SiteSelectionKind Kind, ImmutableArray<string> Sites)
{
    /// <summary>Every site in the talkgroup's home place and below.</summary>
    public static SiteSelection All { get; } = new(SiteSelectionKind.All, []);

    /// <summary>Only sites where a radio of the group was heard or registered lately.</summary>
    public static SiteSelection Affiliated { get; } = new(SiteSelectionKind.Affiliated, []);

    /// <inheritdoc/>
    public bool Equals(SiteSelection? other) =>
        other is not null && Kind == other.Kind && Sites.SequenceEqual(other.Sites);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Kind);
        foreach (var site in Sites)
        {
            hash.Add(site);
        }

        return hash.ToHashCode();
    }
}
