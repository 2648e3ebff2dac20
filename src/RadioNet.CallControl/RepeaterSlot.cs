using RadioNet.Protocols;

namespace RadioNet.CallControl;

/// <summary>A timeslot of a repeater.</summary>
public readonly record struct RepeaterSlot(RepeaterId Repeater, Timeslot Slot);
