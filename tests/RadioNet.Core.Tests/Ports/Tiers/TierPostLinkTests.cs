using System.Collections.Immutable;
using System.Net;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Ports.Tiers.Letters;
using RadioNet.Core.Tests.Access;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>What call control says over real links between nodes.</summary>
public sealed class TierPostLinkTests : IAsyncLifetime
{
    private const string District = "core-district";

    private static readonly string[] _both = ["core", District];

    private readonly TempFolder _folder = new();
    private readonly TierEars _ears = new();
    private LinkRig? _rig;

    private LinkRig Rig => _rig!;

    private TierPost Post => Rig.Node.Services.GetRequiredService<TierPost>();

    public async ValueTask InitializeAsync()
    {
        _rig = await LinkRig.StartAsync();
        Post.Hearer = _ears;
    }

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Nodes_hear_each_other_in_order_however_much_there_is_to_say_at_once()
    {
        const int many = 8000;
        var low = new TierEars();
        await using (var child = await StartAsync(low))
        {
            var post = child.Services.GetRequiredService<TierPost>();
            await low.UntilAsync(heard => heard.Contains("up core"));
            post.Send("core", new TierMessage.Below(
                ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, ImmutableArray<Part>>.Empty, 1));
            await _ears.UntilAsync(heard => heard.Contains($"{District} Below"));
            Post.Send(District, new TierMessage.Whole(NodeView.Alone("core") with { Uplinks = Uplink() }, 1));
            for (var i = 1; i <= many; i++)
            {
                post.Send("core", TierEars.Letter(i));
                Post.Send(District, TierEars.Letter(i, _both[0], _both[1]));
            }

            await _ears.UntilAsync(heard => heard[^1] == $"{District} {many}");
            await low.UntilAsync(heard => heard[^1] == $"core {many}");
            Assert.Equal(["up core", "core Whole", .. Enumerable.Range(1, many).Select(i => $"core {i}")], low.Heard);
            Assert.Equal([$"{District} Below", .. Enumerable.Range(1, many).Select(i => $"{District} {i}")], _ears.Heard);
        }

        await _ears.UntilAsync(heard => heard[^1] == $"down {District}");
        await low.UntilAsync(heard => heard[^1] == "down core");
    }

    [Fact]
    public async Task A_node_leaves_a_parent_that_says_nonsense_and_comes_again()
    {
        var low = new TierEars();
        await using var child = await StartAsync(low);
        await low.UntilAsync(heard => heard.Contains("up core"));
        child.Services.GetRequiredService<TierPost>().Send("core", TierEars.Letter(1));
        await _ears.UntilAsync(heard => heard.Length == 1);
        for (var i = 0; i <= TierPostSession.MostMalformed; i++)
        {
            Post.Send(District, TierEars.Letter(i, from: "no id at all", District));
        }

        await low.UntilAsync(heard => heard.Length == 3);
        Assert.Equal(["up core", "down core", "up core"], low.Heard);
        Assert.Equal(TierPostSession.MostMalformed + 1, child.Services.GetRequiredService<TierPost>().Malformed);
        await _ears.UntilAsync(heard => heard.Contains($"down {District}"));
    }

    [Fact]
    public async Task A_second_attachment_ends_the_first_before_it_is_heard_itself()
    {
        using var child = await Rig.EnrollAsync(_folder.Path, District, PeerKind.Node);
        using var first = await AttachAsync(child);
        await SayAsync(first, 1);
        await _ears.UntilAsync(heard => heard.Length == 1);
        using var second = await AttachAsync(child);
        await SayAsync(second, 2);
        await _ears.UntilAsync(heard => heard.Length == 3);
        try
        {
            await SayAsync(first, 3);
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException)
        {
            // The parent may have ended the stream by then.
        }

        Assert.Equal(StatusCode.Aborted, (await EndAsync(first)).StatusCode);
        await SayAsync(second, 4);
        await _ears.UntilAsync(heard => heard.Length == 4);
        Post.Send(District, TierEars.Letter(5));
        Assert.Equal(5, (await NextAsync(second)).Envelope.Letter.Queued.Position);
        Assert.Equal([$"{District} 1", $"down {District}", $"{District} 2", $"{District} 4"], _ears.Heard);
    }

