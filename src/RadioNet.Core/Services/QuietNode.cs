namespace RadioNet.Core.Services;

/// <summary>A node to which nothing is attached: what is told when no call handling was added to the host.</summary>
internal sealed class QuietNode : INodeLive
{
    public NodeStatus GetStatus() => NodeStatus.Empty;

    public IReadOnlyList<RepeaterState> GetRepeaters() => [];
}
