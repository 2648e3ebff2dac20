using RadioNet.Protocols.Rtp;

namespace RadioNet.Voice.Routing;

/// <summary>What is known of a burst beside what a DMRD says, all of it but the arrival only of bursts that came over a voice link.</summary>
/// <param name="Arrived">When it came here, <see cref="TimeProvider.GetTimestamp"/> ticks; 0 for one that is made here.</param>
/// <param name="Call">The call, as a number that both ends of the link know; 0 not said.</param>
/// <param name="Spurt">The spurt, likewise.</param>
/// <param name="Hops">How long each hop before held it.</param>
internal readonly record struct BurstTrail(long Arrived, ulong Call = 0, ulong Spurt = 0, HopTimes Hops = default);
