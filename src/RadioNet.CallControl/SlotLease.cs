using RadioNet.Protocols;

namespace RadioNet.CallControl;

/// <summary>The use of a timeslot, as its slot table gave it.</summary>
/// <param name="Repeater">The repeater.</param>
/// <param name="Slot">The timeslot.</param>
/// <param name="Lease">Rises with each use of a slot, so that decisions that overtake one another can be told apart.</param>
public readonly record struct SlotLease(RepeaterId Repeater, Timeslot Slot, uint Lease);
