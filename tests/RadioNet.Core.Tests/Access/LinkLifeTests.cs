using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Core.Access;
using RadioNet.Core.Ports.Links;
using RadioNet.Core.Records;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Tests.Access;

/// <summary>A certificate's life: renewal, grace, revocation, and the plan's word.</summary>
public sealed class LinkLifeTests : IAsyncLifetime
{
    private readonly TempFolder _mine = new();
    private readonly TempFolder _others = new();
    private LinkRig? _rig;

    private LinkRig Rig => _rig!;

    public async ValueTask InitializeAsync() => _rig = await LinkRig.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        _mine.Dispose();
        _others.Dispose();
    }

    [Fact]
    public async Task Both_ends_renew_at_two_thirds()
    {
        using var first = await Rig.EnrollAsync(_mine.Path, "hill");
        var ownBefore = OwnSerial();
        await Rig.RestartAsync(TimeSpan.FromDays(59));
        Assert.Equal(ownBefore, OwnSerial());
        var holder = new LinkHolder(first);
        Assert.False(await RenewsAsync(holder, TimeSpan.FromSeconds(1)));

        await Rig.RestartAsync(TimeSpan.FromDays(2));
        Assert.NotEqual(ownBefore, OwnSerial());
        Assert.True(await RenewsAsync(holder, LinkRig.Bound));
        Assert.NotEqual(first.Certificate.SerialNumber, holder.Current.Certificate.SerialNumber);
        Assert.NotEqual(first.Certificate.GetPublicKey(), holder.Current.Certificate.GetPublicKey());
        Assert.Equal(first.Identity, holder.Current.Identity);
        Assert.Equal(holder.Current.Certificate.SerialNumber, new LinkStore(_mine.Path).Load()!.Certificate.SerialNumber);

        // The old one serves on until its end, so that a lost answer strands nobody.
        Assert.Null(await Rig.CallAsync(first, _others.Path));
    }

    [Fact]
    public async Task An_ended_certificate_serves_for_thirty_days_with_an_alarm()
    {
        using var site = await Rig.EnrollAsync(_mine.Path, "hill");
        await Rig.RestartAsync(TimeSpan.FromDays(91));
        using var channel = Rig.Channel(site);
        var renewed = await Rig.Enrollment(_mine.Path).RenewAsync(channel, site);
        Assert.Equal("site/hill", (await Rig.AlarmAsync(AlarmKind.CertificateExpired)).Subject);
        Assert.Null(await Rig.CallAsync(renewed, _mine.Path));
        Assert.DoesNotContain(Rig.Alarms.Open, alarm => alarm.Kind == AlarmKind.CertificateExpired);

        await Rig.RestartAsync(TimeSpan.FromDays(30));
        var refused = await Rig.CallAsync(site, _others.Path);
        Assert.Equal(StatusCode.Unauthenticated, refused!.Value.StatusCode);
        Assert.Contains("expired on", refused.Value.Detail, StringComparison.Ordinal);
        Assert.Equal("site/hill", (await Rig.AlarmAsync(AlarmKind.LinkRefused)).Subject);
    }

    [Fact]
    public async Task An_open_link_outlives_the_certificate_that_it_began_with_when_that_was_renewed()
    {
        using var renewed = await Rig.EnrollAsync(_mine.Path, "hill");
        using var neglected = await Rig.EnrollAsync(_others.Path, "roof");
        Assert.Null(await Rig.CallAsync(renewed, _mine.Path));
        using var latest = new LinkStore(_mine.Path).Load()!;
        Assert.Null(await Rig.CallAsync(latest, _mine.Path));
        var open = await OpenAsync(renewed);
        var openNeglected = await OpenAsync(neglected);
        var connections = Rig.Node.Services.GetRequiredService<LinkConnections>();

        Rig.Time.Ahead = TimeSpan.FromDays(91);
        connections.Recheck();
        Assert.Equal("site/roof", (await Rig.AlarmAsync(AlarmKind.CertificateExpired)).Subject);
        Rig.Time.Ahead = TimeSpan.FromDays(121);
        connections.Recheck();
        Assert.True(await openNeglected.ClosesAsync());
        Assert.True(await open.ServesAsync());
        Assert.Equal(["site/roof"], Rig.Alarms.Open.Where(alarm => alarm.Kind == AlarmKind.CertificateExpired).Select(alarm => alarm.Subject));

        // What was renewed of it is revoked, and so is the link.
        var last = (await ListAsync("hill"))[0].Serial;
        await Rig.Access.RevokeAsync(new RevokeRequest { RequestId = "1", Kind = PeerKind.Site, Id = "hill", Serial = last });
        Assert.True(await open.ClosesAsync());
    }

    [Fact]
    public async Task A_revocation_closes_a_link_whose_certificate_is_long_over_and_renewed()
    {
        using var site = await Rig.EnrollAsync(_mine.Path, "hill");
        Assert.Null(await Rig.CallAsync(site, _mine.Path));
        var open = await OpenAsync(site);
        Rig.Time.Ahead = TimeSpan.FromDays(121);
        Rig.Node.Services.GetRequiredService<LinkConnections>().Recheck();
        Assert.True(await open.ServesAsync());
        await Rig.Access.RevokeAsync(new RevokeRequest { RequestId = "1", Kind = PeerKind.Site, Id = "hill" });
        Assert.True(await open.ClosesAsync());
    }

    [Fact]
    public async Task A_revoked_site_loses_its_link_at_once_and_its_tokens_and_comes_back_with_a_new_one()
    {
        using var stolen = await Rig.EnrollAsync(_mine.Path, "hill");
        using var neighbour = await Rig.EnrollAsync(_others.Path, "roof");
        var unused = await Rig.TokenAsync("hill");
        var open = await OpenAsync(stolen);
        var openNeighbour = await OpenAsync(neighbour);
        Assert.True((await ListAsync("hill"))[0].Connected);

        var revoked = await Rig.Access.RevokeAsync(new RevokeRequest { RequestId = "1", Kind = PeerKind.Site, Id = "hill", Who = "an" });
        Assert.Equal((stolen.Certificate.SerialNumber, 1), (Assert.Single(revoked.Certificates).Serial, revoked.Tokens));
        Assert.True(await open.ClosesAsync());
        Assert.True(await openNeighbour.ServesAsync());
        var listed = (await ListAsync("hill"))[0];
        Assert.Equal((CertificateState.Revoked, "an", false), (listed.State, listed.RevokedBy, listed.Connected));

        async Task RefusedAsync()
        {
            var refused = await Rig.CallAsync(stolen, _mine.Path);
            Assert.Equal(StatusCode.Unauthenticated, refused!.Value.StatusCode);
            Assert.Contains("was revoked", refused.Value.Detail, StringComparison.Ordinal);
        }

        await RefusedAsync();
        using var thief = new TempFolder();
        await Assert.ThrowsAsync<EnrollmentException>(() => Rig.Enrollment(thief.Path).EnrollAsync(Rig.Links, unused));
        var again = await Rig.Access.RevokeAsync(new RevokeRequest { RequestId = "2", Kind = PeerKind.Site, Id = "hill", Who = "an" });
        Assert.Equal((0, 0), (again.Certificates.Count, again.Tokens));

        var newToken = await Rig.TokenAsync("hill");
        Assert.False(new LinkStore(_mine.Path).Load()!.CameBy(newToken));
        using var fresh = await Rig.Enrollment(_mine.Path).EnrollAsync(Rig.Links, newToken);
        Assert.Null(await Rig.CallAsync(fresh, _mine.Path));
        Assert.True(new LinkStore(_mine.Path).Load()!.CameBy(newToken));
        Assert.False(new LinkStore(_mine.Path).Load()!.CameBy(unused));
        await Rig.RestartAsync();
        await RefusedAsync();
        Assert.Null(await Rig.CallAsync(fresh, _mine.Path));
    }

    [Fact]
    public async Task One_certificate_of_a_site_is_revoked_by_its_serial()
    {
        using var one = await Rig.EnrollAsync(_mine.Path, "hill");
        using var two = await Rig.EnrollAsync(_others.Path, "hill");
        var request = new RevokeRequest { RequestId = "1", Kind = PeerKind.Site, Id = "roof", Serial = one.Certificate.SerialNumber };
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(async () => await Rig.Access.RevokeAsync(request))).StatusCode);
        request.Id = "hill";
        Assert.Single((await Rig.Access.RevokeAsync(request)).Certificates);
        Assert.NotNull(await Rig.CallAsync(one, _mine.Path));
        Assert.Null(await Rig.CallAsync(two, _others.Path));
        request = new RevokeRequest { RequestId = "2", Kind = PeerKind.Node, Id = "core" };
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(async () => await Rig.Access.RevokeAsync(request))).StatusCode);
        request = new RevokeRequest { RequestId = "3", Kind = PeerKind.Site, Id = "nowhere" };
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(async () => await Rig.Access.RevokeAsync(request))).StatusCode);
    }

    [Fact]
    public async Task A_site_that_leaves_the_plan_loses_its_link_and_one_that_returns_gets_it_back()
    {
        using var site = await Rig.EnrollAsync(_mine.Path, "hill");
        using var neighbour = await Rig.EnrollAsync(_others.Path, "roof");
        var open = await OpenAsync(site);
        var openNeighbour = await OpenAsync(neighbour);
        await Rig.ApplyAsync(LinkRig.Plan.Replace("  - { id: hill, at: district }\n", "", StringComparison.Ordinal));
        Assert.True(await open.ClosesAsync());
        Assert.True(await openNeighbour.ServesAsync());
        Assert.Contains("The plan has no site/hill", (await Rig.CallAsync(site, _mine.Path))!.Value.Detail, StringComparison.Ordinal);
        await Rig.AlarmAsync(AlarmKind.LinkRefused);
        await Rig.ApplyAsync(LinkRig.Plan);
        Assert.Null(await Rig.CallAsync(site, _mine.Path));
        Assert.DoesNotContain(Rig.Alarms.Open, alarm => alarm.Kind == AlarmKind.LinkRefused);
    }

    [Fact]
    public async Task A_network_that_is_renamed_keeps_its_peers()
    {
        using var site = await Rig.EnrollAsync(_mine.Path, "hill");
        await Rig.ApplyAsync(LinkRig.Plan.Replace("test-net", "Other.Net", StringComparison.Ordinal));
        Assert.Null(await Rig.CallAsync(site, _mine.Path));
        using var fresh = await Rig.EnrollAsync(_others.Path, "roof");
        Assert.Equal("radionet://Other.Net/site/roof", fresh.Identity.ToString());
        var own = Rig.Node.Services.GetRequiredService<NodeCredentials>();
        for (var since = DateTime.UtcNow; own.Holder!.Current.Identity.Network != "Other.Net"; await Task.Delay(20))
        {
            Assert.True(DateTime.UtcNow - since < LinkRig.Bound, "The node keeps its former name.");
        }

        Assert.Null(await Rig.CallAsync(fresh, _others.Path));
    }

    [Fact]
    public async Task A_peer_that_renews_without_end_is_stopped()
    {
        using var site = await Rig.EnrollAsync(_mine.Path, "hill");
        Grpc.Core.Status? refused = null;
        for (var count = 0; count < 12 && refused is null; count++)
        {
            refused = await Rig.CallAsync(site, _mine.Path);
        }

        Assert.Equal(StatusCode.ResourceExhausted, refused!.Value.StatusCode);
        Assert.InRange((await ListAsync("hill")).Count, 11, 12);
    }

    [Fact]
    public async Task An_enrolled_node_serves_links_to_the_networks_sites()
    {
        using var credentials = await Rig.EnrollAsync(_mine.Path, "core-district", PeerKind.Node);
        await using var lower = await LinkRig.StartAsync(_mine.Path, "core-district");
        using var site = await Rig.EnrollAsync(_others.Path, "hill");
        Assert.Equal(StatusCode.FailedPrecondition, (await lower.CallAsync(site, _others.Path))!.Value.StatusCode);
        Assert.Contains("has not the network's CA", (await lower.CallAsync(site, _others.Path))!.Value.Detail, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<RpcException>(() => lower.TokenAsync("hill"));
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);

        var nodes = (await Rig.Access.ListNodesAsync(new ListNodesRequest())).Nodes;
        Assert.Equal([("core", true), ("core-district", false)], nodes.Select(node => (node.Id, node.Self)));
        Assert.Equal(credentials.Certificate.SerialNumber, nodes[1].Certificate.Serial);
    }

    [Fact]
    public async Task A_node_below_another_renews_its_certificate_at_whichever_node_above_does()
    {
        using var first = await Rig.EnrollAsync(_mine.Path, "core-district", PeerKind.Node);
        var due = TimeSpan.FromDays(61);
        await Rig.RestartAsync(due);
        await using var lower = await LinkRig.StartAsync(_mine.Path, "core-district", due, [new Uri("https://127.0.0.1:9"), Rig.Links]);
        var own = lower.Node.Services.GetRequiredService<NodeCredentials>();
        for (var since = DateTime.UtcNow; own.Holder!.Current.Certificate.SerialNumber == first.Certificate.SerialNumber; await Task.Delay(20))
        {
            Assert.True(DateTime.UtcNow - since < LinkRig.Bound, "The node keeps its former certificate.");
        }

        Assert.Equal(first.Identity, own.Holder.Current.Identity);
        Assert.Equal(own.Holder.Current.Certificate.SerialNumber, new LinkStore(_mine.Path).Load()!.Certificate.SerialNumber);
        Assert.Equal(own.Holder.Current.Certificate.SerialNumber, (await ListAsync("core-district"))[0].Serial);
    }

    [Fact]
    public async Task A_disk_that_refuses_a_renewal_is_told_of_and_does_not_end_it()
    {
        using var site = await Rig.EnrollAsync(_mine.Path, "hill");
        Rig.Time.Ahead = TimeSpan.FromDays(61);

        // Nobody can read or write a file where a folder is: for root too.
        Directory.CreateDirectory(Path.Combine(_mine.Path, "link-request.pem.new"));
        using var stop = new CancellationTokenSource();
        var told = new TaskCompletionSource<Exception>();
        var holder = new LinkHolder(site);
        var renewal = new LinkRenewal(Rig.Enrollment(_mine.Path), holder, Rig.Clock).RunAsync(() => Rig.Links, failed => told.TrySetResult(failed), stop.Token);
        await Task.WhenAny(told.Task, renewal).WaitAsync(LinkRig.Bound);
        Assert.False(renewal.IsFaulted, renewal.Exception?.Message);
        Assert.IsType<UnauthorizedAccessException>(await told.Task);
        Assert.Same(site, holder.Current);
        await stop.CancelAsync();
        await renewal;
    }

    private string OwnSerial() => Rig.Node.Services.GetRequiredService<NodeCredentials>().Holder!.Current.Certificate.SerialNumber;

    private async Task<IReadOnlyList<Certificate>> ListAsync(string id) =>
        (await Rig.Access.ListCertificatesAsync(new ListCertificatesRequest { Id = id })).Certificates;

    private async Task<bool> RenewsAsync(LinkHolder holder, TimeSpan within)
    {
        using var stop = new CancellationTokenSource();
        var before = holder.Current;
        var failures = new List<Exception>();
        var renewal = new LinkRenewal(Rig.Enrollment(_mine.Path), holder, Rig.Clock).RunAsync(() => Rig.Links, failures.Add, stop.Token);
        for (var since = DateTime.UtcNow; holder.Current == before && DateTime.UtcNow - since < within;)
        {
            await Task.Delay(20);
        }

        await stop.CancelAsync();
        await renewal;
        Assert.Empty(failures);
        return holder.Current != before;
    }

    /// <summary>A connection of a peer that stays open.</summary>
    private async Task<HeldLink> OpenAsync(LinkCredentials credentials)
    {
        var connections = Rig.Node.Services.GetRequiredService<LinkConnections>();
        var tls = await RawLink.OpenAsync(Rig, credentials.Certificate);
        for (var since = DateTime.UtcNow; !connections.IsConnected(credentials.Certificate.SerialNumber); await Task.Delay(10))
        {
            Assert.True(DateTime.UtcNow - since < LinkRig.Bound, "The link did not open.");
        }

        return new HeldLink(tls);
    }
}
