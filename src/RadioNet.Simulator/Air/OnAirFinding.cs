using RadioNet.Protocols;

namespace RadioNet.Simulator.Air;

/// <summary>Something wrong that was seen on the air.</summary>
/// <param name="At">When the burst began.</param>
/// <param name="Slot">The timeslot; none in direct mode.</param>
/// <param name="Fault">What is wrong.</param>
public readonly record struct OnAirFinding(TimeSpan At, Timeslot Slot, OnAirFault Fault);
