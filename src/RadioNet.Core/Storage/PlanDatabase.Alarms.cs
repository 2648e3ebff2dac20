using LiteDB;
using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>The changes of alarms in <c>plan.db</c>, and whose they are.</summary>
public sealed partial class PlanDatabase
{
    private const string AlarmStores = "alarmStores";
    private const string AlarmStoreCounter = "alarmStore";

    private uint _alarmStore;
    private Action? _alarmsStored;

    /// <inheritdoc/>
    event Action? IStoreLog<AlarmRecord>.Stored
    {
        add => _alarmsStored += value;
        remove => _alarmsStored -= value;
    }

    /// <inheritdoc/>
    StoreId IStoreLog<AlarmRecord>.Own => new("", _alarmStore);

    /// <inheritdoc/>
    IReadOnlyList<StoreId> IStoreLog<AlarmRecord>.Lower => _file.Read(db => db.GetCollection(AlarmStores).FindAll()
        .Select(row => new StoreId(row["node"].AsString, (uint)row["store"].AsInt64)).Where(store => store.Node.Length > 0).ToList());

    /// <inheritdoc/>
    long IStoreLog<AlarmRecord>.Reach(StoreId store) => _file.Read(db => ReachOf(db, store));

    /// <inheritdoc/>
    IReadOnlyList<AlarmRecord> IStoreLog<AlarmRecord>.After(StoreId store, long after, int limit) => _file.Read(db =>
        db.GetCollection(Alarms).Query()
            .Where("order > @0 AND order <= @1", PlanRows.AlarmOrder(Keyed(store), after), PlanRows.AlarmOrder(Keyed(store), long.MaxValue))
            .OrderBy("order").Limit(limit).ToEnumerable().Select(PlanRows.ToAlarm).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<AlarmRecord> ListAlarms(string kind, int limit) => _file.Read(db =>
        db.GetCollection(Alarms).Query().Where("kind = @0", kind).OrderByDescending("_id").Limit(limit).ToEnumerable().Select(PlanRows.ToAlarm).ToList());

    /// <inheritdoc/>
    public AlarmRecord? FindAlarm(StoreId store, long number) => _file.Read(db =>
        db.GetCollection(Alarms).FindOne(Query.EQ("made", PlanRows.AlarmOrder(store, number))) is { } row ? PlanRows.ToAlarm(row) : null);

    /// <inheritdoc/>
    public void Put(IReadOnlyCollection<AlarmRecord> alarms, IReadOnlyCollection<AuditEntry> audit)
    {
        _file.Change(db =>
        {
            foreach (var alarm in alarms)
            {
                db.GetCollection(Alarms).Upsert(PlanRows.FromAlarm(alarm));
            }

            foreach (var of in alarms.Where(alarm => !alarm.IsShown).GroupBy(alarm => alarm.Store))
            {
                Reached(db, of.Key, of.Max(alarm => alarm.Change));
            }

            foreach (var entry in audit)
            {
                WriteAudit(db, entry);
            }

            return alarms.Count;
        });
        _alarmsStored?.Invoke();
    }

    /// <summary>Own alarms have no store in their keys: it is the one of this file.</summary>
    private static StoreId Keyed(StoreId store) => store.Node.Length == 0 ? new StoreId("", 0) : store;

    private static long ReachOf(ILiteDatabase db, StoreId store) =>
        db.GetCollection(AlarmStores).FindById(PlanRows.AlarmOrder(Keyed(store), 0))?["change"].AsInt64 ?? 0;

    private static void Reached(ILiteDatabase db, StoreId store, long change) => db.GetCollection(AlarmStores).Upsert(new BsonDocument
    {
        ["_id"] = PlanRows.AlarmOrder(Keyed(store), 0),
        ["node"] = store.Node,
        ["store"] = (long)store.Store,
        ["change"] = Math.Max(change, ReachOf(db, store)),
    });

    private bool IndexAlarms(ILiteDatabase db)
    {
        var alarms = db.GetCollection(Alarms);
        var counters = db.GetCollection(Counters);
        if (counters.FindById(AlarmStoreCounter) is not { } known)
        {
            counters.Insert(known = new BsonDocument { ["_id"] = AlarmStoreCounter, ["value"] = (long)StoreId.Draw() });
            NumberChanges(db, alarms);
        }

        _alarmStore = (uint)known["value"].AsInt64;
        alarms.EnsureIndex("made", "$.made");
        alarms.EnsureIndex("order", "$.order");
        alarms.EnsureIndex("kind", "$.kind");
        return alarms.EnsureIndex("open", "$.open");
    }

    /// <summary>Alarms of a time when their changes had no numbers get them in their order.</summary>
    private static void NumberChanges(ILiteDatabase db, ILiteCollection<BsonDocument> alarms)
    {
        var change = 0L;
        foreach (var row in alarms.FindAll().ToList())
        {
            alarms.Update(PlanRows.FromAlarm(PlanRows.ToAlarm(row) with { Change = ++change }));
        }

        Reached(db, default(StoreId) with { Node = "" }, change);
    }
}
