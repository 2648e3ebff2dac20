using System.Diagnostics;
using Google.Protobuf;
using Grpc.Net.Client;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.BaseStation.Link;
using RadioNet.BaseStation.Tests.Fallback;
using RadioNet.Plan;
using RadioNet.Protocols.Identity;

namespace RadioNet.BaseStation.Tests.Link;

/// <summary>A base station's end of its link, at nodes that behave in many ways.</summary>
public sealed class SiteLinkTests : IAsyncDisposable
{
    private const string Plan =
        """
        network: n
        tiers: [{ level: 1, name: T }]
        places: [{ id: p, tier: 1 }]
        nodes: [{ id: core, at: p }]
        sites: [{ id: hill, at: p, base-stations: [{ id: bs1, carriers: [{ id: c1, receive: 416 MHz, transmit: 421 MHz }] }] }]
        """;

    private static readonly Lazy<LinkCredentials> _site = new(() =>
    {
        using PlayedNetwork network = new();
        return network.Issue(LinkPeerKind.Site, "hill");
    });

    private readonly TempFolder _folder = new();
    private readonly List<PlayedNode> _nodes = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly HeardUser _user = new();
    private Task _running = Task.CompletedTask;

    [Fact]
    public async Task A_station_that_stops_says_goodbye()
    {
        var node = await NodeAsync();
        Run(node);
        await WaitAsync(() => node.Open == 1 && _user.Told.Contains($"attached {node.Address}"));

        await StopAsync();

        Assert.NotNull(node.Said.Last().Goodbye);
        Assert.Equal($"detached {node.Address} Left", _user.Told.Last());
    }

    [Fact]
    public async Task A_station_that_moves_to_a_better_node_says_goodbye_to_the_other()
    {
        var (better, other) = (await NodeAsync(), await NodeAsync());
        better.Answer = (_, _) => Task.FromResult(false);
        Run(new SiteLinkOptions { BaseStation = "bs1", Nodes = [better.Address, other.Address], ReturnInterval = TimeSpan.FromMilliseconds(200) });
        await WaitAsync(() => _user.Told.Contains($"attached {other.Address}"));

        better.Answer = PlayedNode.WelcomeAsync;

        await WaitAsync(() => _user.Told.Contains($"attached {better.Address}") && other.Open == 0);
        Assert.NotNull(other.Said.Last().Goodbye);
        Assert.DoesNotContain(better.Said, said => said.Goodbye is not null);
    }

    [Fact]
    public async Task A_node_whose_sessions_are_short_is_asked_ever_less_often()
    {
        var node = await NodeAsync();
        node.Answer = async (_, to) =>
        {
            await to.WriteAsync(new ToBaseStation { Welcome = new Welcome { PingMilliseconds = 200 } });
            return false;
        };
        Run(node);

        await Task.Delay(TimeSpan.FromSeconds(2));

        // At 0, 0.25, 0.75, 1.75 s.
        Assert.InRange(node.Hellos.Count(), 2, 5);
    }

    [Fact]
    public async Task A_lone_node_may_take_its_time()
    {
        var node = await NodeAsync();
        node.Answer = async (hello, to) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            return await PlayedNode.WelcomeAsync(hello, to);
        };
        Run(node);

        await WaitAsync(() => _user.Told.Contains($"attached {node.Address}"));

        Assert.Single(node.Hellos);
    }

    [Fact]
    public async Task A_slow_node_of_several_is_left_for_the_next_and_given_more_time_when_none_serves()
    {
        var (slow, dead) = (await NodeAsync(), await NodeAsync());
        dead.Answer = (_, _) => Task.FromResult(false);
        slow.Answer = async (hello, to) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(0.6));
            return await PlayedNode.WelcomeAsync(hello, to);
        };
        Run(new SiteLinkOptions { BaseStation = "bs1", Nodes = [slow.Address, dead.Address], AttachTime = TimeSpan.FromSeconds(0.3), FirstPause = TimeSpan.FromMilliseconds(50) });

        await WaitAsync(() => _user.Told.Contains($"attached {slow.Address}"));

        Assert.NotEmpty(dead.Hellos);
        Assert.InRange(slow.Hellos.Count(), 2, 4);
    }

    [Fact]
    public async Task What_it_holds_is_named_by_its_content()
    {
        var node = await NodeAsync();
        node.Answer = async (hello, to) =>
        {
            var text = hello.Revision == 0 ? Plan : Plan + "\n# altered\n";
            await to.WriteAsync(new ToBaseStation
            {
                Welcome = new Welcome { PingMilliseconds = 200, Plan = new StationPlan { Revision = 7, Yaml = text, Sha256 = ByteString.CopyFrom(PlanHash.OfText(Plan)) } },
            });
            return true;
        };
        Run(node);
        await WaitAsync(() => node.Said.Any(said => said.Applied is not null));
        node.End();

        await WaitAsync(() => node.Said.Count(said => said.Applied is not null) == 2);

        Assert.Equal((0, ByteString.Empty), (node.Hellos.First().Revision, node.Hellos.First().PlanSha256));
        Assert.Equal((7, ByteString.CopyFrom(PlanHash.OfText(Plan))), (node.Hellos.Last().Revision, node.Hellos.Last().PlanSha256));
        Assert.Equal(["obeyed 7"], _user.Told.Where(told => told.StartsWith("obeyed", StringComparison.Ordinal)));
        var refused = node.Said.Last(said => said.Applied is not null).Applied;
        Assert.Contains("hash", Assert.Single(refused.Problems).En, StringComparison.Ordinal);
        Assert.Equal(PlanHash.OfText(Plan), new PlanStore(_folder.Path).Load()!.Sha256.ToByteArray());
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var node in _nodes) await node.DisposeAsync();
        _stop.Dispose();
        _folder.Dispose();
    }

    private static async Task WaitAsync(Func<bool> isSo)
    {
        var since = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(10), "Not in 10 s.");
            await Task.Delay(10);
        }
    }

    private async Task<PlayedNode> NodeAsync()
    {
        var node = await PlayedNode.StartAsync();
        _nodes.Add(node);
        return node;
    }

    private void Run(PlayedNode node) => Run(new SiteLinkOptions { BaseStation = "bs1", Nodes = [node.Address] });

    private void Run(SiteLinkOptions options) => _running = new SiteLink(
        options, node => GrpcChannel.ForAddress(node), TimeProvider.System, new PlanStore(_folder.Path), _user,
        new RevokedNodes(_folder.Path, new LinkHolder(_site.Value), new LinkClock(TimeProvider.System))).RunAsync(_stop.Token);

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(5));
    }
}
