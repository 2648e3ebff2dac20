using System.Diagnostics;
using Google.Protobuf;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.BaseStation.Link;
using RadioNet.BaseStation.Tests.Fallback;
using RadioNet.Protocols.Identity;

namespace RadioNet.BaseStation.Tests.Link;

/// <summary>A base station and nodes whose certificate was revoked, over real TLS.</summary>
public sealed class RevokedNodesTests : IAsyncDisposable
{
    private static readonly LinkClock _clock = new(TimeProvider.System);

    private readonly TempFolder _folder = new();
    private readonly PlayedNetwork _network = new();
    private readonly List<PlayedNode> _nodes = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly HeardUser _user = new();
    private readonly LinkHolder _holder;
    private readonly LinkCredentials _first;
    private readonly LinkCredentials _second;
    private Task _running = Task.CompletedTask;

    public RevokedNodesTests() => (_holder, _first, _second) =
        (new LinkHolder(_network.Issue(LinkPeerKind.Site, "hill")), _network.Issue(LinkPeerKind.Node, "first"), _network.Issue(LinkPeerKind.Node, "second"));

    [Fact]
    public async Task A_station_leaves_a_node_that_was_revoked_and_stays_away_from_it_also_after_a_restart()
    {
        var (first, second) = (await NodeAsync("first", _first), await NodeAsync("second", _second));
        var list = _network.Revoke(7, _first);
        Run(first, second);
        await WaitAsync(() => _user.Told.Contains($"attached {first.Address}"));
        first.Say(new ToBaseStation { Revoked = list });
        await WaitAsync(() => _user.Told.Contains($"attached {second.Address}"));
        Assert.Contains($"detached {first.Address} Refused", _user.Told);
        var hellos = first.Hellos.Count();
        await Task.Delay(TimeSpan.FromMilliseconds(600)); // it looks for better nodes each 50 ms
        Assert.Equal((hellos, 1), (first.Hellos.Count(), second.Open));

        // It is on its disk.
        RevokedNodes kept = new(_folder.Path, new LinkHolder(_holder.Current), _clock);
        Assert.Equal(7, kept.Number);
    }

    [Fact]
    public async Task What_a_revoked_node_holds_back_another_tells()
    {
        var (first, second) = (await NodeAsync("first", _first), await NodeAsync("second", _second));
        Run(first, second);
        await WaitAsync(() => _user.Told.Contains($"attached {first.Address}"));
        second.Revoked = _network.Revoke(7, _first);
        await WaitAsync(() => _user.Told.Contains($"attached {second.Address}"));
    }

    [Fact]
    public void A_list_that_is_older_or_not_the_network_s_is_not_taken()
    {
        RevokedNodes nodes = new(_folder.Path, _holder, _clock);
        using PlayedNetwork other = new();
        var list = _network.Revoke(7, _first);
        Assert.True(nodes.Take(list));
        foreach (var forged in new[]
        {
            list, _network.Revoke(6), other.Revoke(8), new RevokedList(list) { Number = 8 }, new RevokedList(list) { Number = 8, Signature = ByteString.Empty },
        })
        {
            Assert.False(nodes.Take(forged));
        }

        Assert.Equal(7, nodes.Number);
        File.WriteAllText(Path.Combine(_folder.Path, "revoked.bin"), "nonsense");
        Assert.Equal(0, new RevokedNodes(_folder.Path, _holder, _clock).Number);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(5));
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        _stop.Dispose();
        _network.Dispose();
        _folder.Dispose();
    }

    private static async Task WaitAsync(Func<bool> holds)
    {
        for (var since = Stopwatch.StartNew(); !holds(); await Task.Delay(5))
        {
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(10));
        }
    }

    private async Task<PlayedNode> NodeAsync(string name, LinkCredentials credentials)
    {
        var node = await PlayedNode.StartAsync(credentials);
        node.Answer = async (_, to) =>
        {
            await to.WriteAsync(new ToBaseStation { Welcome = new Welcome { Node = name, PingMilliseconds = 200 } });
            return true;
        };
        _nodes.Add(node);
        return node;
    }

    private void Run(params PlayedNode[] nodes) => _running = new SiteLink(
        new SiteLinkOptions
        {
            BaseStation = "bs1",
            Nodes = [.. nodes.Select(node => node.Address)],
            ReturnInterval = TimeSpan.FromMilliseconds(50),
            RevokedInterval = TimeSpan.FromMilliseconds(100),
        },
        node => LinkChannel.Open(node, _holder, _clock), TimeProvider.System, new PlanStore(_folder.Path), _user, new RevokedNodes(_folder.Path, _holder, _clock))
        .RunAsync(_stop.Token);
}
