using Microsoft.Extensions.Logging;
using RadioNet.Api.Links;
using RadioNet.BaseStation.Fallback;
using RadioNet.BaseStation.Link;
using RadioNet.BaseStation.Tools;
using RadioNet.Protocols.Identity;

namespace RadioNet.BaseStation.Hosting;

/// <summary>A base station's controller in this process, from its certificate to its end.</summary>
public sealed class StationHost : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly StationController _controller;
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private readonly FolderLock _folder;
    private readonly Task _running;

    private StationHost(
        FolderLock folder, StationController controller, IReadOnlyList<ICarrierAccess> carriers, SiteLink link, LinkRenewal renewal, TimeProvider time, ILogger log)
    {
        (_folder, _controller, Carriers, _time) = (folder, controller, carriers, time);
        _running = Task.WhenAll(
            KeptRunning.RunAsync("link", link.RunAsync, time, log, _stop.Token),
            KeptRunning.RunAsync("renewal of its certificate", cancel => renewal.RunAsync(() => controller.Node, controller.NotRenewed, cancel), time, log, _stop.Token));
    }

    /// <summary>The node that serves it now; null when none does.</summary>
    public Uri? Node => _controller.Node;

    /// <summary>Its carriers, for a technician's tools.</summary>
    public IReadOnlyList<ICarrierAccess> Carriers { get; }

    /// <summary>Gets its certificate, opens its modems and looks for its node.</summary>
    /// <exception cref="StationStartException">Its data folder cannot be had, or it has no certificate and gets none.</exception>
    public static async Task<StationHost> StartAsync(StationOptions options, ILoggerFactory loggers, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggers);
        var folder = StationFolder.Take(options.DataFolder);
        try
        {
            return await StartAsync(folder, options, loggers, time, cancel).ConfigureAwait(false);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Ends when a node has accepted it and all its modems answer.</summary>
    public async Task ReadyAsync(CancellationToken cancel)
    {
        await _controller.FirstAttached.WaitAsync(cancel).ConfigureAwait(false);
        while (!_controller.IsReady)
        {
            await Task.Delay(Look, _time, cancel).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.WaitAsync(StopTime, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _controller.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
        _folder.Dispose();
    }

    private static async Task<StationHost> StartAsync(
        FolderLock folder, StationOptions options, ILoggerFactory loggers, TimeProvider time, CancellationToken cancel)
    {
        var clock = new LinkClock(time);
        var holder = await StationCredentials.GetAsync(options, clock, cancel).ConfigureAwait(false);
        var store = new PlanStore(options.DataFolder);
        var carriers = new List<ICarrierAccess>();
        var controller = new StationController(
            options,
            (owner, carrier) =>
            {
                var made = new StationCarrier(carrier, options.Modems[carrier], owner, time, loggers);
                carriers.Add(made);
                return made;
            },
            LocalRecordLog.Open(options.DataFolder),
            time,
            loggers);
        var link = new SiteLink(
            new SiteLinkOptions { BaseStation = options.BaseStation, Nodes = options.Nodes, Software = options.Software },
            node => LinkChannel.Open(node, holder, clock), time, store, controller, new RevokedNodes(options.DataFolder, holder, clock));
        var held = store.Load();
        var problems = controller.Start(held, link.Send);
        if (held is not null)
        {
            link.Begin(held, problems);
        }

        var renewal = new LinkRenewal(new Enrollment(new LinkStore(options.DataFolder), clock), holder, clock);
        return new StationHost(folder, controller, carriers, link, renewal, time, loggers.CreateLogger<StationHost>());
    }
}
