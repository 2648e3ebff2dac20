using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>What a machine said to a batch, in order. Immutable, so the silo hands it over without a copy.</summary>
/// <param name="Letters">What it said.</param>
/// <param name="IsIdle">Whether it holds nothing now.</param>
/// <param name="Activation">A number that tells one life of the grain from the next; 0 where there is but one.</param>
[GenerateSerializer, Immutable, Alias("radionet.answer")]
internal sealed record Answer([property: Id(0)] Letter[] Letters, [property: Id(1)] bool IsIdle, [property: Id(2)] long Activation = 0);
