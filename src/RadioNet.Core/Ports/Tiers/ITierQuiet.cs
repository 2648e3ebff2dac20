namespace RadioNet.Core.Ports.Tiers;

/// <summary>Whether this node may change its parent now.</summary>
internal interface ITierQuiet
{
    /// <summary>No call runs here.</summary>
    bool IsQuiet { get; }
}
