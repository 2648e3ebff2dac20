using LiteDB;
using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>Whose records a month's file holds, and their order by their numbers there.</summary>
internal sealed partial class RecordFile
{
    /// <summary>The number here of each record of a lower node, by its store and its number there.</summary>
    private const string Made = "made";

    private const string Identity = "identity";

    /// <summary>What stands in front of a store of a lower node; a base station's name has a slash in its first word.</summary>
    private const string NodeMark = "node ";

    /// <summary>The id of the store that this file belongs to; 0 when it has none yet.</summary>
    public uint Store => _file.Read(db => (uint)(db.GetCollection(Identity).FindById("store")?["value"].AsInt64 ?? 0));

    public void SetStore(uint store) => _file.Change(db => db.GetCollection(Identity).Upsert(new BsonDocument { ["_id"] = "store", ["value"] = (long)store }));

    /// <summary>The stores of lower nodes of which it holds records, and the highest number of each.</summary>
    public List<(StoreId Store, long Number)> Reaches() => _file.Read(db =>
        db.GetCollection(Origins).Find(Query.StartsWith("_id", NodeMark))
            .Select(row => (StoreOf(row["_id"].AsString), row["sequence"].AsInt64)).ToList());

    /// <summary>The highest number of a store that it holds; 0 when none. Of the own store: of any record.</summary>
    public long Reach(StoreId store) => store.Node.Length == 0
        ? LargestNumber()
        : _file.Read(db => db.GetCollection(Origins).FindById(OriginKey(store)) is { } known ? known["sequence"].AsInt64 : 0);

    /// <summary>Records that this node made with a number above another one, ascending.</summary>
    public List<CallRecord> OwnAfter(long after, int limit)
    {
        var found = new List<CallRecord>();
        while (found.Count < limit)
        {
            var rows = _file.Read(db => db.GetCollection(Calls).Query().Where("_id > @0", after).OrderBy("_id").Limit(Chunk).ToEnumerable().ToList());
            found.AddRange(rows.Where(row => row["lower"] != true).Take(limit - found.Count).Select(row => CallRecordJson.Unpack(row["call"].AsBinary)));
            if (rows.Count < Chunk)
            {
                break;
            }

            after = rows[^1]["_id"].AsInt64;
        }

        return found;
    }

    /// <summary>Records of a lower node's store with a number there above another one, ascending.</summary>
    public List<CallRecord> MadeAfter(StoreId store, long after, int limit) => Rows(_file.Read(db =>
        db.GetCollection(Made).Query()
            .Where("_id > @0 AND _id <= @1", MadeKey(store, after), MadeKey(store, long.MaxValue))
            .OrderBy("_id").Limit(limit).ToEnumerable()
            .Select(row => row["number"].AsInt64).ToList()));

    private static void NoteMade(ILiteDatabase db, CallRecord record, StoreOrigin made)
    {
        var store = new StoreId(record.Node, made.Store);
        db.GetCollection(Made).Insert(new BsonDocument { ["_id"] = MadeKey(store, made.Number), ["number"] = record.Number });
        db.GetCollection(Origins).Upsert(new BsonDocument { ["_id"] = OriginKey(store), ["sequence"] = made.Number });
    }

    private static string OriginKey(StoreId store) => $"{NodeMark}{store.Store} {store.Node}";

    private static StoreId StoreOf(string key) =>
        key[NodeMark.Length..].Split(' ', 2) is [var store, var node] ? new StoreId(node, uint.Parse(store, null)) : throw new InvalidDataException(key);

    /// <summary>A key that sorts by the number within its store.</summary>
    private static string MadeKey(StoreId store, long number) => $"{store.Node} {store.Store:x8} {number:x16}";
}
