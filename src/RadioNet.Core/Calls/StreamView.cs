using System.Collections.Immutable;
using RadioNet.CallControl;
using RadioNet.CallControl.Registration;

namespace RadioNet.Core.Calls;

/// <summary>A stream that runs now, for showing: who, and which timeslots it is sent to.</summary>
internal sealed record StreamView(HeardStream Stream, bool Granted, ImmutableArray<SlotLease> Route);
