using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using RadioNet.Plan;

namespace RadioNet.HilRigs.Tests.Rigs;

/// <summary>What came of reading a rig file: the rig, or everything that is wrong with it, by line and column.</summary>
internal sealed record RigReading(Rig? Rig, ImmutableArray<PlanError> Errors)
{
    [MemberNotNullWhen(true, nameof(Rig))]
    public bool Succeeded => Rig is not null;
}
