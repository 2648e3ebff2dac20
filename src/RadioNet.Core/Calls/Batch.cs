using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>Messages for one machine, in order. Immutable, so the silo hands it over without a copy.</summary>
/// <param name="Messages">The messages.</param>
/// <param name="Epoch">Rises when machines may live at other nodes than before: one that holds nothing forgets what it learned until then.</param>
[GenerateSerializer, Immutable, Alias("radionet.batch")]
internal sealed record Batch([property: Id(0)] Message[] Messages, [property: Id(1)] long Epoch = 0);
