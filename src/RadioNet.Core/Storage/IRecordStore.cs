using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>The call records' store. Safe from any thread.</summary>
public interface IRecordStore
{
    /// <summary>Stores finished calls with their numbers, ascending, and how far what came from elsewhere is stored by it; on disk when it returns.</summary>
    void Append(IReadOnlyList<CallRecord> records);

    /// <summary>Finds records, newest first; stops at the query's limit.</summary>
    IReadOnlyList<CallRecord> Search(RecordQuery query);

    /// <summary>The largest number that a record has; 0 when there is none.</summary>
    long LargestNumber();

    /// <summary>The largest number at their origin of the records that came from a log of a base station; 0 when there is none.</summary>
    ulong LargestSequence(string station, uint log);
}
