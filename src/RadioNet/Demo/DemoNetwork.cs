using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;
using RadioNet.Command.Verbs;
using RadioNet.Core.Hosting;
using RadioNet.Simulator.Links;

namespace RadioNet.Command.Demo;

/// <summary>
/// The plan's nodes in this process and one silo: real ones, each with a data folder of its own in one temporary folder, on free
/// ports of the loopback address, under one another by links.
/// </summary>
internal sealed class DemoNetwork : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20), Patience = TimeSpan.FromSeconds(30);

    private readonly DemoPlan _plan;
    private readonly bool _keep;
    private readonly SiloHost _silo;
    private readonly ConcurrentDictionary<string, NodeHost> _hosts = [];
    private readonly ConcurrentDictionary<string, NodeClient> _clients = [];
    private readonly ConcurrentBag<LinkWay> _ways = [];
    private readonly DemoLog _log;
    private bool _abandoned;

    private DemoNetwork(DemoPlan plan, SiloHost silo, string folder, bool keep, DemoLog log) => (_plan, _silo, Folder, _keep, _log) = (plan, silo, folder, keep, log);

    /// <summary>The folder with the data folders of the nodes and the base stations.</summary>
    public string Folder { get; }

    /// <summary>The root's web page.</summary>
    public string Web => $"http://{_hosts[Root].Addresses.Web}";

    /// <summary>The root's gRPC services.</summary>
    public string Grpc => $"http://{_hosts[Root].Addresses.Grpc}";

    /// <summary>The nodes, the root first.</summary>
    public IEnumerable<string> Nodes => _plan.Nodes.All;

    public string Root => _plan.Nodes.Root!;

    /// <summary>How long the start took.</summary>
    public TimeSpan StartedIn { get; private set; }

    /// <summary>The gRPC services of a node.</summary>
    public NodeClient this[string node] => _clients[node];

    /// <summary>
    /// Starts the root with the plan, then tier by tier the others, each let in with a token of the root's through its parent; ends
    /// when all hang together. <paramref name="parting"/> is the node whose ways up can be cut, null for none;
    /// <paramref name="silent"/> keeps the log from a terminal that shows something else.
    /// </summary>
    public static async Task<DemoNetwork> StartAsync(DemoPlan plan, bool keep, bool silent, string? parting, Action<string, string> tell, CancellationToken cancel)
    {
        var since = Stopwatch.StartNew();
        var folder = Directory.CreateTempSubdirectory("radionet-demo-").FullName;
        var log = new DemoLog(silent);
        var silo = await SiloHost.StartAsync(log.Quieten, cancel).ConfigureAwait(false);
        var network = new DemoNetwork(plan, silo, folder, keep, log);
        try
        {
            await network.StartAsync(parting, tell, since, cancel).ConfigureAwait(false);
            return network;
        }
        catch (Exception failed)
        {
            network._abandoned = true;
            await network.DisposeAsync().ConfigureAwait(false);
            if (failed is NodeStartException cannot) throw new Failure(cannot.Sentences);
            throw;
        }
    }

    /// <summary>Loggers for what runs beside the nodes.</summary>
    public ILoggerFactory Loggers() => _log.Loggers();

    /// <summary>The demonstration is over: nodes and what runs beside them say no more that they lose each other.</summary>
    public void FallSilent() => _log.End();

    /// <summary>Where the repeaters of a site log in.</summary>
    public IPEndPoint Homebrew(string site) => _hosts[_plan.Nodes.ServerOfSite(site)!].Addresses.Homebrew!;

    /// <summary>Where the base stations of a site have their link.</summary>
    public Uri Links(string site) => new($"https://{_hosts[_plan.Nodes.ServerOfSite(site)!].Addresses.Links}");

    /// <summary>Makes a token at the root that lets one device in, as a technician does.</summary>
    public async Task<string> TokenAsync(PeerKind kind, string id, CancellationToken cancel)
    {
        var request = new CreateTokenRequest { RequestId = NodeClient.NewRequestId(), Kind = kind, Id = id, Who = NodeClient.Who };
        return (await _clients[Root].Access.CreateTokenAsync(request, cancellationToken: cancel).ConfigureAwait(false)).Token;
    }

    /// <summary>The line of the node that can be parted is dead and nobody says so: neither its links' streams nor voice pass.</summary>
    public void CutUplink()
    {
        foreach (var way in _ways) way.BlackHole();
    }

    /// <summary>The line is back.</summary>
    public void MendUplink()
    {
        foreach (var way in _ways) way.Mend();
    }

    /// <summary>Every site as the node knows it that serves it.</summary>
    public async Task<IReadOnlyList<Site>> SitesAsync(CancellationToken cancel)
    {
        var all = new List<Site>();
        foreach (var (node, client) in _clients)
        {
            var listed = await client.Sites.ListAsync(new ListSitesRequest(), cancellationToken: cancel).ConfigureAwait(false);
            all.AddRange(listed.Sites.Where(site => _plan.Nodes.ServerOfSite(site.Id) == node));
        }

        var order = _plan.Plan.Sites.Select((site, place) => (site.Id, place)).ToDictionary(site => site.Id, site => site.place);
        return [.. all.OrderBy(site => order[site.Id])];
    }

    /// <summary>With how many nodes a node hangs together, itself among them.</summary>
    public async Task<long> TogetherAsync(string node, CancellationToken cancel)
    {
        var status = await _clients[node].Status.GetAsync(new GetStatusRequest(), cancellationToken: cancel).ConfigureAwait(false);
        return status.Counters.TryGetValue("tiers.nodes", out var count) ? count : 1;
    }

    public async ValueTask DisposeAsync()
    {
        FallSilent();

        // Lower nodes first: nobody looks for a parent that went before it.
        foreach (var tier in _hosts.GroupBy(host => _plan.Nodes.DepthOf(host.Key)).OrderByDescending(tier => tier.Key))
        {
            await Task.WhenAll(tier.Select(host => host.Value.DisposeAsync().AsTask())).ConfigureAwait(false);
        }

        foreach (var client in _clients.Values) client.Dispose();
        foreach (var way in _ways) way.Dispose();
        await _silo.DisposeAsync().ConfigureAwait(false);
        if (!_keep || _abandoned)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task StartAsync(string? parting, Action<string, string> tell, Stopwatch since, CancellationToken cancel)
    {
        var file = Path.Combine(Folder, "dak-lak.yaml");
        await File.WriteAllTextAsync(file, _plan.Text, cancel).ConfigureAwait(false);
        foreach (var tier in Nodes.GroupBy(_plan.Nodes.DepthOf))
        {
            await Task.WhenAll(tier.Select(node => StartAsync(node, node == Root ? file : null, node == parting, cancel))).ConfigureAwait(false);
            tell(
                $"{Seconds(since)} s: đã chạy {string.Join(", ", tier.Select(node => _plan.NodeName(node, new Language(true))))}.",
                $"{Seconds(since)} s: up: {string.Join(", ", tier.Select(node => _plan.NodeName(node, new Language(false))))}.");
        }

        foreach (var node in Nodes)
        {
            while (await TogetherAsync(node, cancel).ConfigureAwait(false) < _hosts.Count)
            {
                if (since.Elapsed > Patience)
                {
                    throw new Failure(
                        $"Nút {node} chưa nối được với các nút khác trong {Patience.TotalSeconds} s. Máy có quá tải không?",
                        $"Node {node} does not hang together with the others within {Patience.TotalSeconds} s. Is this machine overloaded?");
                }

                await Task.Delay(Look, cancel).ConfigureAwait(false);
            }
        }

        StartedIn = since.Elapsed;
        tell($"{Seconds(since)} s: {_hosts.Count} nút đã nối thành một mạng.", $"{Seconds(since)} s: {_hosts.Count} nodes hang together as one network.");
    }

    private async Task StartAsync(string node, string? plan, bool overWays, CancellationToken cancel)
    {
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        var options = new NodeOptions
        {
            DataFolder = Path.Combine(Folder, node),
            PlanFile = plan,
            NodeId = node,
            Token = node == Root ? null : await TokenAsync(PeerKind.Node, node, cancel).ConfigureAwait(false),
            Parents = [.. _plan.Nodes.AncestorsOf(node).Select(parent => LinksOf(parent, overWays))],
            Web = any,
            Grpc = any,
            Links = any,
            Homebrew = any,
            Voice = any,
        };
        _hosts[node] = await NodeHost.StartAsync(options, Parts, _silo, cancel).ConfigureAwait(false);
        _clients[node] = NodeClient.To($"http://{_hosts[node].Addresses.Grpc}");
    }

    private void Parts(IServiceCollection services)
    {
        _log.Quieten(services);
        ConsolePage.Add(services);
    }

    private Uri LinksOf(string parent, bool overWay)
    {
        var addresses = _hosts[parent].Addresses;
        var direct = $"https://{addresses.Links}";
        if (!overWay) return new Uri(direct);
        var way = LinkWay.To(direct, $"{addresses.Voice}");
        _ways.Add(way);
        return new Uri(way.Url);
    }

    private static string Seconds(Stopwatch since) => since.Elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);
}
