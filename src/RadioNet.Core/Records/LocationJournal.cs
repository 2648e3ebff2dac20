using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.Core.Storage;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Records;

/// <summary>
/// Writes where radios were: a bounded queue, emptied in batches. Who puts a record never waits. One that finds no room, or that the disk
/// refuses, is counted, with an alarm.
/// </summary>
public sealed partial class LocationJournal : BackgroundService
{
    /// <summary>Records that may wait.</summary>
    public const int QueueLength = 10_000;

    private const int BatchSize = 1_000;

    /// <summary>
    /// From one batch to the next, at least: what is heard is on disk that much later, and a commit, at most twenty times a second. A
    /// commit costs milliseconds of the disk whatever it has in it; a kill loses what has not been committed.
    /// </summary>
    internal static readonly TimeSpan BatchPause = TimeSpan.FromMilliseconds(50);

    private readonly LocationStore _store;
    private readonly IAlarmBook _alarms;
    private readonly TimeProvider _time;
    private readonly ILogger<LocationJournal> _log;
    private readonly Channel<LocationRecord> _queue = Channel.CreateBounded<LocationRecord>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lost;
    private long _written;

    /// <summary>Goes on numbering where the store stops.</summary>
    public LocationJournal(LocationStore store, IAlarmBook alarms, TimeProvider time, ILogger<LocationJournal> log) =>
        (_store, _alarms, _time, _log) = (store, alarms, time, log);

    /// <summary>Records that were lost since the start.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Records that were written since the start, lower nodes' too.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Takes a record of this node's. Cheap; it never waits and never throws.</summary>
    public void Put(LocationRecord record)
    {
        if (!_queue.Writer.TryWrite(record))
        {
            Lose(1);
        }
    }

    /// <summary>Stores what came from elsewhere; false when it is not on disk. It waits for the disk.</summary>
    public bool TryStore(IReadOnlyList<LocationRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        try
        {
            _store.Append(records, _time.GetUtcNow());
            Interlocked.Add(ref _written, records.Count);
            return true;
        }
        catch (Exception refused) when (refused is not OutOfMemoryException)
        {
            LogRefused(_log, refused, records.Count);
            return false;
        }
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
        var batch = new List<LocationRecord>();
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (batch.Count < BatchSize && _queue.Reader.TryRead(out var record))
            {
                batch.Add(record);
            }

            if (!TryStore(batch))
            {
                Lose(batch.Count);
            }

            batch.Clear();
            await Task.WhenAny(Task.Delay(BatchPause, _time, CancellationToken.None), _stopping.Task).ConfigureAwait(false);
        }
    }

    [LoggerMessage(EventId = 1151, Level = LogLevel.Error, Message = "{Count} records of where radios were could not be written")]
    private static partial void LogRefused(ILogger logger, Exception exception, int count);

    private void Lose(int count)
    {
        Interlocked.Add(ref _lost, count);
        _ = _alarms.RaiseAsync(AlarmKind.RecordsGap, "locations", new LocalizedText(
            "Một số bản ghi vị trí máy bị mất: đĩa của thư mục dữ liệu từ chối hoặc quá chậm. Hãy kiểm tra dung lượng và quyền ghi.",
            "Some records of where radios were are lost: the data folder's disk refused them or is too slow. Check its free space and rights."));
    }
}
