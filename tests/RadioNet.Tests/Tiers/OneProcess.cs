using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Services;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Tiers;

/// <summary>Nodes of one network in this process and in one silo, each with a folder and ports of its own, under one another by links.</summary>
internal sealed class OneProcess : IAsyncDisposable
{
    /// <summary>As many as the command has: with a thread a core, as a test's process begins, a few writes to disk hold all nodes up.</summary>
    private const int FewestThreads = 16;

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, NodeHost> _nodes = [];
    private readonly SiloHost _silo;
    private readonly Action<IServiceCollection>? _parts;
    private GrpcChannel? _root;

    private OneProcess(SiloHost silo, Action<IServiceCollection>? parts) => (_silo, _parts) = (silo, parts);

    public NodeHost this[string node] => _nodes[node];

    /// <summary>The root's gRPC services.</summary>
    public GrpcChannel RootChannel => _root!;

    public IEnumerable<string> Nodes => _nodes.Keys;

    /// <summary>Starts the silo, and the root's node with a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="parts">More parts of each node.</param>
    /// <param name="root">The root's node.</param>
    public static async Task<OneProcess> StartAsync(string plan, Action<IServiceCollection>? parts = null, string root = ProvincePlan.Root)
    {
        ThreadPool.GetMinThreads(out int threads, out int completions);
        ThreadPool.SetMinThreads(Math.Max(FewestThreads, threads), completions);
        var process = new OneProcess(await SiloHost.StartAsync(), parts);
        await process.StartAsync(root, null, [], process._folder.Write("plan.yaml", plan));
        process._root = GrpcChannel.ForAddress($"http://{process[root].Addresses.Grpc}", new GrpcChannelOptions { MaxSendMessageSize = null });
        return process;
    }

    /// <summary>Lets a node in below others, the nearest first, and starts it.</summary>
    public async Task AddAsync(string node, params string[] parents)
    {
        var access = new AccessService.AccessServiceClient(_root);
        var token = await access.CreateTokenAsync(new CreateTokenRequest { RequestId = Guid.NewGuid().ToString("N"), Kind = PeerKind.Node, Id = node, Who = "test" });
        await StartAsync(node, token.Token, parents);
    }

    /// <summary>Starts a node, again when it ran before.</summary>
    public async Task StartAsync(string node, string? token, IReadOnlyList<string> parents, string? plan = null)
    {
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        _nodes[node] = await NodeHost.StartAsync(
            new NodeOptions
            {
                DataFolder = Path.Combine(_folder.Path, node),
                PlanFile = plan,
                NodeId = node,
                Token = token,
                Parents = [.. parents.Select(parent => new Uri($"https://{_nodes[parent].Addresses.Links}"))],
                Web = any,
                Grpc = any,
                Links = any,
                Homebrew = any,
                Voice = any,
            },
            _parts, _silo);
    }

    public async Task StopAsync(string node)
    {
        _nodes.TryRemove(node, out var stopping);
        await stopping!.DisposeAsync();
    }

    /// <summary>Applies a plan at the root; how long it took there and until each node has it in force, since before it was sent.</summary>
    public async Task<(TimeSpan Applied, TimeSpan Everywhere)> ApplyAsync(string plan, TimeSpan bound)
    {
        var since = Stopwatch.StartNew();
        var answer = await new PlanService.PlanServiceClient(_root).ApplyAsync(new ApplyRequest { RequestId = Guid.NewGuid().ToString("N"), Text = plan, Who = "test" });
        var applied = since.Elapsed;
        var behind = _nodes.ToDictionary(node => node.Key, node => node.Value.Services.GetRequiredService<PlanKeeper>());
        while (behind.Count > 0)
        {
            foreach (var (node, keeper) in behind)
            {
                if (keeper.Revision.Number == answer.Revision.Number) behind.Remove(node);
            }

            Assert.True(since.Elapsed < bound, $"{behind.Count} nodes have not revision {answer.Revision.Number}: {string.Join(", ", behind.Keys.Take(10))}");
            await Task.Delay(5);
        }

        return (applied, since.Elapsed);
    }

    /// <summary>What the root knows of the nodes.</summary>
    public async Task<IReadOnlyList<Node>> ListAsync() =>
        [.. (await new AccessService.AccessServiceClient(_root).ListNodesAsync(new ListNodesRequest())).Nodes];

    public async ValueTask DisposeAsync()
    {
        // Lower nodes first: nobody looks for a parent that went before it.
        foreach (var node in _nodes.Values.OrderByDescending(node => node.Services.GetRequiredService<PlanKeeper>().Current.Nodes.DepthOf(node.Identity.Id)))
        {
            await node.DisposeAsync();
        }

        await _silo.DisposeAsync();
        _root?.Dispose();
        _folder.Dispose();
    }
}
