using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>
/// Where radios were: beside the call records, in the file of the month of its writing, so that one retention holds for both; and of each
/// radio the newest, in memory. Safe from any thread.
/// </summary>
public sealed class LocationStore : IStoreLog<LocationRecord>
{
    private readonly Lock _gate = new();
    private readonly StoreLog<LocationRecord> _log;
    private readonly Lazy<LatestLocations> _latest;
    private long _number;

    internal LocationStore(MonthFiles files)
    {
        _log = new StoreLog<LocationRecord>(files, file => file.Locations);
        _latest = new Lazy<LatestLocations>(() =>
        {
            var latest = new LatestLocations();
            latest.Take(files.NewestFirst.SelectMany(file => file.LatestLocations()));
            return latest;
        });
    }

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

    /// <summary>The newest of each radio, lower nodes' too.</summary>
    public LatestLocations Latest => _latest.Value;

    /// <inheritdoc/>
    public long Reach(StoreId store) => _log.Reach(store);

    /// <inheritdoc/>
    public IReadOnlyList<LocationRecord> After(StoreId store, long after, int limit) => _log.After(store, after, limit);

    /// <summary>
    /// Gives records their numbers and stores them; they are on disk when it returns. Nothing was heard after now, however the clock
    /// stood where it was heard. What throws may have used up numbers, and has stored nothing.
    /// </summary>
    public void Append(IReadOnlyList<LocationRecord> records, DateTimeOffset now)
    {
        if (records.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            _number = Math.Max(_number, Reach(Own));
            List<LocationRecord> numbered = [.. records.Select(record => record with { Number = ++_number, At = record.At < now ? record.At : now })];
            _log.Write(MonthFiles.MonthOf(now), numbered, file => file.Append(numbered, Latest.IsNewest));
            Latest.Take(numbered);
        }

        _log.Tell();
    }
}
