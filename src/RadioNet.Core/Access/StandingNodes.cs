using System.Collections.Concurrent;

namespace RadioNet.Core.Access;

/// <summary>
/// The nodes whose tier link stands now. The plan may have one of them no more: its connection stays until its link is ended, between
/// calls; a revocation waits for nothing. Safe from any thread.
/// </summary>
internal sealed class StandingNodes
{
    private readonly ConcurrentDictionary<string, int> _links = [];

    /// <summary>A node's link stands from now on; one that attaches anew has two for a moment.</summary>
    public void Begin(string node) => _links.AddOrUpdate(node, 1, (_, links) => links + 1);

    /// <summary>One of a node's links is over.</summary>
    public void End(string node) => _links.AddOrUpdate(node, 0, (_, links) => links - 1);

    /// <summary>Whether a node has a link.</summary>
    public bool Has(string node) => _links.GetValueOrDefault(node) > 0;
}
