using System.Collections.Immutable;

namespace RadioNet.Voice.Routing;

/// <summary>The ports that a stream goes to: immutable, swapped whole when a listener joins or leaves.</summary>
public sealed record Route(ImmutableArray<Destination> Destinations)
{
    /// <summary>To nowhere.</summary>
    public static Route None { get; } = new([]);
}
