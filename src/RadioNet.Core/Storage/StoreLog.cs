namespace RadioNet.Core.Storage;

/// <summary>What of one kind lies in the files of all months, by the store of the node that made it.</summary>
/// <typeparam name="T">The kind.</typeparam>
internal sealed class StoreLog<T>(MonthFiles files, Func<RecordFile, StoreRows<T>> rows) : IStoreLog<T>
    where T : IStored
{
    private readonly Lock _gate = new();

    /// <summary>How far each store lies here; read from the files once. Used under the lock.</summary>
    private Dictionary<StoreId, long>? _reaches;

    /// <inheritdoc/>
    public event Action? Stored;

    /// <inheritdoc/>
    public StoreId Own => new("", files.Id);

    /// <inheritdoc/>
    public IReadOnlyList<StoreId> Lower
    {
        get
        {
            lock (_gate)
            {
                return [.. Reaches().Keys.Where(store => store != default)];
            }
        }
    }

    /// <summary>The largest number here; 0 when there is none.</summary>
    public long LargestNumber() => files.NewestFirst.Select(file => rows(file).LargestNumber()).FirstOrDefault(number => number > 0);

    /// <inheritdoc/>
    public long Reach(StoreId store)
    {
        lock (_gate)
        {
            return Reaches().GetValueOrDefault(store.Node is "" or null ? default : store);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<T> After(StoreId store, long after, int limit)
    {
        var found = new List<T>();
        foreach (var file in files.NewestFirst.Select(rows).TakeWhile(file => IsBehind(after, file.Reach(store))).Reverse())
        {
            if (found.Count == limit)
            {
                break;
            }

            found.AddRange(store.Node.Length == 0
                ? file.OwnAfter(after, limit - found.Count)
                : file.MadeAfter(store, after, limit - found.Count));
        }

        return found;
    }

    /// <summary>Writes items into a month's file.</summary>
    public void Write(string month, IEnumerable<T> items, Action<RecordFile> change)
    {
        try
        {
            files.Change(month, change);
        }
        catch
        {
            // It may be on disk all the same: what lies there says it.
            lock (_gate)
            {
                _reaches = null;
            }

            throw;
        }

        lock (_gate)
        {
            var reaches = Reaches();
            foreach (var item in items)
            {
                reaches[default] = Math.Max(item.Number, reaches[default]);
                if (item.Made is { } made)
                {
                    var store = new StoreId(item.Node, made.Store);
                    reaches[store] = Math.Max(made.Number, reaches.GetValueOrDefault(store));
                }
            }
        }
    }

    /// <summary>Tells who waits for more.</summary>
    public void Tell() => Stored?.Invoke();

    /// <summary>Whether a file may hold, or have older ones that hold, what follows a number; it holds nothing of the store when its reach is 0.</summary>
    private static bool IsBehind(long after, long reach) => reach == 0 || reach > after;

    /// <summary>Under the lock.</summary>
    private Dictionary<StoreId, long> Reaches()
    {
        if (_reaches is null)
        {
            _reaches = new Dictionary<StoreId, long> { [default] = LargestNumber() };
            foreach (var (store, number) in files.NewestFirst.SelectMany(file => rows(file).Reaches()))
            {
                _reaches[store] = Math.Max(number, _reaches.GetValueOrDefault(store));
            }
        }

        return _reaches;
    }
}
