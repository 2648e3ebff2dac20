using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Core.Records.Traces;
using RadioNet.Core.Storage;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;

namespace RadioNet.Core.Records;

/// <summary>
/// The one writer of call records: a bounded queue, emptied in batches. Who puts a record never waits. A finished call is
/// shown as finished when its record is on disk, so what anybody has seen survives the process. A record that finds no room,
/// or that the disk refuses, is a gap in the numbers, counted, with an alarm.
/// </summary>
public sealed partial class RecordWriter : BackgroundService, ICallJournal, ITraceJournal
{
    /// <summary>Records that may wait.</summary>
    public const int QueueLength = 20_000;

    /// <summary>When so much waits, marks are left out, and records have the rest of the room.</summary>
    private const int MostMarks = QueueLength / 4;

    /// <summary>Records of one batch.</summary>
    private const int BatchSize = 1_000;

    /// <summary>From one batch to the next, at least: a commit costs milliseconds however few records it holds.</summary>
    private static readonly TimeSpan BatchPause = TimeSpan.FromMilliseconds(100);

    private readonly IRecordStore _store;
    private readonly ITraceStore? _traces;
    private readonly LiveCalls _live;
    private readonly IAlarmBook _alarms;
    private readonly TimeProvider _time;
    private readonly ILogger<RecordWriter> _log;
    private readonly Channel<Waiting> _queue;
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _number;
    private long _lost;
    private long _written;
    private long _marksLost;

    /// <summary>Goes on numbering where the store stops.</summary>
    public RecordWriter(IRecordStore store, LiveCalls live, IAlarmBook alarms, TimeProvider time, ILogger<RecordWriter> log, ITraceStore? traces = null)
        : this(store, live, alarms, time, log, QueueLength, traces)
    {
    }

