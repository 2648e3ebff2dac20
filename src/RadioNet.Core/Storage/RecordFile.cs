using LiteDB;
using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>One month's call records in one LiteDB file.</summary>
internal sealed class RecordFile(string path) : IDisposable
{
    private const string Calls = "calls";
    private const string Keys = "keys";

    /// <summary>Rows that are read before others get their turn at the file.</summary>
    private const int Chunk = 200;

    private readonly DurableFile _file = new(path);

    public void Append(IEnumerable<CallRecord> records) => _file.Change(db =>
    {
        var calls = db.GetCollection(Calls);
        var keys = db.GetCollection(Keys);
        foreach (var record in records)
        {
            calls.Insert(new BsonDocument { ["_id"] = record.Number, ["call"] = CallRecordJson.Pack(record) });
            keys.Insert(RecordIndex.KeysOf(record).Select(key => new BsonDocument { ["_id"] = key }));
        }

        return 0;
    });

    public long LargestNumber() => Numbers(null, long.MaxValue, 1) is [var newest] ? newest : 0;

    /// <summary>
    /// Records that match, newest first, at most <paramref name="limit"/>; false when older files need not be asked, because
    /// this one reached back before the time that was asked for.
    /// </summary>
    public bool Search(RecordQuery query, int limit, List<CallRecord> found)
    {
        var bases = RecordIndex.BasesFor(query);
        var before = query.Until is { } until ? Math.Min(query.Before, FirstEndedAfter(until + RecordStore.LongestCall)) : query.Before;
        for (var wanted = limit; wanted > 0;)
        {
            var rows = Rows(bases, before);
            foreach (var record in rows.Where(query.Matches).Take(wanted))
            {
                found.Add(record);
                wanted--;
            }

            if (rows.Count == 0)
            {
                return true;
            }

            before = rows[^1].Number;
            if (query.Since is { } since && rows[^1].Ended < since - RecordStore.LongestDisorder)
            {
                return false;
            }
        }

        return false;
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The next rows below a number, by the keys of some things, or all.</summary>
    private List<CallRecord> Rows(long[] bases, long before)
    {
        var numbers = bases.Length == 0
            ? Numbers(null, before, Chunk)
            : [.. bases.SelectMany(key => Numbers(key, before, Chunk)).Distinct().OrderDescending().Take(Chunk)];
        return _file.Read(db =>
        {
            var calls = db.GetCollection(Calls);
            return numbers.Select(number => CallRecordJson.Unpack(calls.FindById(number)["call"].AsBinary)).ToList();
        });
    }

    private List<long> Numbers(long? keyBase, long before, int limit) => _file.Read(db =>
    {
        var low = keyBase ?? 0;
        var high = keyBase is { } key ? key + Math.Min(before, RecordIndex.NumberOf(-1)) : before;
        return db.GetCollection(keyBase is null ? Calls : Keys).Query()
            .Where("_id > @0 AND _id < @1", low, high)
            .OrderByDescending("_id").Select("{ _id }").Limit(limit).ToEnumerable()
            .Select(row => RecordIndex.NumberOf(row["_id"].AsInt64)).ToList();
    });

    /// <summary>The lowest number whose record ended at a time or later: numbers rise with the time of ending.</summary>
    private long FirstEndedAfter(DateTimeOffset time)
    {
        var low = 0L;
        var high = LargestNumber() + 1;
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            var below = Rows([], middle + 1) is [var newest, ..] ? newest : null;
            if (below is null || below.Ended < time)
            {
                low = middle;
            }
            else
            {
                high = Math.Min(below.Number, middle);
            }
        }

        return high;
    }
}
