using RadioNet.Api;

namespace RadioNet.Core.Records.Traces;

/// <summary>Where the marks of spurts that are over are kept. Safe from any thread.</summary>
public interface ITraceJournal
{
    /// <summary>Takes a spurt's marks; never waits. What finds no room is counted.</summary>
    void Put(SpurtMarks marks);
}
