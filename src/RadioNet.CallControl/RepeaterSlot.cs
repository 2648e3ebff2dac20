using RadioNet.Protocols;

namespace RadioNet.CallControl;

/// <summary>A timeslot of a repeater, or of a carrier of a base station of ours (<see cref="Plan.SlotPort"/>).</summary>
public readonly record struct RepeaterSlot(RepeaterId Repeater, Timeslot Slot);
