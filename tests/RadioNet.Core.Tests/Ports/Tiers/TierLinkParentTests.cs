using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Tests.Access;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>A parent's end of tier links, with a child whose messages are written by hand.</summary>
public sealed class TierLinkParentTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private LinkRig? _rig;
    private LinkCredentials? _child;

    private LinkRig Rig => _rig!;

    private ChildBook Children => Rig.Node.Services.GetRequiredService<ChildBook>();

    private bool IsLost => Rig.Alarms.Open.Any(alarm => alarm is { Kind: "node-lost", Subject: "core-district" });

    public async ValueTask InitializeAsync()
    {
        _rig = await LinkRig.StartAsync();
        _child = await Rig.EnrollAsync(_folder.Path, "core-district", PeerKind.Node);
    }

    public async ValueTask DisposeAsync()
    {
        _child?.Dispose();
        await Rig.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_child_that_says_nothing_more_is_gone_after_three_pings()
    {
        using var call = await AttachAsync();
        for (ulong number = 1; number <= 2; number++)
        {
            await PingAsync(number);
        }

        // From before the last one can have been heard.
        var since = Stopwatch.StartNew();
        await using Pace pace = new();
        await PingAsync(3);
        await EndAsync(call);
        Assert.True(since.Elapsed > TimeSpan.FromSeconds(1.4), $"{pace}");
        Assert.True(pace.Elapsed < TimeSpan.FromSeconds(2), $"{pace}");
        await UntilAsync(() => Children.Below.Count == 0 && IsLost);
        Assert.NotNull((await SeenAsync()).Since);

        using var again = await AttachAsync();
        await UntilAsync(() => !IsLost);
        Assert.Equal("core", (await SeenAsync()).Parent);
        await again.RequestStream.WriteAsync(new FromChild { Goodbye = new Goodbye() });
        await again.RequestStream.CompleteAsync();
        await UntilAsync(() => Children.Below.Count == 0);
        Assert.False(IsLost);

        async Task PingAsync(ulong number)
        {
            await call.RequestStream.WriteAsync(new FromChild { Ping = new LinkPing { Number = number } });
            Assert.Equal(number, (await NextAsync(call, ToChild.SaidOneofCase.Pong)).Pong.Number);
        }
    }

    [Fact]
    public async Task A_second_attachment_ends_the_first()
    {
        using var first = await AttachAsync();
        using var second = await AttachAsync();
        Assert.Equal(StatusCode.Aborted, await EndAsync(first));
        Assert.Single(Children.Below);
        Assert.False(IsLost);
    }

    [Fact]
    public async Task Two_boxes_with_one_certificate_that_attach_in_turn_are_told()
    {
        bool IsTold() => Rig.Alarms.Open.Any(alarm => alarm is { Kind: "two-boxes-one-id", Subject: "core-district" });
        List<AsyncDuplexStreamingCall<FromChild, ToChild>> calls = [];
        for (var turn = 0; turn < 4; turn++)
        {
            calls.Add(await AttachAsync());
        }

        Assert.False(IsTold());
        calls.Add(await AttachAsync());
        await UntilAsync(IsTold);
        calls.ForEach(call => call.Dispose());
    }

    [Fact]
    public async Task The_plan_is_offered_to_who_does_not_hold_it_and_to_nobody_else()
    {
        PlanOffer offer;
        using (var without = await AttachAsync())
        {
            offer = (await NextAsync(without, ToChild.SaidOneofCase.PlanOffer)).PlanOffer;
            await without.RequestStream.WriteAsync(new FromChild { PlanAsk = new PlanAsk { Number = offer.Number, Offset = offer.TextSize } });
            var part = (await NextAsync(without, ToChild.SaidOneofCase.PlanPart)).PlanPart;
            Assert.Equal((offer.TextSize, (int)offer.SheetSize), (part.Offset, part.Octets.Length));
            Assert.Equal(PlanStep.Behind, (await SeenAsync()).PlanStep);
        }

        using var with = await AttachAsync(new PlanHeld { Number = offer.Number, Sha256 = offer.Sha256 });
        await with.RequestStream.WriteAsync(new FromChild { Ping = new LinkPing { Number = 9 } });
        do
        {
            Assert.True(await with.ResponseStream.MoveNext(CancellationToken.None));
            Assert.Null(with.ResponseStream.Current.PlanOffer);
        }
        while (with.ResponseStream.Current.Pong is null);

        Assert.Equal(PlanStep.InStep, (await SeenAsync()).PlanStep);
        await Rig.ApplyAsync(LinkRig.Plan.Replace("roof", "tower", StringComparison.Ordinal));
        Assert.Equal(offer.Number + 1, (await NextAsync(with, ToChild.SaidOneofCase.PlanOffer)).PlanOffer.Number);
        await UntilAsync(async () => (await SeenAsync()).PlanStep == PlanStep.Behind);
        var problem = new LocalizedText { Vi = "không", En = "no" };
        await with.RequestStream.WriteAsync(new FromChild { PlanHeld = new PlanHeld { Number = offer.Number, Sha256 = offer.Sha256, Problem = problem } });
        await UntilAsync(async () => problem.Equals((await SeenAsync()).PlanProblem));
    }

    [Fact]
    public async Task A_child_has_no_say_about_nodes_that_are_not_below_it()
    {
        using var call = await AttachAsync();
        var since = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(1));
        string[] told = ["core", "core-district", "nobody"];
        await call.RequestStream.WriteAsync(new FromChild { Below = new AttachedNodes { Nodes = { told.Select(id => new AttachedNode { Id = id, Parent = "x", Since = since }) } } });
        await call.RequestStream.WriteAsync(new FromChild { Ping = new LinkPing { Number = 1 } });
        await NextAsync(call, ToChild.SaidOneofCase.Pong);
        Assert.Equal("core", Assert.Single(Children.Below.Values).Parent);
    }

    private static async Task<ToChild> NextAsync(AsyncDuplexStreamingCall<FromChild, ToChild> call, ToChild.SaidOneofCase kind)
    {
        using var limit = new CancellationTokenSource(LinkRig.Bound);
        while (await call.ResponseStream.MoveNext(limit.Token))
        {
            if (call.ResponseStream.Current.SaidCase == kind)
            {
                return call.ResponseStream.Current;
            }
        }

        throw new InvalidOperationException($"The parent ended the stream before it said {kind}.");
    }

    /// <summary>Waits until the parent ends the stream and tells how.</summary>
    private static async Task<StatusCode> EndAsync(AsyncDuplexStreamingCall<FromChild, ToChild> call)
    {
        using var limit = new CancellationTokenSource(LinkRig.Bound);
        try
        {
            while (await call.ResponseStream.MoveNext(limit.Token))
            {
                // What it says before its end is not what is asked for.
            }

            return StatusCode.OK;
        }
        catch (RpcException ended) when (!limit.IsCancellationRequested)
        {
            return ended.StatusCode;
        }
    }

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var since = DateTime.UtcNow; !await holds(); await Task.Delay(20))
        {
            Assert.True(DateTime.UtcNow - since < LinkRig.Bound, "It did not come to be so.");
        }
    }

    private async Task<AsyncDuplexStreamingCall<FromChild, ToChild>> AttachAsync(PlanHeld? held = null)
    {
        var call = new TierLinkService.TierLinkServiceClient(Rig.Channel(_child!)).Attach();
        await call.RequestStream.WriteAsync(new FromChild { Attach = new TierAttach { Software = "by hand", Boots = 1, Plan = held } });
        var welcome = (await NextAsync(call, ToChild.SaidOneofCase.Welcome)).Welcome;
        Assert.Equal(("core", 500u), (welcome.Node, welcome.PingMilliseconds));
        return call;
    }

    private async Task<Node> SeenAsync() => (await Rig.Access.ListNodesAsync(new ListNodesRequest())).Nodes.Single(node => node.Id == "core-district");
}
