namespace RadioNet.Core.Storage;

/// <summary>
/// What lies here, in the order of numbers that its makers gave: of this node's own store and of those of lower nodes (contract:
/// <c>tier_records.proto</c>). Safe from any thread.
/// </summary>
/// <typeparam name="T">What is stored.</typeparam>
public interface IStoreLog<out T>
{
    /// <summary>Something was stored. Who listens must not wait.</summary>
    event Action? Stored;

    /// <summary>This node's own store; its node is empty.</summary>
    StoreId Own { get; }

    /// <summary>The stores of lower nodes of which something lies here.</summary>
    IReadOnlyList<StoreId> Lower { get; }

    /// <summary>
    /// How far a store lies here: its highest number, 0 when there is nothing of it. Of the own store it may be more, by numbers
    /// that others took.
    /// </summary>
    long Reach(StoreId store);

    /// <summary>What has a number in its store above <paramref name="after"/>, ascending.</summary>
    IReadOnlyList<T> After(StoreId store, long after, int limit);
}
