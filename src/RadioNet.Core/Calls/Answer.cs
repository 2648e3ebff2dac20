using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>What a machine said to a batch, in order, and whether it holds nothing now. Immutable, so the silo hands it over without a copy.</summary>
[GenerateSerializer, Immutable, Alias("radionet.answer")]
internal sealed record Answer([property: Id(0)] Letter[] Letters, [property: Id(1)] bool IsIdle);