    internal RecordWriter(IRecordStore store, LiveCalls live, IAlarmBook alarms, TimeProvider time, ILogger<RecordWriter> log, int queueLength, ITraceStore? traces = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_store, _live, _alarms, _time, _log, _traces) = (store, live, alarms, time, log, traces);
        _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(queueLength) { SingleReader = true });
        _number = store.LargestNumber();
    }

    /// <summary>Records that were lost since the start.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Records that were written since the start.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Spurts whose marks were lost since the start: records go first.</summary>
    public long MarksLost => Interlocked.Read(ref _marksLost);

    /// <inheritdoc/>
    public void Put(SpurtMarks marks)
    {
        if (_queue.Reader.Count >= MostMarks || !_queue.Writer.TryWrite(new Waiting(null!, null) { Marks = marks }))
        {
            Interlocked.Increment(ref _marksLost);
        }
    }

    /// <inheritdoc/>
    public void Show(string id, Func<CallRecord> write) => _live.Show(id, write);

    /// <inheritdoc/>
    public void Put(CallRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        CallSpans.Tell(record);
        if (!_queue.Writer.TryWrite(new Waiting(record, null)))
        {
            Lose([record], "queue");
        }
    }

    /// <summary>
    /// Stores finished calls that came from elsewhere, in their order. The task ends when they are on disk: true, or when one of them
    /// could not be written: false; then those that come first in the order may have been.
    /// </summary>
    public Task<bool> StoreAsync(IReadOnlyList<CallRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var stored = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var i = 0; i < records.Count; i++)
        {
            if (!_queue.Writer.TryWrite(new Waiting(records[i], stored) { IsLast = i == records.Count - 1 }))
            {
                stored.TrySetResult(false);
                break;
            }
        }

        return stored.Task;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        _stopping.TrySetResult();
        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Waiting>(BatchSize);
        var marks = new List<SpurtMarks>();
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            var now = _time.GetUtcNow();
            while (batch.Count + marks.Count < BatchSize && _queue.Reader.TryRead(out var waiting))
            {
                if (waiting.Marks is { } passed)
                {
                    marks.Add(passed);
                    continue;
                }

                // What comes behind one that could not be stored must not be taken for stored with it.
                if (waiting.Stored?.Task.IsCompleted != true)
                {
                    batch.Add(waiting with { Record = waiting.Record with { Number = ++_number, Recorded = waiting.Stored is null ? null : now } });
                }
            }

            if (batch.Count > 0)
            {
                Write(batch);
            }

            WriteMarks(marks, now);
            batch.Clear();
            marks.Clear();
            if (_queue.Reader.Count < BatchSize)
            {
                await PauseAsync().ConfigureAwait(false);
            }
        }

        EndRunning();
    }

    [LoggerMessage(EventId = 1101, Level = LogLevel.Error, Message = "{Count} call records could not be written; calls go on")]
    private static partial void LogRefused(ILogger logger, Exception exception, int count);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Error, Message = "The traces of {Count} spurts could not be written; calls and records go on")]
    private static partial void LogMarksRefused(ILogger logger, Exception exception, int count);

    /// <summary>The node stops: what still runs gets its record now, with that as its end.</summary>
    private void EndRunning()
    {
        var now = _time.GetUtcNow();
        List<Waiting> last = [.. _live.Running.Select(call => new Waiting(
            call with
            {
                Number = ++_number,
                State = call.State == CallState.Running ? CallState.Ended : call.State,
                Ended = now,
                Reason = call.Reason ?? "node-stopped",
            },
            null))];
        if (last.Count > 0)
        {
            Write(last);
        }
    }

    /// <summary>Waits for the next batch; a stop cuts it short.</summary>
    private Task<Task> PauseAsync() => Task.WhenAny(Task.Delay(BatchPause, _time), _stopping.Task);

    private void Write(List<Waiting> batch)
    {
        try
        {
            _store.Append(batch.ConvertAll(waiting => waiting.Record));
            Interlocked.Add(ref _written, batch.Count);
            foreach (var waiting in batch)
            {
                _live.End(waiting.Record);
                if (waiting.IsLast)
                {
                    waiting.Stored?.TrySetResult(true);
                }
            }
        }
        catch (Exception refused)
        {
            LogRefused(_log, refused, batch.Count);
            batch.ForEach(waiting => waiting.Stored?.TrySetResult(false));
            Lose([.. batch.Where(waiting => waiting.Stored is null).Select(waiting => waiting.Record with { Number = 0 })], "disk");
            if (IsFull(refused))
            {
                _ = _alarms.RaiseAsync(AlarmKind.DiskFull, "records", new LocalizedText(
                    "Đĩa của thư mục dữ liệu đã đầy: cuộc gọi vẫn chạy nhưng không được ghi lại. Hãy giải phóng dung lượng.",
                    "The data folder's disk is full: calls go on but leave no record. Free some space."));
            }
        }
    }

    private void WriteMarks(List<SpurtMarks> marks, DateTimeOffset now)
    {
        if (marks.Count == 0 || _traces is null)
        {
            return;
        }

        try
        {
            _traces.Append(marks, now);
        }
        catch (Exception refused)
        {
            LogMarksRefused(_log, refused, marks.Count);
            Interlocked.Add(ref _marksLost, marks.Count);
        }
    }

    /// <summary>Whether the disk had no room: ENOSPC, or ERROR_DISK_FULL of Windows.</summary>
    private static bool IsFull(Exception refused) => refused is IOException && (refused.HResult & 0xFFFF) is 28 or 0x70;

    private void Lose(List<CallRecord> records, string where)
    {
        if (records.Count == 0)
        {
            return;
        }

        Interlocked.Add(ref _lost, records.Count);
        records.ForEach(_live.End);
        _ = _alarms.RaiseAsync(AlarmKind.RecordsGap, where, where == "disk"
            ? new LocalizedText(
                "Không ghi được bản ghi cuộc gọi xuống đĩa. Hãy kiểm tra dung lượng và quyền ghi của thư mục dữ liệu.",
                "Call records could not be written to the disk. Check the data folder's free space and rights.")
            : new LocalizedText(
                "Hàng đợi bản ghi cuộc gọi đã đầy, một số bản ghi bị mất. Đĩa quá chậm hoặc máy quá tải.",
                "The queue of call records was full and some were lost. The disk is too slow or the machine overloaded."));
    }

    /// <summary>A record on its way.</summary>
    /// <param name="Record">It.</param>
    /// <param name="Stored">Who keeps it until it is on disk; null when nobody does.</param>
    private readonly record struct Waiting(CallRecord Record, TaskCompletionSource<bool>? Stored)
    {
        /// <summary>Whether the others of the same keeper come before it.</summary>
        public bool IsLast { get; init; }

        /// <summary>A spurt's marks instead of a record; null when it is one.</summary>
        public SpurtMarks? Marks { get; init; }
    }
}
