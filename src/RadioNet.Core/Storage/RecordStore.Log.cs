using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>The records in the order of their numbers, by the store of the node that made them.</summary>
public sealed partial class RecordStore
{
    /// <summary>How far each store lies here; read from the files once. Used under the lock.</summary>
    private Dictionary<StoreId, long>? _reaches;

    private uint _id;

    /// <inheritdoc/>
    public event Action? Stored;

    /// <inheritdoc/>
    public StoreId Own
    {
        get
        {
            lock (_gate)
            {
                return new StoreId("", Identify());
            }
        }
    }

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

    /// <inheritdoc/>
    public long Reach(StoreId store)
    {
        lock (_gate)
        {
            return Reaches().GetValueOrDefault(store.Node is "" or null ? default : store);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<CallRecord> After(StoreId store, long after, int limit)
    {
        var found = new List<CallRecord>();
        foreach (var file in Months().Select(Open).TakeWhile(file => IsBehind(after, file.Reach(store))).Reverse())
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

    /// <summary>Whether a file may hold, or have older ones that hold, what follows a number; it holds nothing of the store when its reach is 0.</summary>
    private static bool IsBehind(long after, long reach) => reach == 0 || reach > after;

    /// <summary>Under the lock: the store's id, which the newest file that has one says; drawn when none does.</summary>
    private uint Identify()
    {
        if (_id == 0)
        {
            _id = Months().Select(month => Open(month).Store).FirstOrDefault(id => id > 0);
            _id = _id > 0 ? _id : StoreId.Draw();
            if (Months() is [var newest, ..])
            {
                Claim(Open(newest));
            }
        }

        return _id;
    }

    /// <summary>Writes the store's id into a file that has none, before anything that has a number of this store.</summary>
    private void Claim(RecordFile file)
    {
        var id = Own.Store;
        if (file.Store != id)
        {
            file.SetStore(id);
        }
    }

    /// <summary>Under the lock.</summary>
    private Dictionary<StoreId, long> Reaches()
    {
        if (_reaches is null)
        {
            _reaches = new Dictionary<StoreId, long> { [default] = LargestNumber() };
            foreach (var (store, number) in Months().SelectMany(month => Open(month).Reaches()))
            {
                _reaches[store] = Math.Max(number, _reaches.GetValueOrDefault(store));
            }
        }

        return _reaches;
    }

    private void Note(IEnumerable<CallRecord> records)
    {
        lock (_gate)
        {
            var reaches = Reaches();
            foreach (var record in records)
            {
                reaches[default] = Math.Max(record.Number, reaches[default]);
                if (record.Made is { } made)
                {
                    var store = new StoreId(record.Node, made.Store);
                    reaches[store] = Math.Max(made.Number, reaches.GetValueOrDefault(store));
                }
            }
        }
    }
}
