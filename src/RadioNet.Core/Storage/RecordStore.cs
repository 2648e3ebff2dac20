using RadioNet.Core.Records;
using RadioNet.Core.Records.Traces;

namespace RadioNet.Core.Storage;

/// <summary>
/// The call records: one LiteDB file a month (<c>records-2026-11.db</c>, UTC, by the time of writing). Search begins at the
/// newest file and opens older ones only while it still wants records.
/// </summary>
public sealed partial class RecordStore : IRecordStore, IStoreLog<CallRecord>, ITraceStore, IDisposable
{
    /// <summary>How far the times of writing of two records may lie against the order of their numbers.</summary>
    internal static readonly TimeSpan LongestDisorder = TimeSpan.FromMinutes(1);

    private readonly MonthFiles _files;
    private readonly StoreLog<CallRecord> _log;

    /// <param name="folder">The node's data folder.</param>
    public RecordStore(string folder)
    {
        _files = new MonthFiles(folder);
        _log = new StoreLog<CallRecord>(_files, file => file.Calls);
        Locations = new LocationStore(_files);
    }

    /// <summary>Where radios were, in the same files.</summary>
    public LocationStore Locations { get; }

    /// <inheritdoc/>
    public void Append(IReadOnlyList<CallRecord> records)
    {
        foreach (var month in records.GroupBy(record => MonthFiles.MonthOf(WrittenAt(record))))
        {
            _log.Write(month.Key, month, file => file.Append(month));
        }

        _log.Tell();
    }

    /// <inheritdoc/>
    public IReadOnlyList<CallRecord> Search(RecordQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var found = new List<CallRecord>();
        foreach (var file in _files.NewestFirst)
        {
            if (found.Count >= query.Limit || !file.Search(query, query.Limit - found.Count, found))
            {
                break;
            }
        }

        return found;
    }

    /// <summary>
    /// Makes what the index of the records lacks, newest first, with each step that is asked for: of files of an older version. A search makes what
    /// it needs itself.
    /// </summary>
    /// <returns>After each step how many were made, of how many.</returns>
    public IEnumerable<(int Made, int Of)> MakeIndex()
    {
        var missing = _files.NewestFirst.SelectMany((file, at) => file.MissingBlocks(at == 0).Select(block => (File: file, Block: block, IsNewest: at == 0))).ToList();
        foreach (var (made, (file, block, isNewest)) in missing.Index())
        {
            file.Make(block, isNewest);
            yield return (made + 1, missing.Count);
        }
    }

    /// <inheritdoc/>
    public long LargestNumber() => _log.LargestNumber();

    /// <inheritdoc/>
    public ulong LargestSequence(string station, uint log) => _files.NewestFirst.Select(file => file.LargestSequence(station, log)).FirstOrDefault(sequence => sequence > 0);

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();

    /// <summary>The time that rises with the numbers: a record's, as this node wrote it.</summary>
    internal static DateTimeOffset WrittenAt(CallRecord record) => record.Recorded ?? record.Ended ?? record.Started;
}
