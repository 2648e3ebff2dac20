using Microsoft.Extensions.Logging;

namespace RadioNet.BaseStation.Hosting;

/// <summary>Tasks that a station cannot do without: one that fails is said, and begun again.</summary>
internal static partial class KeptRunning
{
    /// <summary>From a failure to the next attempt: a fault that is there to stay writes one line in so long.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Runs a task until it is cancelled.</summary>
    public static async Task RunAsync(string name, Func<CancellationToken, Task> run, TimeProvider time, ILogger log, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await run(cancel).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever it was: the station goes on.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                if (cancel.IsCancellationRequested)
                {
                    return;
                }

                LogFault(log, name, fault);
            }

            await Task.Delay(Pause, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(EventId = 5006, Level = LogLevel.Error, Message = "The base station's {Name} failed, which is a defect; it begins again in a few seconds")]
    private static partial void LogFault(ILogger logger, string name, Exception exception);
}
