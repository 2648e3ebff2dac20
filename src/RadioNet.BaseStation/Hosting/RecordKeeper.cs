using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.BaseStation.Fallback;

namespace RadioNet.BaseStation.Hosting;

/// <summary>
/// Keeps the records of the station's own calls on its disk and brings them to the node. Who says something to it waits for nothing;
/// the disk is waited for beside.
/// </summary>
internal sealed partial class RecordKeeper : IAsyncDisposable
{
    /// <summary>After that long without a word of a node that serves the station, it is sent again what it has not acknowledged.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Channel<Action> _orders = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly LocalRecordLog _disk;
    private readonly LocalRecordDelivery _delivery;
    private readonly Func<FromBaseStation, bool> _send;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Task _running;
    private long _progress;
    private bool _isRefused;

    /// <param name="disk">Where they are kept; this owns it from now on.</param>
    /// <param name="send">The way to the node.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where a disk that refuses is told.</param>
    public RecordKeeper(LocalRecordLog disk, Func<FromBaseStation, bool> send, TimeProvider time, ILogger<RecordKeeper> log)
    {
        (_disk, _delivery, _send, _time, _log) = (disk, new LocalRecordDelivery(disk), send, time, log);
        _progress = time.GetTimestamp();
        _running = Task.Run(RunAsync);
    }

    /// <summary>Records that no node has yet.</summary>
    public int Waiting => _disk.Count;

    /// <summary>Records that were lost: there was no room.</summary>
    public long Lost => _delivery.Lost;

    /// <summary>Whether the disk refuses to keep any.</summary>
    public bool IsRefused => Volatile.Read(ref _isRefused);

    /// <summary>Takes records.</summary>
    public void Keep(IReadOnlyList<LocalRecord> records) => Order(() => Write(records));

    /// <summary>A node serves the station anew.</summary>
    public void Attached() => Order(SendAgain);

    /// <summary>The node said what it has.</summary>
    public void Stored(LocalRecordsStored stored) => Order(() =>
    {
        _progress = _time.GetTimestamp();
        _delivery.Stored(stored);
    });

    /// <summary>To be called each some seconds: what did not go before is tried again.</summary>
    public void Tick() => Order(() =>
    {
        if (IsRefused)
        {
            Write([]);
        }

        if (_disk.Count > 0 && _time.GetElapsedTime(_progress) > _patience)
        {
            SendAgain();
        }
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _orders.Writer.TryComplete();
        await _running.ConfigureAwait(false);
        _disk.Dispose();
    }

    [LoggerMessage(EventId = 5301, Level = LogLevel.Error, Message = "The records of the station's own calls cannot be written to its data folder; they wait in memory. Free some space, or mend its rights")]
    private static partial void LogRefused(ILogger logger);

    [LoggerMessage(EventId = 5302, Level = LogLevel.Error, Message = "The records of the station's own calls could not be kept or sent; tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    private void Order(Action order) => _orders.Writer.TryWrite(order);

    private void SendAgain()
    {
        _progress = _time.GetTimestamp();
        _delivery.Attached();
    }

    private void Write(IReadOnlyList<LocalRecord> records)
    {
        var isRefused = !_delivery.Keep(records);
        if (isRefused && !_isRefused)
        {
            LogRefused(_log);
        }

        Volatile.Write(ref _isRefused, isRefused);
    }

    private async Task RunAsync()
    {
        await foreach (var order in _orders.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                order();
                _delivery.Send(_send);
            }
            catch (Exception failed)
            {
                LogFailed(_log, failed);
            }
        }
    }
}
