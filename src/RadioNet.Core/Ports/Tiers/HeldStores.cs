using RadioNet.Core.Storage;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// How far a parent holds each store, and so what of it is new (contract: <c>tier_records.proto</c>): each number once, and none before
/// its predecessor. One caller at a time.
/// </summary>
/// <param name="node">The id of the node whose disk it is: nobody below knows more of its own than itself.</param>
/// <param name="onDisk">How far a store lies on its disk.</param>
internal sealed class HeldStores(string node, Func<StoreId, long> onDisk)
{
    /// <summary>Stores that are remembered; more are looked up again.</summary>
    private const int MostRemembered = 4096;

    private readonly Dictionary<StoreId, long> _held = [];

    /// <summary>How far it holds a store.</summary>
    public long this[StoreId store]
    {
        get
        {
            if (store.Node == node)
            {
                return long.MaxValue;
            }

            if (!_held.TryGetValue(store, out var number))
            {
                _held[store] = number = onDisk(store);
            }

            return number;
        }
    }

    /// <summary>Takes a number whose turn it is; false when it was there before, or one before it is missing.</summary>
    public bool TryTake(StoreId store, long number, long previous)
    {
        var held = this[store];
        if (number <= held || previous > held)
        {
            return false;
        }

        _held[store] = number;
        return true;
    }

    /// <summary>All that was taken is on disk.</summary>
    public void Stored()
    {
        if (_held.Count > MostRemembered)
        {
            _held.Clear();
        }
    }

    /// <summary>What was taken may not be on disk: looks there again.</summary>
    public void Forget() => _held.Clear();
}
