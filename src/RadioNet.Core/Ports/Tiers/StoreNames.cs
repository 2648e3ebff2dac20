using RadioNet.Api;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>Stores as messages name them: there the own one has its node's id.</summary>
internal static class StoreNames
{
    private const int LongestNode = 200;

    public static NodeStore Of(StoreId store, string own) => new() { Node = store.Node.Length > 0 ? store.Node : own, Store = store.Store };

    /// <summary>The store that a parent named to a child.</summary>
    public static StoreId At(NodeStore? store, string own) => store is null ? default : new StoreId(store.Node == own ? "" : store.Node, store.Store);

    /// <summary>The store that a child named to its parent; null when it is none.</summary>
    public static StoreId? From(NodeStore? store) =>
        store is { Store: > 0, Node.Length: > 0 and <= LongestNode } ? new StoreId(store.Node, store.Store) : null;

    public static StoreHeld Held(StoreId store, long number) => new() { Store = new NodeStore { Node = store.Node, Store = store.Store }, Number = number };
}
