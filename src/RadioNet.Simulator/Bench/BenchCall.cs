using System.Collections.Immutable;
using RadioNet.Protocols;

namespace RadioNet.Simulator.Bench;

/// <summary>A group call of a load test.</summary>
/// <param name="Talker">The number, among the test's repeaters, of the one that it comes in at.</param>
/// <param name="Slot">The timeslot there.</param>
/// <param name="Talkgroup">The talkgroup.</param>
/// <param name="Listeners">The numbers of the repeaters that must hear it.</param>
public sealed record BenchCall(int Talker, Timeslot Slot, TalkgroupId Talkgroup, ImmutableArray<int> Listeners);
