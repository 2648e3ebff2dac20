using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Core.Services;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>Tells the parent what the sites of this node and of those below it do, while a link stands; one session at a time.</summary>
internal sealed partial class SiteTeller(NetworkSites sites, TimeProvider time, ILogger<SiteTeller> log)
{
    /// <summary>How often it looks for what has changed, and says it.</summary>
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    /// <summary>Runs for a session, until it is cancelled.</summary>
    /// <param name="send">The way to the parent; false when other messages wait there.</param>
    /// <param name="cancel">The session's end.</param>
    public async Task RunAsync(Func<SitesUp, bool> send, CancellationToken cancel)
    {
        var changes = new SiteChanges();

        // Whoever began the session goes on.
        await Task.Yield();
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                if (changes.Next(sites.Reports()) is { Sites.Count: > 0 } next && send(next))
                {
                    changes.Told(next);
                }
            }
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                LogFailed(log, failed);
            }

            await Task.Delay(_interval, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(EventId = 4332, Level = LogLevel.Error, Message = "What the sites do could not be told to the parent; tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
