using RadioNet.Api;

namespace RadioNet.Core.Records.Traces;

/// <summary>The marks of calls, kept for as long as the records of the same month. Safe from any thread.</summary>
public interface ITraceStore
{
    /// <summary>Stores marks; on disk when it returns.</summary>
    void Append(IReadOnlyList<SpurtMarks> marks, DateTimeOffset now);

    /// <summary>The marks of a call, in the order of storing.</summary>
    IReadOnlyList<SpurtMarks> MarksOf(string call);
}
