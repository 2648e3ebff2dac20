using RadioNet.Api;

namespace RadioNet.Core.Storage;

/// <summary>The marks of calls, beside the records of the month in which they were noted.</summary>
public sealed partial class RecordStore
{
    /// <inheritdoc/>
    public void Append(IReadOnlyList<SpurtMarks> marks, DateTimeOffset now) => _files.Change(MonthFiles.MonthOf(now), file => file.Append(marks));

    /// <inheritdoc/>
    public IReadOnlyList<SpurtMarks> MarksOf(string call) => [.. _files.NewestFirst.Reverse().SelectMany(file => file.MarksOf(call))];
}
