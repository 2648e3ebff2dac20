using Microsoft.Extensions.Logging.Abstractions;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Tests.Records;

public sealed class AlarmBookTests : IDisposable
{
    private static readonly LocalizedText Text = new("hai máy cùng số", "two sets with one id");
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_answered_is_there_after_a_restart()
    {
        using (var database = new PlanDatabase(_folder.Path, TimeProvider.System))
        {
            await using var book = Book(database);
            await book.RaiseAsync(AlarmKind.Clone, "4520001", Text);
            await book.RaiseAsync(AlarmKind.Clone, "4520001", Text);
            await book.RaiseAsync(AlarmKind.Emergency, "4520002", Text);
            Assert.Equal("an", (await book.AcknowledgeAsync(1, "an"))!.AcknowledgedBy);
        }

        using var again = new PlanDatabase(_folder.Path, TimeProvider.System);
        await using var reopened = Book(again);
        Assert.Equal([2L, 1L], reopened.Open.Select(alarm => alarm.Id));
        var clone = reopened.Open[1];
        Assert.Equal((2L, AlarmState.Acknowledged, "an"), (clone.Count, clone.State, clone.AcknowledgedBy));

        await reopened.ClearAsync(AlarmKind.Clone, "4520001", "bình");
        await reopened.RaiseAsync(AlarmKind.Clone, "4520001", Text);
        Assert.Equal([3L, 2L], reopened.Open.Select(alarm => alarm.Id));
        Assert.Equal(AlarmState.Cleared, reopened.List(2, 1)[0].State);
        Assert.Equal(["alarm-clear", "alarm-acknowledge"], again.Audit(long.MaxValue, 9).Select(entry => entry.Action));
    }

    [Fact]
    public async Task A_second_answer_changes_nothing()
    {
        using var database = new PlanDatabase(_folder.Path, TimeProvider.System);
        await using var book = Book(database);
        await book.RaiseAsync(AlarmKind.Clone, "1", Text);
        var first = await book.AcknowledgeAsync(1, "an");
        Assert.Equal(first, await book.AcknowledgeAsync(1, "bình"));
        var cleared = await book.ClearAsync(1, "an");
        Assert.Equal("an", (await book.ClearAsync(1, "bình"))!.ClearedBy);
        Assert.Equal(AlarmState.Cleared, cleared!.State);
        Assert.Null(await book.AcknowledgeAsync(99, "an"));
    }

    private static AlarmBook Book(PlanDatabase database) => new(database, TimeProvider.System, NullLogger<AlarmBook>.Instance);
}
