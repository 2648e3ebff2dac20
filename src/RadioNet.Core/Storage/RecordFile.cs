using LiteDB;
using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>One month's call records in one LiteDB file.</summary>
internal sealed partial class RecordFile : IDisposable
{
    private const string Keys = "keys";

    /// <summary>The numbers of the records that came from elsewhere so late that their time says nothing about them.</summary>
    private const string Late = "late";

    /// <summary>How far each log of each base station, and each store of each lower node, is stored.</summary>
    private const string Origins = "origins";

    /// <summary>Rows that are read before others get their turn at the file.</summary>
    private const int Chunk = 200;

    private static readonly StoreShape<CallRecord> CallShape = new(
        "calls", "made", Origins,
        record => new BsonDocument { ["call"] = CallRecordJson.Pack(record) },
        row => CallRecordJson.Unpack(row["call"].AsBinary));

    private readonly DurableFile _file;

    public RecordFile(string path)
    {
        _file = new DurableFile(path);
        Calls = new StoreRows<CallRecord>(_file, CallShape);
        Locations = new StoreRows<LocationRecord>(_file, LocationShape);
    }

    /// <summary>The call records.</summary>
    public StoreRows<CallRecord> Calls { get; }

    public void Append(IEnumerable<CallRecord> records) => _file.Change(db =>
    {
        var keys = db.GetCollection(Keys);
        foreach (var record in records)
        {
            Calls.Insert(db, record);
            keys.Insert(RecordIndex.KeysOf(record).Select(key => new BsonDocument { ["_id"] = key }));
            if (record.Recorded - record.Started > RecordStore.LongestCall - RecordStore.LongestDisorder)
            {
                db.GetCollection(Late).Insert(new BsonDocument { ["_id"] = record.Number });
            }

            if (record is { Made: null, Origin: { } origin })
            {
                db.GetCollection(Origins).Upsert(new BsonDocument { ["_id"] = OriginKey(origin.Station, origin.Log), ["sequence"] = (long)origin.Sequence });
            }
        }

        return 0;
    });

    public ulong LargestSequence(string station, uint log) =>
        _file.Read(db => db.GetCollection(Origins).FindById(OriginKey(station, log)) is { } known ? (ulong)known["sequence"].AsInt64 : 0);

    /// <summary>
    /// Records that match, newest first, at most <paramref name="limit"/>; false when older files need not be asked, because
    /// this one reached back before the time that was asked for.
    /// </summary>
    public bool Search(RecordQuery query, int limit, List<CallRecord> found)
    {
        var bases = RecordIndex.BasesFor(query);
        var before = query.Before;
        if (query.Until is { } until)
        {
            // Above that, only what came late may have begun before.
            var first = Math.Min(before, FirstWrittenAfter(until + RecordStore.LongestCall));
            limit -= TakeLate(query, first, limit, found);
            before = first;
        }

        while (limit > 0)
        {
            var rows = Rows(bases, before);
            limit -= Take(rows, query, limit, found);
            if (rows.Count == 0)
            {
                return true;
            }

            before = rows[^1].Number;
            if (query.Since is { } since && RecordStore.WrittenAt(rows[^1]) < since - RecordStore.LongestDisorder)
            {
                return false;
            }
        }

        return false;
    }

    public void Dispose() => _file.Dispose();

    private static string OriginKey(string station, uint log) => $"{station} {log}";

    private static int Take(List<CallRecord> rows, RecordQuery query, int limit, List<CallRecord> found)
    {
        var before = found.Count;
        found.AddRange(rows.Where(query.Matches).Take(limit));
        return found.Count - before;
    }

    /// <summary>Takes what matches of the records that came late, from a number to where the query begins; returns how many.</summary>
    private int TakeLate(RecordQuery query, long first, int limit, List<CallRecord> found)
    {
        var taken = 0;
        var before = query.Before;
        while (taken < limit && Numbers(Late, before, Chunk, from: first) is { Count: > 0 } numbers)
        {
            taken += Take(Rows(numbers), query, limit - taken, found);
            before = numbers[^1];
        }

        return taken;
    }

    /// <summary>The next rows below a number, by the keys of some things, or all.</summary>
    private List<CallRecord> Rows(long[] bases, long before) => Rows(bases.Length == 0
        ? Numbers(CallShape.Rows, before, Chunk)
        : [.. bases.SelectMany(key => Keyed(key, before, Chunk)).Distinct().OrderDescending().Take(Chunk)]);

    private List<CallRecord> Rows(List<long> numbers) => Calls.At(numbers);

    private List<long> Keyed(long keyBase, long before, int limit) =>
        Ids(Keys, keyBase, keyBase + Math.Min(before, RecordIndex.NumberOf(-1)), limit).ConvertAll(RecordIndex.NumberOf);

    private List<long> Numbers(string collection, long before, int limit, long from = 1) => Ids(collection, from - 1, before, limit);

    /// <summary>The highest ids of a collection between two others.</summary>
    private List<long> Ids(string collection, long above, long below, int limit) => _file.Read(db =>
        db.GetCollection(collection).Query()
            .Where("_id > @0 AND _id < @1", above, below)
            .OrderByDescending("_id").Select("{ _id }").Limit(limit).ToEnumerable()
            .Select(row => row["_id"].AsInt64).ToList());

    /// <summary>The lowest number whose record was written at a time or later.</summary>
    private long FirstWrittenAfter(DateTimeOffset time)
    {
        var low = 0L;
        var high = Calls.LargestNumber() + 1;
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            var below = Rows([], middle + 1) is [var newest, ..] ? newest : null;
            if (below is null || RecordStore.WrittenAt(below) < time)
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
