using System.Collections.Immutable;
using RadioNet.Protocols;

namespace RadioNet.Plan.Model;

/// <summary>Which of the plan's radios may talk at a base station.</summary>
public sealed record RadioAccess
{
    /// <summary>All that the plan knows.</summary>
    public static RadioAccess Everybody { get; } = new();

    /// <summary>Only these; empty: all.</summary>
    public ImmutableArray<RadioRange> Allow { get; init; } = [];

    /// <summary>Not these, whatever <see cref="Allow"/> says.</summary>
    public ImmutableArray<RadioRange> Deny { get; init; } = [];

    /// <summary>Whether a radio may talk there.</summary>
    public bool Allows(RadioId radio) => (Allow.IsEmpty || IsIn(Allow, radio)) && !IsIn(Deny, radio);

    /// <inheritdoc/>
    public bool Equals(RadioAccess? other) =>
        other is not null && Allow.SequenceEqual(other.Allow) && Deny.SequenceEqual(other.Deny);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Allow.Length, Deny.Length, Allow.FirstOrDefault(), Deny.FirstOrDefault());

    private static bool IsIn(ImmutableArray<RadioRange> ranges, RadioId radio)
    {
        foreach (var range in ranges)
        {
            if (range.Contains(radio))
            {
                return true;
            }
        }

        return false;
    }
}
