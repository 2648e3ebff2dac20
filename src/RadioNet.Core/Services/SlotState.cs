using RadioNet.Protocols;

namespace RadioNet.Core.Services;

/// <summary>One timeslot of a repeater, now.</summary>
/// <param name="Slot">Which.</param>
/// <param name="Activity">What it does.</param>
/// <param name="CallId">The call on it; null when there is none.</param>
/// <param name="Target">Whom the call is for; 0 when there is none.</param>
/// <param name="Source">Who talks; 0 when nobody does.</param>
public sealed record SlotState(Timeslot Slot, SlotActivity Activity, string? CallId = null, uint Target = 0, uint Source = 0);
