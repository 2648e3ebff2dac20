using RadioNet.Api;

namespace RadioNet.Core.Storage;

/// <summary>The marks of calls, beside the records of the month in which they were noted.</summary>
public sealed partial class RecordStore
{
    /// <inheritdoc/>
    public void Append(IReadOnlyList<SpurtMarks> marks, DateTimeOffset now)
    {
        var month = MonthOf(now);
        try
        {
            Open(month).Append(marks);
        }
        catch
        {
            Close(month);
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<SpurtMarks> MarksOf(string call) => [.. Months().AsEnumerable().Reverse().SelectMany(month => Open(month).MarksOf(call))];
}
