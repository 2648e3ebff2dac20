using System.Collections.Immutable;
using RadioNet.CallControl;

namespace RadioNet.BaseStation.Fallback;

/// <summary>Who hears a spurt that the station's own rules decide about; immutable, swapped whole.</summary>
/// <param name="Spurt">The spurt.</param>
/// <param name="IsDecided">Whether its bursts wait no longer.</param>
/// <param name="Legs">The timeslots that hear it; none while it waits or when it was denied.</param>
internal sealed record LocalRoute(IngressId Spurt, bool IsDecided, ImmutableArray<LocalLeg> Legs);
