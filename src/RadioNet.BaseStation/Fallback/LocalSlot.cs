using RadioNet.Protocols;

namespace RadioNet.BaseStation.Fallback;

/// <summary>A timeslot of one of the station's own carriers.</summary>
/// <param name="Carrier">The carrier's id within the base station.</param>
/// <param name="Slot">The timeslot.</param>
public readonly record struct LocalSlot(string Carrier, Timeslot Slot);
