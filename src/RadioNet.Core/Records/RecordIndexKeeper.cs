using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Records;

/// <summary>
/// Makes, once after the start, what the index of the call records lacks: of a data folder of an older version all of it. Calls go first: it rests
/// as long as it works.
/// </summary>
public sealed partial class RecordIndexKeeper(RecordStore store, ILogger<RecordIndexKeeper> log) : BackgroundService
{
    /// <summary>Less is not worth a line.</summary>
    private const int Few = 4;

    private static readonly TimeSpan _tell = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await MakeAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is missing is made at the next start.
        }
        catch (ObjectDisposedException) when (stoppingToken.IsCancellationRequested)
        {
            // So it is.
        }
        catch (Exception refused)
        {
            LogRefused(log, refused);
        }
    }

    [LoggerMessage(EventId = 1220, Level = LogLevel.Information, Message = "The index of call records is being made: {Percent} % of {Records} records; what is not there yet is searched more slowly")]
    private static partial void LogProgress(ILogger logger, int percent, long records);

    [LoggerMessage(EventId = 1221, Level = LogLevel.Error, Message = "The index of call records could not be made; searches make what they need of it")]
    private static partial void LogRefused(ILogger logger, Exception exception);

    private async Task MakeAsync(CancellationToken stoppingToken)
    {
        var (began, told) = (Stopwatch.GetTimestamp(), 0L);
        foreach (var (made, of) in store.MakeIndex())
        {
            stoppingToken.ThrowIfCancellationRequested();
            if (of > Few && (told == 0 || made == of || Stopwatch.GetElapsedTime(told) > _tell))
            {
                told = Stopwatch.GetTimestamp();
                LogProgress(log, 100 * made / of, (long)of * NumberSet.Places);
            }

            await Task.Delay(Stopwatch.GetElapsedTime(began), stoppingToken).ConfigureAwait(false);
            began = Stopwatch.GetTimestamp();
        }
    }
}
