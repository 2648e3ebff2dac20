using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>The records in the order of their numbers, by the store of the node that made them.</summary>
public sealed partial class RecordStore
{
    /// <inheritdoc/>
    public event Action? Stored
    {
        add => _log.Stored += value;
        remove => _log.Stored -= value;
    }

    /// <inheritdoc/>
    public StoreId Own => _log.Own;

    /// <inheritdoc/>
    public IReadOnlyList<StoreId> Lower => _log.Lower;

    /// <inheritdoc/>
    public long Reach(StoreId store) => _log.Reach(store);

    /// <inheritdoc/>
    public IReadOnlyList<CallRecord> After(StoreId store, long after, int limit) => _log.After(store, after, limit);
}
