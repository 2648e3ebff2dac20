using System.Collections.Immutable;

namespace RadioNet.CallControl.Tiers;

/// <summary>What one node does with a spurt's voice.</summary>
/// <param name="From">The neighbour that it hears the spurt from; null at the talker's node.</param>
/// <param name="To">The neighbours that it sends the spurt to, each once.</param>
/// <param name="Leases">The timeslots of its own that the spurt goes to.</param>
public sealed record Branch(string? From, ImmutableArray<string> To, ImmutableArray<SlotLease> Leases)
{
    /// <summary>Whether another one orders the same.</summary>
    public bool Equals(Branch? other) =>
        other is not null && From == other.From && To.AsSpan().SequenceEqual(other.To.AsSpan())
        && Leases.AsSpan().SequenceEqual(other.Leases.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(From, To.Length, Leases.Length);
}
