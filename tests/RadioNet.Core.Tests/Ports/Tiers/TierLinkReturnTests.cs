using System.Net;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Services;
using RadioNet.Core.Tests.Access;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>Whom a parent lets in, and a node that goes back to its nearest parent; real nodes in this process.</summary>
public sealed class TierLinkReturnTests : IAsyncLifetime
{
    private const string Plan = """
        network: test-net
        tiers: [ { level: 1, name: P }, { level: 2, name: D }, { level: 3, name: C } ]
        places: [ { id: province, tier: 1 }, { id: district, tier: 2, in: province }, { id: commune, tier: 3, in: district } ]
        nodes: [ { id: core, at: province }, { id: core-district, at: district }, { id: core-commune, at: commune } ]
        sites: [ { id: hill, at: district } ]
        """;

    private static readonly TimeSpan _backTime = TimeSpan.FromSeconds(1);

    private readonly TempFolder _district = new(), _commune = new(), _site = new();
    private readonly Switch _quiet = new();
    private LinkRig? _rig;

    private LinkRig Rig => _rig!;

    public async ValueTask InitializeAsync()
    {
        _rig = await LinkRig.StartAsync();
        await _rig.ApplyAsync(Plan);
    }

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        _district.Dispose();
        _commune.Dispose();
        _site.Dispose();
    }

    [Fact]
    public async Task A_node_goes_back_when_its_nearest_parent_has_been_back_for_a_while_and_it_is_quiet()
    {
        var district = await StartAsync("core-district", _district, [Rig.Links]);
        var near = new Uri($"https://{district.Addresses.Links}");
        await using var commune = await StartAsync("core-commune", _commune, [near, Rig.Links]);
        var link = commune.Services.GetRequiredService<TierLink>();
        await UntilAsync(() => link.Parent?.Node == "core-district");

        await district.DisposeAsync();
        await UntilAsync(() => link.Parent?.Node == "core");
        district = await StartAsync("core-district", _district, [Rig.Links], near);
        await using (district)
        {
            await Task.Delay(_backTime * 2);
            Assert.Equal("core", link.Parent?.Node);

            _quiet.IsQuiet = true;
            await UntilAsync(() => link.Parent?.Node == "core-district");
            await UntilAsync(() => Rig.Node.Services.GetRequiredService<ChildBook>().Below is var below && below.Count == 2 && below["core-commune"].Parent == "core-district");
            Assert.DoesNotContain(Rig.Alarms.Open, alarm => alarm.Kind == "node-lost");
        }
    }

    [Fact]
    public async Task A_nearer_parent_that_is_quickly_back_is_left_alone_for_its_time()
    {
        var district = await StartAsync("core-district", _district, [Rig.Links]);
        var near = new Uri($"https://{district.Addresses.Links}");
        await using var commune = await StartAsync("core-commune", _commune, [near, Rig.Links], backTime: TimeSpan.FromMinutes(1));
        var link = commune.Services.GetRequiredService<TierLink>();
        _quiet.IsQuiet = true;
        await UntilAsync(() => link.Parent?.Node == "core-district");
        await district.DisposeAsync();
        await UntilAsync(() => link.Parent?.Node == "core");
        await using var again = await StartAsync("core-district", _district, [Rig.Links], near);
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.Equal("core", link.Parent?.Node);
    }

    [Fact]
    public async Task Who_is_no_node_below_is_not_let_in()
    {
        await using var district = await StartAsync("core-district", _district, [Rig.Links]);
        await UntilAsync(() => district.Services.GetRequiredService<TierLink>().Parent is not null);
        using var site = await Rig.EnrollAsync(_site.Path, "hill");
        Assert.Equal(StatusCode.PermissionDenied, await AttachAsync(Rig.Channel(site)));
        using var stranger = Rig.Stranger();
        Assert.Equal(StatusCode.Unauthenticated, await AttachAsync(stranger));

        // The root is above its district, not below it.
        var root = Rig.Node.Services.GetRequiredService<Core.Access.NodeCredentials>().Holder!;
        using var upwards = Api.Links.LinkChannel.Open(new Uri($"https://{district.Addresses.Links}"), root, Rig.Clock);
        Assert.Equal(StatusCode.NotFound, await AttachAsync(upwards));
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(async () => await new TierLinkService.TierLinkServiceClient(upwards).HailAsync(new HailRequest()))).StatusCode);

        await Rig.Access.RevokeAsync(new RevokeRequest { RequestId = "r", Kind = PeerKind.Node, Id = "core-district" });
        await UntilAsync(() => district.Services.GetRequiredService<TierLink>().Parent is null);
    }

    [Fact]
    public async Task A_node_that_leaves_the_plan_is_let_go_without_an_alarm()
    {
        await using var district = await StartAsync("core-district", _district, [Rig.Links]);
        var children = Rig.Node.Services.GetRequiredService<ChildBook>();
        await UntilAsync(() => children.Below.ContainsKey("core-district"));
        await Rig.ApplyAsync(Plan.Replace("{ id: core-district, at: district }, ", "", StringComparison.Ordinal));
        await UntilAsync(() => children.Below.Count == 0);
        Assert.DoesNotContain(Rig.Alarms.Open, alarm => alarm.Kind == "node-lost");
        Assert.Contains(district.Services.GetRequiredService<PlanKeeper>().Current.Plan.Nodes, node => node.Id == "core-district");
    }

    [Fact]
    public async Task Voice_sessions_stand_beside_the_link_and_end_with_it()
    {
        const int Own = 4; // the recorder's, the consoles' two, and what M17 links hear
        var district = await StartAsync("core-district", _district, [Rig.Links]);
        await using (district)
        {
            // The child's first keep-alive, and the parent's answer. The first one may be quicker than the parent's own thread: another follows.
            await UntilAsync(() => Known(Rig.Node) > 0 && Known(district) > 0);
            Assert.Equal((Own + 1, Own + 1), (Counter(Rig.Node, "router.ports"), Counter(district, "router.ports")));
            Assert.InRange(Counter(Rig.Node, "links.unknown"), 0, 1);
            Assert.Equal(0, Counter(district, "links.unknown"));
            await Rig.Access.RevokeAsync(new RevokeRequest { RequestId = "r", Kind = PeerKind.Node, Id = "core-district" });
            await UntilAsync(() => Counter(Rig.Node, "router.ports") == Own && Counter(district, "router.ports") == Own);
        }
    }

    /// <summary>Voice datagrams of a session that the node has.</summary>
    private static long Known(NodeHost node) => Counter(node, "voice-socket.datagrams-in") - Counter(node, "links.unknown");

    private static long Counter(NodeHost node, string name) =>
        node.Services.GetRequiredService<INodeLive>().GetStatus().Counters.Single(counter => counter.Key == name).Value;

    private static async Task<StatusCode> AttachAsync(Grpc.Net.Client.GrpcChannel channel)
    {
        using var call = new TierLinkService.TierLinkServiceClient(channel).Attach();
        try
        {
            await call.RequestStream.WriteAsync(new FromChild { Attach = new TierAttach() });
        }
        catch (RpcException)
        {
            // It is refused already: why, the reading end says.
        }

        try
        {
            await call.ResponseStream.MoveNext(CancellationToken.None);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var since = DateTime.UtcNow; !holds(); await Task.Delay(20))
        {
            Assert.True(DateTime.UtcNow - since < LinkRig.Bound, "It did not come to be so.");
        }
    }

    /// <summary>A node that enrolls when it starts for the first time.</summary>
    private async Task<NodeHost> StartAsync(string id, TempFolder folder, Uri[] parents, Uri? links = null, TimeSpan? backTime = null)
    {
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        if (!File.Exists(Path.Combine(folder.Path, "link.pem")))
        {
            (await Rig.EnrollAsync(folder.Path, id, PeerKind.Node)).Dispose();
        }

        return await LastingPort.ComeAgainAsync(() => NodeHost.StartAsync(
            new NodeOptions
            {
                DataFolder = folder.Path,
                NodeId = id,
                Parents = parents,
                Web = any,
                Grpc = any,
                Links = links is null ? LastingPort.Next() : IPEndPoint.Parse(links.Authority),
                Homebrew = any,
                Voice = any,
            },
            parts => parts
                .AddSingleton(TierLinkOptions.Of(parents) with { ReturnInterval = TimeSpan.FromMilliseconds(100), BackTime = backTime ?? _backTime })
                .AddSingleton<ITierQuiet>(_quiet)));
    }

    private sealed class Switch : ITierQuiet
    {
        public bool IsQuiet { get; set; }
    }
}
