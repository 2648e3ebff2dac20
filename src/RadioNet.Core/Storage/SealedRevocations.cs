namespace RadioNet.Core.Storage;

/// <summary>The list of what was revoked as the root made it (<c>tier_access.proto</c>, RevokedList).</summary>
/// <param name="Network">The network's id in the plan.</param>
/// <param name="Number">Its number; the higher is the newer.</param>
/// <param name="Peers">The list, serialized.</param>
/// <param name="Signature">The CA's, 64 octets.</param>
public sealed record SealedRevocations(string Network, long Number, byte[] Peers, byte[] Signature);
