using RadioNet.Protocols;

namespace RadioNet.BaseStation.Repeater;

/// <summary>A radio that wants to use the carrier.</summary>
/// <param name="Kind">What for.</param>
/// <param name="Slot">The timeslot; none of a wake-up.</param>
/// <param name="Source">The radio.</param>
/// <param name="TargetKind">What the target names.</param>
/// <param name="Target">The 24-bit address that it calls; of a wake-up the base station's.</param>
public readonly record struct AccessRequest(AccessKind Kind, Timeslot Slot, RadioId Source, AddressKind TargetKind, uint Target);
