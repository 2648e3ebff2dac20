using Google.Protobuf;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Core.Access;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Tests.Access;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>Who was revoked at the root is cut off wherever they are.</summary>
public sealed class RevokedNewsTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly TempFolder _mine = new();
    private TierNodes? _nodes;

    private TierNodes Nodes => _nodes!;

    public async ValueTask InitializeAsync()
    {
        _nodes = await TierNodes.StartAsync();
        await Nodes.AttachAsync(TierNodes.District, TierNodes.Root);
    }

    public async ValueTask DisposeAsync()
    {
        await Nodes.DisposeAsync();
        _mine.Dispose();
    }

    [Fact]
    public async Task A_node_two_hops_below_is_cut_at_once_and_kept_out_everywhere()
    {
        await Nodes.AttachAsync(TierNodes.Commune, TierNodes.District, TierNodes.Root);
        var children = Nodes.Part<ChildBook>(TierNodes.District);
        Assert.Contains(TierNodes.Commune, children.Below.Keys);
        await using Pace since = new();
        await RevokeAsync(PeerKind.Node, TierNodes.Commune);
        await TierNodes.UntilAsync(() => !children.Below.ContainsKey(TierNodes.Commune), "the district lets the commune go");
        output.WriteLine($"The district let the commune go after the revocation was asked for: {since}.");
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(1), $"{since}");

        await TierNodes.UntilAsync(() => Nodes.Part<TierLink>(TierNodes.Commune).Parent is null, "the commune knows that it was let go");

        // It tries both of its parents again and again, and none takes it.
        for (var end = DateTime.UtcNow.AddSeconds(1); DateTime.UtcNow < end; await Task.Delay(50))
        {
            Assert.Null(Nodes.Part<TierLink>(TierNodes.Commune).Parent);
        }

        Assert.Equal(StatusCode.Unauthenticated, await HailAsync(TierNodes.District));
        Assert.Equal(StatusCode.Unauthenticated, await HailAsync(TierNodes.Root));

        // The district knows it also after a restart, with nobody to ask.
        await Nodes.StopAsync(TierNodes.District);
        await Nodes.StartAtAsync(TierNodes.District, [new Uri("https://127.0.0.1:9")]);
        Assert.Equal(StatusCode.Unauthenticated, await HailAsync(TierNodes.District));
        await Nodes.StopAsync(TierNodes.District);
        await Nodes.AttachAsync(TierNodes.District, TierNodes.Root);

        // With a new token it is in again.
        await Nodes.StopAsync(TierNodes.Commune);
        File.Delete(Path.Combine(Nodes.Data(TierNodes.Commune), "link.pem"));
        await Nodes.AttachAsync(TierNodes.Commune, TierNodes.District, TierNodes.Root);
        Assert.Null(await HailAsync(TierNodes.District));
    }

    [Fact]
    public async Task A_site_is_cut_at_the_node_that_serves_it()
    {
        using var site = await Nodes.Rig.Enrollment(_mine.Path).EnrollAsync(Nodes.Links(TierNodes.District), await Nodes.Rig.TokenAsync("hill"));
        using var channel = LinkChannel.Open(Nodes.Links(TierNodes.District), new LinkHolder(site), Nodes.Rig.Clock);
        using var open = new SiteLinkService.SiteLinkServiceClient(channel).Attach();
        var answer = open.ResponseStream.MoveNext(CancellationToken.None);
        await TierNodes.UntilAsync(() => Nodes.Part<Core.Ports.Links.LinkConnections>(TierNodes.District).IsConnected(site.Certificate.SerialNumber), "the site is connected");
        await using Pace since = new();
        await RevokeAsync(PeerKind.Site, "hill");
        await Assert.ThrowsAsync<RpcException>(() => answer.WaitAsync(LinkRig.Bound));
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(2), $"{since}");
        var refused = await Assert.ThrowsAsync<RpcException>(() => Nodes.Rig.Enrollment(_mine.Path).RenewAsync(channel, site));
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        Assert.Contains("was revoked", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_station_is_told_which_nodes_serve_no_more()
    {
        await Nodes.Rig.ApplyAsync(TierNodes.Plan.Replace(
            "{ id: hill, at: commune }", "{ id: hill, at: commune, base-stations: [ { id: bs1, carriers: [ { id: c1, receive: 416 MHz, transmit: 421 MHz } ] } ] }", StringComparison.Ordinal));
        using var site = await Nodes.Rig.Enrollment(_mine.Path).EnrollAsync(Nodes.Links(TierNodes.District), await Nodes.Rig.TokenAsync("hill"));
        using var channel = LinkChannel.Open(Nodes.Links(TierNodes.District), new LinkHolder(site), Nodes.Rig.Clock);
        var client = new SiteLinkService.SiteLinkServiceClient(channel);
        await TierNodes.UntilAsync(() => Nodes.Part<Core.Services.PlanKeeper>(TierNodes.District).Current.TryPort("hill", "bs1", "c1", out _), "the plan is at the district");
        using var open = client.Attach();
        await open.RequestStream.WriteAsync(new FromBaseStation { Attach = new Attach { BaseStation = "bs1" } });
        await RevokeAsync(PeerKind.Node, TierNodes.Commune);
        RevokedList? told = null;
        while (told is null && await open.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(LinkRig.Bound))
        {
            told = open.ResponseStream.Current.Revoked;
        }

        // Who is attached elsewhere asks for it.
        Assert.Equal(Nodes.Part<Revocations>(TierNodes.Root).NewerThan(0), told);
        Assert.Equal(told, (await client.HailAsync(new StationHail { Revoked = told!.Number - 1 })).Revoked);
        Assert.Null((await client.HailAsync(new StationHail { Revoked = told.Number })).Revoked);
        Assert.NotNull(RevokedCertificates.Newer(told, 0, site.Authority));
    }

    [Fact]
    public async Task A_child_leaves_a_parent_that_was_revoked_and_goes_to_another()
    {
        await Nodes.AttachAsync(TierNodes.Commune, TierNodes.District, TierNodes.Root);
        var link = Nodes.Part<TierLink>(TierNodes.Commune);
        Assert.Equal(TierNodes.District, link.Parent?.Node);
        await RevokeAsync(PeerKind.Node, TierNodes.District);
        await TierNodes.UntilAsync(() => link.Parent?.Node == TierNodes.Root, "the commune goes to the root");
        for (var end = DateTime.UtcNow.AddSeconds(1); DateTime.UtcNow < end; await Task.Delay(50))
        {
            Assert.Equal(TierNodes.Root, link.Parent?.Node);
        }
    }

    [Fact]
    public async Task A_list_that_the_root_did_not_sign_or_an_old_one_is_not_taken()
    {
        using var site = await Nodes.Rig.EnrollAsync(_mine.Path, "hill");
        await RevokeAsync(PeerKind.Site, "hill");
        var (root, district) = (Nodes.Part<Revocations>(TierNodes.Root), Nodes.Part<Revocations>(TierNodes.District));
        await TierNodes.UntilAsync(() => district.Number == root.Number && root.Number > 0, "the list came");
        Assert.True(district.Has(site.Certificate, site.Identity));
        var list = root.NewerThan(0)!;
        Assert.Null(root.NewerThan(root.Number));
        foreach (var forged in new[]
        {
            list,
            new RevokedList(list) { Number = list.Number + 1 },
            new RevokedList(list) { Number = list.Number + 1, Peers = ByteString.Empty },
            new RevokedList(list) { Number = list.Number + 1, Signature = ByteString.Empty },
        })
        {
            Assert.False(district.Take(forged));
            Assert.True(district.Has(site.Certificate, site.Identity));
        }

        // What is said of a peer is said of its certificates until then, and not of one that it gets later.
        await TierNodes.UntilAsync(() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000 > list.Number / 1000, "the next second begins");
        using var fresh = await Nodes.Rig.EnrollAsync(_mine.Path, "hill");
        Assert.False(district.Has(fresh.Certificate, fresh.Identity));
    }

    private async Task RevokeAsync(PeerKind kind, string id) =>
        await Nodes.Rig.Access.RevokeAsync(new RevokeRequest { RequestId = Guid.NewGuid().ToString("N"), Kind = kind, Id = id, Who = "an" });

    /// <summary>How a node answers the commune; null for well.</summary>
    private async Task<StatusCode?> HailAsync(string node)
    {
        using var own = new LinkStore(Nodes.Data(TierNodes.Commune)).Load()!;
        using var channel = LinkChannel.Open(Nodes.Links(node), new LinkHolder(own), Nodes.Rig.Clock);
        try
        {
            await new TierLinkService.TierLinkServiceClient(channel).HailAsync(new HailRequest(), deadline: DateTime.UtcNow + LinkRig.Bound);
            return null;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }
}
