using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// Keeps records and alarms going up while a parent is there, beside the link's own loop, because it reads the disk. One session at a
/// time.
/// </summary>
internal sealed partial class UpwardPump(
    UpwardRecords upward, IStoreLog<CallRecord> calls, IStoreLog<AlarmRecord> alarms, IStoreLog<LocationRecord> locations, TimeProvider time,
    ILogger<UpwardPump> log)
{
    /// <summary>How often it looks for something to send when nothing tells it to.</summary>
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    /// <summary>How long it gives a way that is full.</summary>
    private static readonly TimeSpan _whenFull = TimeSpan.FromMilliseconds(20);

    // What finds no room is said again with the next offer; a sign that there is news is as good as many.
    private readonly Channel<RecordsDown?> _inbox = Channel.CreateBounded<RecordsDown?>(
        new BoundedChannelOptions(2048) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Takes what the parent says of records; waits for nothing.</summary>
    public void Hear(RecordsDown said) => _inbox.Writer.TryWrite(said);

    /// <summary>Runs for a session, until it is cancelled.</summary>
    /// <param name="send">The way to the parent; false when it is full.</param>
    /// <param name="cancel">The session's end.</param>
    public async Task RunAsync(Func<RecordsUp, bool> send, CancellationToken cancel)
    {
        void Tell() => _inbox.Writer.TryWrite(null);
        calls.Stored += Tell;
        alarms.Stored += Tell;
        locations.Stored += Tell;
        try
        {
            while (_inbox.Reader.TryRead(out _))
            {
                // A word of the session before.
            }

            upward.Attached();

            // From here on the disk is read: whoever began the session goes on.
            await Task.Yield();
            while (!cancel.IsCancellationRequested)
            {
                await (Work(send) ? Task.Delay(_whenFull, time, cancel) : WaitAsync(cancel)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            calls.Stored -= Tell;
            alarms.Stored -= Tell;
            locations.Stored -= Tell;
        }
    }

    [LoggerMessage(EventId = 4331, Level = LogLevel.Error, Message = "Records could not be sent to the parent; tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    private async Task WaitAsync(CancellationToken cancel)
    {
        using var look = new CancellationTokenSource(_interval, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, look.Token);
        await _inbox.Reader.WaitToReadAsync(both.Token).ConfigureAwait(false);
    }

    /// <summary>Takes and sends what there is; whether the way was full.</summary>
    private bool Work(Func<RecordsUp, bool> send)
    {
        var isFull = false;
        try
        {
            while (_inbox.Reader.TryRead(out var said))
            {
                if (said is not null)
                {
                    upward.Take(said);
                }
            }

            upward.Send(message => !(isFull |= !send(message)));
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            LogFailed(log, failed);
        }

        return isFull;
    }
}
