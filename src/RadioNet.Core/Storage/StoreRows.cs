using LiteDB;
using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>What of one kind a month's file holds, whose it is, and its order by the numbers there.</summary>
/// <typeparam name="T">The kind.</typeparam>
internal sealed class StoreRows<T>(DurableFile file, StoreShape<T> shape)
    where T : IStored
{
    /// <summary>What stands in front of a store of a lower node; a base station's name has a slash in its first word.</summary>
    private const string NodeMark = "node ";

    /// <summary>Rows that are read before others get their turn at the file.</summary>
    private const int Chunk = 200;

    /// <summary>The largest number of a row; 0 when there is none.</summary>
    public long LargestNumber() => file.Read(db =>
        db.GetCollection(shape.Rows).Query().OrderByDescending("_id").Select("{ _id }").Limit(1).ToEnumerable().FirstOrDefault()?["_id"].AsInt64 ?? 0);

    /// <summary>The stores of lower nodes of which it holds something, and the highest number of each.</summary>
    public List<(StoreId Store, long Number)> Reaches() => file.Read(db =>
        db.GetCollection(shape.Origins).Find(Query.StartsWith("_id", NodeMark))
            .Select(row => (StoreOf(row["_id"].AsString), row["sequence"].AsInt64)).ToList());

    /// <summary>The highest number of a store that it holds; 0 when none. Of the own store: of any row.</summary>
    public long Reach(StoreId store) => store.Node.Length == 0
        ? LargestNumber()
        : file.Read(db => db.GetCollection(shape.Origins).FindById(OriginKey(store)) is { } known ? known["sequence"].AsInt64 : 0);

    /// <summary>What this node made with a number above another one, ascending.</summary>
    public List<T> OwnAfter(long after, int limit)
    {
        var found = new List<T>();
        while (found.Count < limit)
        {
            var rows = file.Read(db => db.GetCollection(shape.Rows).Query().Where("_id > @0", after).OrderBy("_id").Limit(Chunk).ToEnumerable().ToList());
            found.AddRange(rows.Where(row => row["lower"] != true).Take(limit - found.Count).Select(shape.Read));
            if (rows.Count < Chunk)
            {
                break;
            }

            after = rows[^1]["_id"].AsInt64;
        }

        return found;
    }

    /// <summary>What lies of a lower node's store with a number there above another one, ascending.</summary>
    public List<T> MadeAfter(StoreId store, long after, int limit) => At(file.Read(db =>
        db.GetCollection(shape.Made).Query()
            .Where("_id BETWEEN @0 AND @1", MadeKey(store, after + 1), MadeKey(store, long.MaxValue))
            .OrderBy("_id").Limit(limit).ToEnumerable()
            .Select(row => row["number"].AsInt64).ToList()));

    /// <summary>The rows with these numbers, in their order.</summary>
    public List<T> At(IEnumerable<long> numbers) => file.Read(db =>
    {
        var rows = db.GetCollection(shape.Rows);
        return numbers.Select(number => shape.Read(rows.FindById(number))).ToList();
    });

    /// <summary>Puts a row in, within a change of the file.</summary>
    public void Insert(ILiteDatabase db, T item)
    {
        var row = shape.Write(item);
        (row["_id"], row["lower"]) = (item.Number, item.Made is not null);
        db.GetCollection(shape.Rows).Insert(row);
        if (item.Made is { } made)
        {
            var store = new StoreId(item.Node, made.Store);
            db.GetCollection(shape.Made).Insert(new BsonDocument { ["_id"] = MadeKey(store, made.Number), ["number"] = item.Number });
            db.GetCollection(shape.Origins).Upsert(new BsonDocument { ["_id"] = OriginKey(store), ["sequence"] = made.Number });
        }
    }

    private static string OriginKey(StoreId store) => $"{NodeMark}{store.Store} {store.Node}";

    private static StoreId StoreOf(string key) =>
        key[NodeMark.Length..].Split(' ', 2) is [var store, var node] ? new StoreId(node, uint.Parse(store, null)) : throw new InvalidDataException(key);

    /// <summary>A key that sorts by the number within its store.</summary>
    private static string MadeKey(StoreId store, long number) => $"{store.Node} {store.Store:x8} {number:x16}";
}
