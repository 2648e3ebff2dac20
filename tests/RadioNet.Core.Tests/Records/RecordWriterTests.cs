using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Tests.Records;

public class RecordWriterTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _time = new(CallRecords.Start);
    private readonly LiveCalls _live = new();
    private readonly MemoryStore _store = new();
    private readonly HeardAlarms _alarms = new();

    [Fact]
    public async Task A_finished_call_is_shown_as_finished_once_it_is_stored()
    {
        _store.Largest = 41;
        using var writer = Writer();
        await using var follower = _live.FollowAsync(CancellationToken.None).GetAsyncEnumerator();
        await follower.MoveNextAsync();
        writer.Show("a", () => CallRecords.Running("a"));
        await follower.MoveNextAsync();
        Assert.Equal(CallState.Running, follower.Current.Changed!.State);

        writer.Put(CallRecords.Running("a") with { State = CallState.Ended, Ended = CallRecords.Start });
        Assert.Equal(1, _live.Count);
        await writer.StartAsync(CancellationToken.None);
        await follower.MoveNextAsync().AsTask().WaitAsync(Bound);
        Assert.Equal((CallState.Ended, 42L), (follower.Current.Changed!.State, follower.Current.Changed.Number));
        Assert.Equal(42, Assert.Single(_store.Records).Number);
        Assert.Equal(0, _live.Count);
        await writer.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task What_waits_is_written_before_the_stop_is_over()
    {
        using var writer = Writer();
        await writer.StartAsync(CancellationToken.None);
        for (var i = 1; i <= 5_000; i++)
        {
            writer.Put(CallRecords.Ended(i) with { Number = 0 });
        }

        await writer.StopAsync(CancellationToken.None).WaitAsync(Bound);
        Assert.Equal(Enumerable.Range(1, 5_000).Select(i => (long)i), _store.Records.Select(call => call.Number));
        Assert.Equal(5_000, writer.Written);
        Assert.Equal(0, writer.Lost);
    }

    [Fact]
    public async Task A_call_that_runs_when_the_node_stops_leaves_a_record_that_says_so()
    {
        using var writer = Writer();
        await writer.StartAsync(CancellationToken.None);
        writer.Show("a", () => CallRecords.Running("a"));
        writer.Show("b", () => CallRecords.Running("b"));
        writer.Put(CallRecords.Running("b") with { State = CallState.Ended, Ended = CallRecords.Start, Reason = "hang-time" });

        await writer.StopAsync(CancellationToken.None).WaitAsync(Bound);

        Assert.Equal([("b", "hang-time"), ("a", "node-stopped")], _store.Records.Select(call => (call.Id, call.Reason!)));
        Assert.Equal(0, _live.Count);
    }

    [Fact]
    public void A_full_queue_is_counted_with_an_alarm_and_nobody_waits()
    {
        using var writer = Writer(queueLength: 2);
        writer.Show("call-3", () => CallRecords.Running("call-3"));
        for (var i = 1; i <= 3; i++)
        {
            writer.Put(CallRecords.Ended(i));
        }

        Assert.Equal(1, writer.Lost);
        Assert.Equal((AlarmKind.RecordsGap, "queue"), Assert.Single(_alarms.Raised));
        Assert.Equal(0, _live.Count);
    }

    [Fact]
    public async Task A_disk_that_refuses_is_counted_with_an_alarm_and_the_writer_goes_on()
    {
        using var writer = Writer();
        _store.Refuse = true;
        writer.Put(CallRecords.Ended(1));
        await writer.StartAsync(CancellationToken.None);
        await _alarms.First.Task.WaitAsync(Bound);
        Assert.Equal((AlarmKind.RecordsGap, "disk"), Assert.Single(_alarms.Raised));
        _store.Refuse = false;
        writer.Put(CallRecords.Ended(2));
        await writer.StopAsync(CancellationToken.None).WaitAsync(Bound);
        Assert.Equal((1L, 1L), (writer.Lost, writer.Written));
        Assert.Equal(2, Assert.Single(_store.Records).Number);
    }

    [Fact]
    public async Task Who_keeps_records_until_they_are_stored_hears_when_they_are_and_when_they_are_not()
    {
        using var writer = Writer();
        CallRecord[] kept = [.. Enumerable.Range(1, 3).Select(i => CallRecords.Ended(0) with { Id = $"kept-{i}", Origin = new RecordOrigin("tan-loi/bs1", 9, (ulong)i) })];
        _store.Refuse = true;
        var refused = writer.StoreAsync(kept);
        await writer.StartAsync(CancellationToken.None);
        Assert.False(await refused.WaitAsync(Bound));
        Assert.Equal((0L, 0), (writer.Lost, _alarms.Raised.Count));

        _store.Refuse = false;
        _time.Advance(TimeSpan.FromHours(1));
        var stored = writer.StoreAsync(kept);
        while (!stored.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.True(await stored);
        Assert.Equal(["kept-1", "kept-2", "kept-3"], _store.Records.Select(call => call.Id));
        Assert.All(_store.Records, call => Assert.True(call.Recorded >= CallRecords.Start.AddHours(1)));
        await writer.StopAsync(CancellationToken.None);
        Assert.False(await writer.StoreAsync(kept));
    }

    private RecordWriter Writer(int queueLength = RecordWriter.QueueLength) =>
        new(_store, _live, _alarms, _time, NullLogger<RecordWriter>.Instance, queueLength);

    private sealed class MemoryStore : IRecordStore
    {
        public List<CallRecord> Records { get; } = [];

        public long Largest { get; set; }

        public bool Refuse { get; set; }

        public void Append(IReadOnlyList<CallRecord> records)
        {
            if (Refuse)
            {
                throw new IOException("No space left on device");
            }

            Records.AddRange(records);
        }

        public IReadOnlyList<CallRecord> Search(RecordQuery query) => Records;

        public long LargestNumber() => Largest;

        public ulong LargestSequence(string station, uint log) => Records.Select(record => record.Origin?.Sequence ?? 0).DefaultIfEmpty().Max();
    }

    private sealed class HeardAlarms : IAlarmBook
    {
        public List<(string Kind, string Subject)> Raised { get; } = [];

        public TaskCompletionSource First { get; } = new();

        public IReadOnlyList<AlarmRecord> Open => [];

        public Task<bool> RaiseAsync(string kind, string subject, LocalizedText text)
        {
            Raised.Add((kind, subject));
            First.TrySetResult();
            return Task.FromResult(true);
        }

        public Task<AlarmRecord?> AcknowledgeAsync(long id, string who) => throw new NotSupportedException();

        public Task<AlarmRecord?> ClearAsync(long id, string who) => throw new NotSupportedException();

        public Task ClearAsync(string kind, string subject, string who) => throw new NotSupportedException();

        public IReadOnlyList<AlarmRecord> List(long before, int limit) => [];
    }
}
