using LiteDB;
using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>One month's call records in one LiteDB file.</summary>
internal sealed partial class RecordFile : IDisposable
{
    /// <summary>How far each log of each base station, and each store of each lower node, is stored.</summary>
    private const string Origins = "origins";

    /// <summary>Rows that are read before others get their turn at the file.</summary>
    private const int Chunk = 200;

    private static readonly StoreShape<CallRecord> CallShape = new(
        "calls", "made", Origins,
        record => new BsonDocument { ["call"] = CallRecordJson.Pack(record) },
        row => CallRecordJson.Unpack(row["call"].AsBinary));

    private readonly DurableFile _file;
    private readonly RecordIndex _index;

    public RecordFile(string path)
    {
        _file = new DurableFile(path);
        Calls = new StoreRows<CallRecord>(_file, CallShape);
        Locations = new StoreRows<LocationRecord>(_file, LocationShape);
        _index = new RecordIndex((db, from, to) => Rows(db, from, to, NumberSet.Places), _ => Calls.LargestNumber());
    }

    /// <summary>The call records.</summary>
    public StoreRows<CallRecord> Calls { get; }

    public void Append(IEnumerable<CallRecord> records) => Change(db =>
    {
        foreach (var record in records)
        {
            _index.Add(db, record);
            Calls.Insert(db, record);
            if (record is { Made: null, Origin: { } origin })
            {
                db.GetCollection(Origins).Upsert(new BsonDocument { ["_id"] = OriginKey(origin.Station, origin.Log), ["sequence"] = (long)origin.Sequence });
            }
        }
    });

    public ulong LargestSequence(string station, uint log) =>
        _file.Read(db => db.GetCollection(Origins).FindById(OriginKey(station, log)) is { } known ? (ulong)known["sequence"].AsInt64 : 0);

    /// <summary>
    /// Records that match, newest first, at most <paramref name="limit"/>; false when older files need not be asked, because
    /// this one reached back before the time that was asked for.
    /// </summary>
    public bool Search(RecordQuery query, int limit, List<CallRecord> found)
    {
        var asked = RecordTerms.Of(query);
        foreach (var block in Blocks(query))
        {
            var made = Make(block);
            var numbers = _file.Read(db => _index.Find(db, block, made, asked, query)).Descending()
                .Select(place => (block * NumberSet.Places) + place).Where(number => number < query.Before);
            foreach (var some in numbers.Chunk(Chunk))
            {
                for (var at = 0; at < some.Length;)
                {
                    var rows = Calls.At(some.Skip(at).Take(limit));
                    at += rows.Count;
                    var matching = rows.Where(query.Matches).ToList();
                    found.AddRange(matching);
                    limit -= matching.Count;
                    if (limit == 0)
                    {
                        return false;
                    }
                }
            }
        }

        return query.Since is not { } since || !(WrittenFirst() < since - (2 * RecordStore.LongestDisorder));
    }

    /// <summary>The blocks of the index that are not ready to be searched, the newest first.</summary>
    /// <param name="isNewest">Whether this is the newest file, whose newest block still grows; others have all of theirs on disk.</param>
    public List<long> MissingBlocks(bool isNewest) =>
        [.. Blocks(new RecordQuery()).Where(block => !_file.Read(db => isNewest ? _index.IsReady(db, block) : _index.IsWritten(db, block)))];

    /// <summary>Makes a block of the index of its records, when it is not there.</summary>
    /// <param name="block">Which one.</param>
    /// <param name="isNewest">Whether this is the newest file.</param>
    /// <returns>The block, when the disk has no room for it.</returns>
    public IndexBlock? Make(long block, bool isNewest = true)
    {
        if (_file.Read(db => _index.IsNewest(db, block)))
        {
            if (isNewest)
            {
                _file.Read(db => _index.IsWritten(db, block) ? null : _index.Newest(db));
            }
            else
            {
                Change(_index.WriteNewest);
            }

            return null;
        }

        if (_file.Read(db => _index.IsWritten(db, block)))
        {
            return null;
        }

        var made = new IndexBlock(block);
        List<CallRecord> rows;
        do
        {
            rows = _file.Read(db => Rows(db, made.Through + 1, ((block + 1) * NumberSet.Places) - 1, Chunk).ToList());
            rows.ForEach(made.Add);
        }
        while (rows.Count == Chunk);
        try
        {
            Change(db => _index.Write(db, made));
            return null;
        }
        catch (IOException)
        {
            return made;
        }
    }

    public void Dispose() => _file.Dispose();

    private static string OriginKey(string station, uint log) => $"{station} {log}";

    /// <summary>The blocks whose records a query may mean, by number and time, the newest first.</summary>
    private List<long> Blocks(RecordQuery query) => _file.Read(db =>
    {
        var blocks = new List<long>();
        var last = Math.Min(query.Before - 1, _index.Largest(db));
        var first = First(db)?["_id"].AsInt64 ?? long.MaxValue;
        for (var block = IndexBlock.Of(last); last >= first && block >= IndexBlock.Of(first); block--)
        {
            if (_index.MayHave(db, block, query))
            {
                blocks.Add(block);
            }
        }

        return blocks;
    });

    /// <summary>When the first record here was written; null when there is none.</summary>
    private DateTimeOffset? WrittenFirst() => _file.Read(First) is { } row ? RecordStore.WrittenAt(CallShape.Read(row)) : null;

    private static BsonDocument? First(ILiteDatabase db) => db.GetCollection(CallShape.Rows).Query().OrderBy("_id").Limit(1).ToEnumerable().FirstOrDefault();

    private static IEnumerable<CallRecord> Rows(ILiteDatabase db, long from, long to, int limit) =>
        db.GetCollection(CallShape.Rows).Query().Where("_id BETWEEN @0 AND @1", from, to).OrderBy("_id").Limit(limit).ToEnumerable().Select(CallShape.Read);

    private void Change(Action<ILiteDatabase> change)
    {
        try
        {
            _file.Change(db =>
            {
                change(db);
                return 0;
            });
        }
        catch
        {
            _file.Locked(_index.Forget);
            throw;
        }
    }
}
