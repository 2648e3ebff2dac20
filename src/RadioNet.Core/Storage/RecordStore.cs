using System.Globalization;
using RadioNet.Core.Records;
using RadioNet.Core.Records.Traces;

namespace RadioNet.Core.Storage;

/// <summary>
/// The call records: one LiteDB file a month (<c>records-2026-11.db</c>, UTC, by the time of writing). Search begins at the
/// newest file and opens older ones only while it still wants records.
/// </summary>
public sealed partial class RecordStore(string folder) : IRecordStore, IStoreLog<CallRecord>, ITraceStore, IDisposable
{
    /// <summary>A call that is longer may be missed by a search with an end time.</summary>
    internal static readonly TimeSpan LongestCall = TimeSpan.FromHours(24);

    /// <summary>How far the times of writing of two records may lie against the order of their numbers.</summary>
    internal static readonly TimeSpan LongestDisorder = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, RecordFile> _open = [];

    /// <inheritdoc/>
    public void Append(IReadOnlyList<CallRecord> records)
    {
        foreach (var month in records.GroupBy(record => MonthOf(WrittenAt(record))))
        {
            try
            {
                var file = Open(month.Key);
                Claim(file);
                file.Append(month);
                Note(month);
            }
            catch
            {
                // LiteDB closes itself when the disk refuses it; the next use opens the file anew.
                Close(month.Key);
                throw;
            }
        }

        Stored?.Invoke();
    }

    /// <inheritdoc/>
    public IReadOnlyList<CallRecord> Search(RecordQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var found = new List<CallRecord>();
        foreach (var month in Months())
        {
            if (found.Count >= query.Limit || !Open(month).Search(query, query.Limit - found.Count, found))
            {
                break;
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public long LargestNumber() => Months().Select(month => Open(month).LargestNumber()).FirstOrDefault(number => number > 0);

    /// <inheritdoc/>
    public ulong LargestSequence(string station, uint log) => Months().Select(month => Open(month).LargestSequence(station, log)).FirstOrDefault(sequence => sequence > 0);

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

    /// <summary>The time that rises with the numbers: a record's, as this node wrote it.</summary>
    internal static DateTimeOffset WrittenAt(CallRecord record) => record.Recorded ?? record.Ended ?? record.Started;

    private static string MonthOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The months that have a file, newest first.</summary>
    private List<string> Months() =>
        [.. Directory.EnumerateFiles(folder, "records-????-??.db")
            .Select(path => Path.GetFileNameWithoutExtension(path)["records-".Length..])
            .OrderDescending(StringComparer.Ordinal)];

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

    private void Close(string month)
    {
        lock (_gate)
        {
            if (_open.Remove(month, out var file))
            {
                file.Dispose();
            }
        }
    }
}
