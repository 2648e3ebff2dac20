using System.Collections.Immutable;

namespace RadioNet.CallControl.Messages;

/// <content>What a call's arbiter hears when the network comes apart.</content>
public abstract partial record ToCall
{
    /// <summary>Nodes can't be reached any more: who talked or asked there is lost to this arbiter.</summary>
    public sealed record NodesLost(ImmutableHashSet<string> Nodes) : ToCall;

    /// <summary>Sites can't be reached any more, or are served by another node: what the call had there is gone.</summary>
    public sealed record SitesLost(ImmutableArray<string> Sites) : ToCall;
}
