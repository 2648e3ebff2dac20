namespace RadioNet.Core.Ports.Tiers;

/// <summary>The parent that this node is attached to.</summary>
/// <param name="Node">Its id in the plan.</param>
/// <param name="Address">Its links address.</param>
/// <param name="Since">Since when, UTC.</param>
internal sealed record TierParent(string Node, Uri Address, DateTimeOffset Since);
