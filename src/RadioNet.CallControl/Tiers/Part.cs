using System.Collections.Immutable;

namespace RadioNet.CallControl.Tiers;

/// <summary>A part of the network that a call is not joined over yet: its voice and its letters stay within.</summary>
/// <param name="Arbiter">The node that arbitrates the call for the part.</param>
/// <param name="Nodes">The part's nodes.</param>
public sealed record Part(string Arbiter, ImmutableHashSet<string> Nodes);
