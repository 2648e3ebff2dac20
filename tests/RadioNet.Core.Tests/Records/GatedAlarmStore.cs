using System.Collections.Concurrent;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Tests.Records;

/// <summary>An alarm store whose writes and reads do first what a test says: wait, or throw.</summary>
internal sealed class GatedAlarmStore(PlanDatabase database) : IAlarmStore
{
    private readonly IAlarmStore _store = database;

    public event Action? Stored
    {
        add => _store.Stored += value;
        remove => _store.Stored -= value;
    }

    public Action Writes { get; set; } = () => { };

    public Action Reads { get; set; } = () => { };

    /// <summary>How many alarms each write had.</summary>
    public ConcurrentQueue<int> Written { get; } = new();

    public StoreId Own => _store.Own;

    public IReadOnlyList<StoreId> Lower => _store.Lower;

    public long Reach(StoreId store)
    {
        Reads();
        return _store.Reach(store);
    }

    public IReadOnlyList<AlarmRecord> After(StoreId store, long after, int limit) => _store.After(store, after, limit);

    public IReadOnlyList<AlarmRecord> LoadOpen() => _store.LoadOpen();

    public long LargestAlarm() => _store.LargestAlarm();

    public IReadOnlyList<AlarmRecord> ListAlarms(long before, int limit) => _store.ListAlarms(before, limit);

    public IReadOnlyList<AlarmRecord> ListAlarms(string kind, int limit) => _store.ListAlarms(kind, limit);

    public AlarmRecord? FindAlarm(long id)
    {
        Reads();
        return _store.FindAlarm(id);
    }

    public AlarmRecord? FindAlarm(StoreId store, long number)
    {
        Reads();
        return _store.FindAlarm(store, number);
    }

    public void Put(IReadOnlyCollection<AlarmRecord> alarms, IReadOnlyCollection<AuditEntry> audit)
    {
        Written.Enqueue(alarms.Count);
        Writes();
        _store.Put(alarms, audit);
    }
}
