using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.Core.Access;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Ports.Links;

/// <summary>Renews the root node's certificate, and closes links that may not be any more: after each change of the plan, and from time to time.</summary>
internal sealed partial class LinkUpkeep(
    NodeCredentials node, LinkAdmission admission, LinkConnections connections, PlanKeeper keeper, IAlarmBook alarms, LinkClock clock, ILogger<LinkUpkeep> log)
    : BackgroundService
{
    private const string Subject = "links";

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _planChanged = new(0);

    public override void Dispose()
    {
        _planChanged.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (node.Trouble is { } trouble)
        {
            await alarms.RaiseAsync(AlarmKind.NoLinks, Subject, trouble).ConfigureAwait(false);
        }
        else
        {
            await alarms.ClearAsync(AlarmKind.NoLinks, Subject, "radionet").ConfigureAwait(false);
        }

        if (node.Holder is null)
        {
            return;
        }

        keeper.Changed += OnPlanChanged;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                Look();
                await NextAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        finally
        {
            keeper.Changed -= OnPlanChanged;
        }
    }

    [LoggerMessage(EventId = 4101, Level = LogLevel.Error, Message = "Links could not be looked after; tried again in ten minutes")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    private void Look()
    {
        try
        {
            node.RenewWhenDue();
            var own = node.Holder!.Current;
            admission.TellOfGrace(own.Certificate, own.Identity, clock.Now > own.NotAfter);
            connections.Recheck();
        }
        catch (Exception failed)
        {
            // A disk that refuses a certificate ends neither the node nor the links that are open.
            LogFailed(log, failed);
        }
    }

    private void OnPlanChanged(object? sender, PlanChangedEventArgs change) => _planChanged.Release();

    private async Task NextAsync(CancellationToken cancel)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var soon = Task.Delay(Pause, clock.Time, pause.Token);
        await Task.WhenAny(_planChanged.WaitAsync(pause.Token), soon).ConfigureAwait(false);
        await pause.CancelAsync().ConfigureAwait(false);
    }
}
