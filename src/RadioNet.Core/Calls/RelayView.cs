using System.Collections.Immutable;
using RadioNet.CallControl;

namespace RadioNet.Core.Calls;

/// <summary>A spurt of another node that is sent to timeslots here, for showing.</summary>
/// <param name="Call">The call.</param>
/// <param name="From">The neighbour that it comes from.</param>
/// <param name="Leases">The timeslots.</param>
internal sealed record RelayView(string Call, string From, ImmutableArray<SlotLease> Leases);
