using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.BaseStation.Hosting;
using RadioNet.BaseStation.Ports;
using RadioNet.Command.Terminal;
using RadioNet.Simulator.Conversations;

namespace RadioNet.Command.Demo;

/// <summary>
/// The plan's base stations in this process: real controllers, each with a data folder of its own, let in with a token of the root's,
/// each at a virtual modem of the virtual network.
/// </summary>
internal sealed class DemoStations : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ILoggerFactory _loggers;
    private readonly ConcurrentBag<StationHost> _hosts = [];

    private DemoStations(ILoggerFactory loggers) => _loggers = loggers;

    /// <summary>Starts all of them; ends when their nodes serve them and their modems answer.</summary>
    /// <param name="plan">Which base stations there are.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="network">Where their modems are.</param>
    /// <param name="cancel">Ends the start.</param>
    public static async Task<DemoStations> StartAsync(DemoPlan plan, DemoNetwork nodes, VirtualNetwork network, CancellationToken cancel)
    {
        var stations = new DemoStations(nodes.Loggers());
        try
        {
            await Task.WhenAll(plan.Stations.Select(site => stations.StartAsync(plan, nodes, network, site, cancel))).ConfigureAwait(false);
            return stations;
        }
        catch (Exception failed)
        {
            await stations.DisposeAsync().ConfigureAwait(false);
            if (failed is StationStartException cannot) throw new Failure([cannot.Sentence]);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_hosts.Select(host => host.DisposeAsync().AsTask())).ConfigureAwait(false);
        _loggers.Dispose();
    }

    private async Task StartAsync(DemoPlan plan, DemoNetwork nodes, VirtualNetwork network, AirSite site, CancellationToken cancel)
    {
        var planned = plan.Plan.Sites.Single(one => one.Id == site.Id).BaseStations[0];
        var options = new StationOptions
        {
            Site = site.Id,
            BaseStation = planned.Id,
            Nodes = [nodes.Links(site.Id)],
            DataFolder = Path.Combine(nodes.Folder, site.Id),
            Token = await nodes.TokenAsync(PeerKind.Site, site.Id, cancel).ConfigureAwait(false),
            Modems = new Dictionary<string, ModemPortAddress> { [planned.Carriers[0].Id] = ModemPortAddress.Parse(network.Modem(site.Id).Address) },
        };
        var host = await StationHost.StartAsync(options, _loggers, TimeProvider.System, cancel).ConfigureAwait(false);
        _hosts.Add(host);
        try
        {
            await host.ReadyAsync(cancel).WaitAsync(Patience, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new Failure(
                $"Trạm gốc {site.Id} chưa sẵn sàng trong {Patience.TotalSeconds} s. Máy có quá tải không?",
                $"The base station of {site.Id} is not ready within {Patience.TotalSeconds} s. Is this machine overloaded?");
        }
    }
}
