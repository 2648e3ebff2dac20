using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>The call records' store. Safe from any thread.</summary>
public interface IRecordStore
{
    /// <summary>Stores finished calls with their numbers, ascending; on disk when it returns.</summary>
    void Append(IReadOnlyList<CallRecord> records);

    /// <summary>Finds records, newest first; stops at the query's limit.</summary>
    IReadOnlyList<CallRecord> Search(RecordQuery query);

    /// <summary>The largest number that a record has; 0 when there is none.</summary>
    long LargestNumber();
}
