using System.Collections.Immutable;
using RadioNet.Protocols;
using RadioNet.Simulator.Repeaters;

namespace RadioNet.Simulator.Conversations;

/// <summary>A spurt that a site heard, but not whole and unchanged.</summary>
/// <param name="Site">The site.</param>
/// <param name="Source">Who talked.</param>
/// <param name="Target">Whom it called.</param>
/// <param name="Started">When, by the wall clock.</param>
/// <param name="Frames">Voice frames that it had.</param>
/// <param name="Heard">What the site heard of it, in order: more than one when it was broken.</param>
public sealed record DamagedSpurt(
    string Site, RadioId Source, uint Target, DateTimeOffset Started, int Frames, ImmutableArray<ReceivedTransmission> Heard)
{
    /// <summary>By how much this machine was too late at the most, meanwhile, for the talker's site or this one; too little to explain it.</summary>
    public TimeSpan Lateness { get; init; }
}
