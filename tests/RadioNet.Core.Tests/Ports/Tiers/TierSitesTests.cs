using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Core.Tests.Access;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>What a parent shows of the sites below it, with a child whose messages are written by hand over a real link.</summary>
public sealed class TierSitesTests : IAsyncLifetime
{
    private static readonly string _plan = LinkRig.Plan.Replace("{ id: hill, at: district }", "{ id: hill, at: district, repeaters: [ { id: 9, secret: x } ] }", StringComparison.Ordinal);

    private readonly TempFolder _folder = new();
    private LinkRig? _rig;
    private LinkCredentials? _child;

    private LinkRig Rig => _rig!;

    public async ValueTask InitializeAsync()
    {
        _rig = await LinkRig.StartAsync();
        await Rig.ApplyAsync(_plan);
        _child = await Rig.EnrollAsync(_folder.Path, "core-district", PeerKind.Node);
    }

    public async ValueTask DisposeAsync()
    {
        _child?.Dispose();
        await Rig.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_site_below_is_unknown_until_its_node_says_how_it_is_and_stale_when_that_is_gone()
    {
        var site = await SeenAsync("hill", seen => seen.View == SiteView.Unknown);
        Assert.Equal((SessionState.Unspecified, 9u, ""), (site.Repeaters[0].Session, site.Repeaters[0].Id, site.Node));
        Assert.InRange(DateTime.UtcNow - site.ViewSince.ToDateTime(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
        var status = await StatusAsync();
        Assert.Equal((2, 0, 2, 1, 0), (status.Sites, status.SitesStale, status.SitesUnknown, status.Repeaters, status.RepeatersUp));

        using (var call = await AttachAsync())
        {
            await call.RequestStream.WriteAsync(new FromChild { Sites = new SitesUp { Sites = { Report("hill", SessionState.Up), Report("roof", SessionState.Down) } } });
            site = await SeenAsync("hill", seen => seen.View == SiteView.Current);
            Assert.Equal((SessionState.Up, "core-district", "district", null), (site.Repeaters[0].Session, site.Node, site.Place, site.ViewSince));
            status = await StatusAsync();
            Assert.Equal((0, 0, 1), (status.SitesStale, status.SitesUnknown, status.RepeatersUp));
            await call.RequestStream.WriteAsync(new FromChild { Sites = new SitesUp { Sites = { new SiteReport { Node = "core-district", Site = new Site { Id = "roof" }, Gone = true } } } });
            await SeenAsync("roof", seen => seen.View == SiteView.Unknown);
        }

        site = await SeenAsync("hill", seen => seen.View == SiteView.Stale);
        Assert.Equal((SessionState.Up, "core-district"), (site.Repeaters[0].Session, site.Node));
        Assert.InRange(DateTime.UtcNow - site.ViewSince.ToDateTime(), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        status = await StatusAsync();
        Assert.Equal((1, 1, 0), (status.SitesStale, status.SitesUnknown, status.RepeatersUp));

        // It stays so until the child has said it anew, and nothing outlives a restart of the parent.
        using (var again = await AttachAsync())
        {
            await SeenAsync("hill", seen => seen.View == SiteView.Stale);
            await again.RequestStream.WriteAsync(new FromChild { Sites = new SitesUp { Sites = { Report("hill", SessionState.Down) } } });
            site = await SeenAsync("hill", seen => seen.View == SiteView.Current);
            Assert.Equal(SessionState.Down, site.Repeaters[0].Session);
        }

        await Rig.RestartAsync();
        await SeenAsync("hill", seen => seen.View == SiteView.Unknown);
    }

    [Fact]
    public async Task A_child_has_no_say_about_sites_of_others_and_says_nothing_that_is_too_large_or_no_time()
    {
        using var call = await AttachAsync();
        var large = Report("hill", SessionState.Up);
        large.Site.Repeaters[0].Software = new string('x', 40_000);
        var timeless = Report("hill", SessionState.Up);
        timeless.StaleSince = new Timestamp { Seconds = long.MaxValue };
        var older = Report("hill", SessionState.Up);
        older.Site.Repeaters[0].Since = new Timestamp { Nanos = -1 };
        SiteReport[] wrong = [large, timeless, older, Report("nowhere", SessionState.Up), new() { Node = "core-district" }, Report("hill", SessionState.Up, "core")];
        await call.RequestStream.WriteAsync(new FromChild { Sites = new SitesUp { Sites = { wrong } } });
        await call.RequestStream.WriteAsync(new FromChild { Sites = new SitesUp { Sites = { Report("roof", SessionState.Up) } } });
        await SeenAsync("roof", seen => seen.View == SiteView.Current);
        await SeenAsync("hill", seen => seen.View == SiteView.Unknown);

        // What a child says of a node below it that it does not reach is as old as it says.
        var stale = Report("hill", SessionState.Up);
        stale.StaleSince = Timestamp.FromDateTime(DateTime.UtcNow.AddHours(-1));
        await call.RequestStream.WriteAsync(new FromChild { Sites = new SitesUp { Sites = { stale } } });
        var site = await SeenAsync("hill", seen => seen.View == SiteView.Stale);
        Assert.Equal(stale.StaleSince, site.ViewSince);
    }

    private static SiteReport Report(string site, SessionState session, string node = "core-district") =>
        new() { Node = node, Site = new Site { Id = site, Repeaters = { new Repeater { Id = 9, Session = session } } } };

    private async Task<AsyncDuplexStreamingCall<FromChild, ToChild>> AttachAsync()
    {
        var call = new TierLinkService.TierLinkServiceClient(Rig.Channel(_child!)).Attach();
        await call.RequestStream.WriteAsync(new FromChild { Attach = new TierAttach { Software = "by hand", Boots = 1 } });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(LinkRig.Bound));
        return call;
    }

    private async Task<Api.Status> StatusAsync()
    {
        using var channel = GrpcChannel.ForAddress(Rig.Grpc);
        return await new StatusService.StatusServiceClient(channel).GetAsync(new GetStatusRequest());
    }

    private async Task<Site> SeenAsync(string id, Func<Site, bool> isSo)
    {
        using var channel = GrpcChannel.ForAddress(Rig.Grpc);
        var since = DateTime.UtcNow;
        while (true)
        {
            var site = (await new SiteService.SiteServiceClient(channel).ListAsync(new ListSitesRequest { Place = "district" })).Sites.Single(one => one.Id == id);
            if (isSo(site))
            {
                return site;
            }

            Assert.True(DateTime.UtcNow - since < LinkRig.Bound, $"It did not come to be so: {site}");
            await Task.Delay(20);
        }
    }
}
