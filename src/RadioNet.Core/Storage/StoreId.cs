using System.Security.Cryptography;

namespace RadioNet.Core.Storage;

/// <summary>The store of one node, told from another one that the node had before it lost its data folder.</summary>
/// <param name="Node">The node's id in the plan; empty for the node whose disk it is.</param>
/// <param name="Store">Drawn when the store is made; never 0.</param>
public readonly record struct StoreId(string Node, uint Store)
{
    /// <summary>An id for a new store.</summary>
    internal static uint Draw() => (uint)RandomNumberGenerator.GetInt32(1, int.MaxValue);
}
