using RadioNet.Protocols;

namespace RadioNet.CallControl;

/// <summary>A timeslot that a call has not got.</summary>
/// <param name="Repeater">The repeater.</param>
/// <param name="Slot">The timeslot.</param>
/// <param name="Why">Why not.</param>
/// <param name="Competing">The call that has it; null where no call stands against it.</param>
public readonly record struct SlotWait(RepeaterId Repeater, Timeslot Slot, Reason Why, string? Competing);
