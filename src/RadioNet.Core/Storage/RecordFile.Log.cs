using LiteDB;

namespace RadioNet.Core.Storage;

/// <summary>Whose file it is.</summary>
internal sealed partial class RecordFile
{
    private const string Identity = "identity";

    /// <summary>The id of the store that this file belongs to; 0 when it has none yet.</summary>
    public uint Store => _file.Read(db => (uint)(db.GetCollection(Identity).FindById("store")?["value"].AsInt64 ?? 0));

    public void SetStore(uint store) => _file.Change(db => db.GetCollection(Identity).Upsert(new BsonDocument { ["_id"] = "store", ["value"] = (long)store }));
}
