using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>The alarms' store; in its log they stand by the numbers of their last changes. What a call of it returned from is on disk. Safe from any thread.</summary>
public interface IAlarmStore : IStoreLog<AlarmRecord>
{
    /// <summary>The alarms that are not cleared, oldest first.</summary>
    IReadOnlyList<AlarmRecord> LoadOpen();

    /// <summary>The largest number that an alarm has; 0 when there is none.</summary>
    long LargestAlarm();

    /// <summary>Alarms with a number below <paramref name="before"/>, cleared ones too, newest first.</summary>
    IReadOnlyList<AlarmRecord> ListAlarms(long before, int limit);

    /// <summary>Alarms of a kind, cleared ones too, newest first.</summary>
    IReadOnlyList<AlarmRecord> ListAlarms(string kind, int limit);

    /// <summary>One alarm; null when there is none of that number.</summary>
    AlarmRecord? FindAlarm(long id);

    /// <summary>The alarm of a lower node with a number there; null when there is none.</summary>
    AlarmRecord? FindAlarm(StoreId store, long number);

    /// <summary>Stores alarms and what people did about them in one transaction.</summary>
    void Put(IReadOnlyCollection<AlarmRecord> alarms, IReadOnlyCollection<AuditEntry> audit);
}
