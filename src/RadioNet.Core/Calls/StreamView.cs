using System.Collections.Immutable;
using RadioNet.CallControl;
using RadioNet.CallControl.Registration;

namespace RadioNet.Core.Calls;

/// <summary>A stream that runs now, for showing.</summary>
/// <param name="Stream">Who is heard where.</param>
/// <param name="Call">The call that it has the floor of, be it arbitrated here or elsewhere; null when it has none.</param>
/// <param name="Route">The timeslots here that it is sent to.</param>
internal sealed record StreamView(HeardStream Stream, string? Call, ImmutableArray<SlotLease> Route)
{
    /// <summary>The same call's id, with the spurt's.</summary>
    public (CallId Call, SpurtId Spurt)? Of { get; init; }
}
