using RadioNet.Core.Calls;
using RadioNet.Core.Records;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>Between calls a node may change its parent: no call is arbitrated here, none comes from here, and none comes by.</summary>
internal sealed class BetweenCalls(LiveCalls calls, CallHandling handling) : ITierQuiet
{
    /// <inheritdoc/>
    public bool IsQuiet => calls.Count == 0 && handling.IsSilent;
}