    [Fact]
    public async Task A_child_that_says_nonsense_is_let_go_with_the_reason()
    {
        using var child = await Rig.EnrollAsync(_folder.Path, District, PeerKind.Node);
        using var call = await AttachAsync(child);
        for (var i = 0; i < TierPostSession.MostMalformed; i++)
        {
            await call.RequestStream.WriteAsync(new FromChild { Calls = new TierCall { Joined = new CallJoined() } });
        }

        await SayAsync(call, 1);
        await _ears.UntilAsync(heard => heard.Length == 1);
        await call.RequestStream.WriteAsync(new FromChild { Calls = new TierCall { Envelope = new CallEnvelope { From = "a", To = "b" } } });
        var end = await EndAsync(call);
        Assert.Equal(
            (StatusCode.Aborted, "More than 16 messages about calls were none; of the last one: letter is missing."), (end.StatusCode, end.Status.Detail));
        Assert.Equal([$"{District} 1", $"down {District}"], _ears.Heard);
        var status = await new StatusService.StatusServiceClient(Grpc.Net.Client.GrpcChannel.ForAddress(Rig.Grpc)).GetAsync(new GetStatusRequest());
        Assert.Equal(17, status.Counters["tiers.calls-malformed"]);
    }

    [Fact]
    public async Task A_child_that_does_not_read_is_let_go()
    {
        using var child = await Rig.EnrollAsync(_folder.Path, District, PeerKind.Node);
        using var call = await AttachAsync(child);
        await SayAsync(call, 1);
        await _ears.UntilAsync(heard => heard.Length == 1);
        for (var i = 0; Post.Unsent == 0 && i < 1_000_000; i++)
        {
            Post.Send(District, TierEars.Letter(i));
        }

        await _ears.UntilAsync(heard => heard.Length == 2 && heard[1] == $"down {District}");
        Assert.Equal(StatusCode.Aborted, (await EndAsync(call)).StatusCode);
    }

    private static ImmutableSortedDictionary<string, string> Uplink() => ImmutableSortedDictionary<string, string>.Empty.Add(District, "core");

    private static Task SayAsync(AsyncDuplexStreamingCall<FromChild, ToChild> call, int number) =>
        call.RequestStream.WriteAsync(new FromChild { Calls = TierCalls.Of(TierEars.Letter(number), District) });

    private static async Task<TierCall> NextAsync(AsyncDuplexStreamingCall<FromChild, ToChild> call)
    {
        using var limit = new CancellationTokenSource(LinkRig.Bound);
        while (await call.ResponseStream.MoveNext(limit.Token))
        {
            if (call.ResponseStream.Current.Calls is { } said)
            {
                return said;
            }
        }

        throw new InvalidOperationException("The parent ended the stream before.");
    }

    private static async Task<RpcException> EndAsync(AsyncDuplexStreamingCall<FromChild, ToChild> call)
    {
        using var limit = new CancellationTokenSource(LinkRig.Bound);
        return await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(limit.Token))
            {
                // What it says before its end is not what is asked for.
            }
        });
    }

    /// <summary>A child whose messages are written by hand.</summary>
    private async Task<AsyncDuplexStreamingCall<FromChild, ToChild>> AttachAsync(LinkCredentials child)
    {
        var call = new TierLinkService.TierLinkServiceClient(Rig.Channel(child)).Attach();
        await call.RequestStream.WriteAsync(new FromChild { Attach = new TierAttach { Software = "by hand", Boots = 1 } });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.NotNull(call.ResponseStream.Current.Welcome);
        return call;
    }

    private async Task<NodeHost> StartAsync(TierEars ears)
    {
        (await Rig.EnrollAsync(_folder.Path, District, PeerKind.Node)).Dispose();
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        var node = await NodeHost.StartAsync(
            new NodeOptions { DataFolder = _folder.Path, NodeId = District, Parents = [Rig.Links], Web = any, Grpc = any, Links = any, Homebrew = any, Voice = any });

        // In place of the node's own call control, which may or may not have said something by now: its link begins anew for them.
        await _ears.UntilAsync(heard => heard.Contains($"{District} Below"));
        node.Services.GetRequiredService<TierPost>().Hearer = ears;
        await _ears.UntilAsync(heard => heard[^1] == $"down {District}");
        _ears.Clear();
        return node;
    }
}
