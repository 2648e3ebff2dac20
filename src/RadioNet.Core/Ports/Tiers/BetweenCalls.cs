using RadioNet.Core.Calls;
using RadioNet.Core.Records;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>Between calls a node may change its parent.</summary>
internal sealed class BetweenCalls(LiveCalls calls, LiveStreams streams) : ITierQuiet
{
    /// <inheritdoc/>
    public bool IsQuiet => calls.Count == 0 && streams.IsEmpty;
}
