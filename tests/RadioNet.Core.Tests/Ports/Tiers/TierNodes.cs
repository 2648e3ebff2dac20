using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Tests.Access;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>A province, a district and a commune as real nodes in this process; a node that starts again has the address that it had.</summary>
internal sealed class TierNodes : IAsyncDisposable
{
    public const string Root = "core", District = "core-district", Commune = "core-commune";

    public const string Plan = """
        network: test-net
        tiers: [ { level: 1, name: P }, { level: 2, name: D }, { level: 3, name: C } ]
        places: [ { id: province, tier: 1 }, { id: district, tier: 2, in: province }, { id: commune, tier: 3, in: district } ]
        nodes: [ { id: core, at: province }, { id: core-district, at: district }, { id: core-commune, at: commune } ]
        sites: [ { id: hill, at: commune } ]
        talkgroups: [ { id: 1001, home: province }, { id: 1002, home: commune } ]
        subscribers: [ { id: 4520001, alias: First, talkgroups: [ 1001 ] }, { id: 4520002, alias: Second, home: commune } ]
        """;

    private readonly Dictionary<string, NodeHost> _nodes = [];
    private readonly Dictionary<string, TempFolder> _folders = [];
    private readonly Dictionary<string, Uri> _links = [];

    private TierNodes(LinkRig rig) => Rig = rig;

    public LinkRig Rig { get; }

    public NodeHost this[string node] => node == Root ? Rig.Node : _nodes[node];

    /// <summary>A root with the plan.</summary>
    public static async Task<TierNodes> StartAsync()
    {
        var nodes = new TierNodes(await LinkRig.StartAsync());
        await nodes.Rig.ApplyAsync(Plan);
        return nodes;
    }

    public Uri Links(string node) => node == Root ? Rig.Links : _links[node];

    public string Data(string node) => (_folders.TryGetValue(node, out var folder) ? folder : _folders[node] = new TempFolder()).Path;

    public T Part<T>(string node)
        where T : notnull => this[node].Services.GetRequiredService<T>();

    /// <summary>Starts a node below the root; the first time with a token, which its parents bring up.</summary>
    public Task<NodeHost> StartAsync(string node, params string[] parents) => StartAtAsync(node, [.. parents.Select(Links)]);

    /// <inheritdoc cref="StartAsync(string, string[])"/>
    public async Task<NodeHost> StartAtAsync(string node, Uri[] above, UpwardRoom? room = null)
    {
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        var token = File.Exists(Path.Combine(Data(node), "link.pem")) ? null : (await Rig.TokenAsync(node, PeerKind.Node)).Encode();
        var started = await LastingPort.ComeAgainAsync(() => NodeHost.StartAsync(
            new NodeOptions
            {
                DataFolder = Data(node),
                NodeId = node,
                Parents = above,
                Token = token,
                Web = any,
                Grpc = any,
                Links = _links.TryGetValue(node, out var before) ? IPEndPoint.Parse(before.Authority) : LastingPort.Next(),
                Homebrew = any,
                Voice = any,
            },
            parts => parts.AddSingleton(room ?? new UpwardRoom()).AddSingleton(new LinkClock(Rig.Time)).AddSingleton(TierLinkOptions.Of(above) with { ReturnInterval = TimeSpan.FromMilliseconds(100), RevokedInterval = TimeSpan.FromMilliseconds(200) })));
        _links[node] = new Uri($"https://{started.Addresses.Links}");
        return _nodes[node] = started;
    }

    /// <summary>Starts a node and waits until it is attached.</summary>
    public async Task<NodeHost> AttachAsync(string node, params string[] parents)
    {
        var started = await StartAsync(node, parents);
        await UntilAsync(() => Part<TierLink>(node).Parent is not null && Part<OverlayBook>(node).Top is { } top && top != node, $"{node} attaches");
        return started;
    }

    public bool IsRunning(string node) => _nodes.ContainsKey(node);

    public async Task StopAsync(string node)
    {
        _nodes.Remove(node, out var running);
        await running!.DisposeAsync();
    }

    public static Task UntilAsync(Func<bool> holds, string what) => UntilAsync(() => Task.FromResult(holds()), what);

    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var since = DateTime.UtcNow; !await holds(); await Task.Delay(5))
        {
            Assert.True(DateTime.UtcNow - since < LinkRig.Bound, $"It did not come to be so: {what}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes.Values.Reverse())
        {
            await node.DisposeAsync();
        }

        await Rig.DisposeAsync();
        foreach (var folder in _folders.Values)
        {
            folder.Dispose();
        }
    }
}
