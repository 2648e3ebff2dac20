using System.Globalization;

namespace RadioNet.Core.Storage;

/// <summary>
/// The files of records: one a month (<c>records-2026-11.db</c>, UTC, by the time of writing), all of one store. Safe from any thread.
/// </summary>
internal sealed class MonthFiles(string folder) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RecordFile> _open = [];
    private uint _id;

    /// <summary>All files, the newest first; opened one by one.</summary>
    public IEnumerable<RecordFile> NewestFirst => Months().Select(Open);

    /// <summary>The store's id, which the newest file that has one says; drawn when none does.</summary>
    public uint Id
    {
        get
        {
            lock (_gate)
            {
                if (_id == 0)
                {
                    _id = NewestFirst.Select(file => file.Store).FirstOrDefault(id => id > 0);
                    _id = _id > 0 ? _id : StoreId.Draw();
                    if (NewestFirst.FirstOrDefault() is { } newest)
                    {
                        Claim(newest);
                    }
                }

                return _id;
            }
        }
    }

    /// <summary>The month of a time, as its file has it.</summary>
    public static string MonthOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>
    /// Changes the file of a month, which is made when it is not there; of a month before the newest file's, that one: numbers rise from file
    /// to file, also when the clock has gone back.
    /// </summary>
    public void Change(string month, Action<RecordFile> change)
    {
        if (Months() is [var newest, ..] && string.CompareOrdinal(newest, month) > 0)
        {
            month = newest;
        }

        var file = Open(month);
        Claim(file);
        change(file);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var file in _open.Values)
            {
                file.Dispose();
            }

            _open.Clear();
        }
    }

    /// <summary>The months that have a file, newest first.</summary>
    private List<string> Months() =>
        [.. Directory.EnumerateFiles(folder, "records-????-??.db")
            .Select(path => Path.GetFileNameWithoutExtension(path)["records-".Length..])
            .OrderDescending(StringComparer.Ordinal)];

    /// <summary>Writes the store's id into a file that has none, before anything that has a number of this store.</summary>
    private void Claim(RecordFile file)
    {
        var id = Id;
        if (file.Store != id)
        {
            file.SetStore(id);
        }
    }

    private RecordFile Open(string month)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(month, out var file))
            {
                _open[month] = file = new RecordFile(Path.Combine(folder, $"records-{month}.db"));
            }

            return file;
        }
    }
}
