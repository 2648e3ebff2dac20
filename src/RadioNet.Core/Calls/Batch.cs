using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>Messages for one machine, in order. Immutable, so the silo hands it over without a copy.</summary>
[GenerateSerializer, Immutable, Alias("radionet.batch")]
internal sealed record Batch([property: Id(0)] Message[] Messages);
