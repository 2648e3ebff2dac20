using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using RadioNet.Api;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Records;
using RadioNet.Core.Records.Outages;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Plan;
using RadioNet.Plan.Overlay;
using OverlayState = RadioNet.Api.OverlayState;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>Edits of talkgroups and subscribers at nodes that are cut off, and what becomes of them at the heal; real nodes in this process.</summary>
public sealed class OverlayBookTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly Uri _nowhere = new("https://127.0.0.1:9");

    private readonly List<GrpcChannel> _channels = [];
    private TierNodes? _nodes;

    private TierNodes Nodes => _nodes!;

    public async ValueTask InitializeAsync()
    {
        _nodes = await TierNodes.StartAsync();
        await Nodes.AttachAsync(TierNodes.District, TierNodes.Root);
    }

    public async ValueTask DisposeAsync()
    {
        _channels.ForEach(channel => channel.Dispose());
        await Nodes.DisposeAsync();
    }

    [Fact]
    public async Task A_node_that_is_cut_off_takes_edits_and_the_root_decides_about_each_once()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => EditAsync(TierNodes.District, 4520001, "alias=No"));
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Contains("root node core alone", refused.Status.Detail, StringComparison.Ordinal);

        var revision = Keeper(TierNodes.District).Revision.Number;
        await CutAsync();
        var answer = await EditAsync(TierNodes.District, 4520001, "alias=Flood", requestId: "r1");
        Assert.Equal((true, revision, "core-district.1"), (answer.Changed, answer.Revision.Number, answer.Revision.Overlay));
        Assert.False((await EditAsync(TierNodes.District, 4520001, "alias=Flood", requestId: "r1")).Changed);
        await EditAsync(TierNodes.District, 4520002, "stunned=true");
        await EditAsync(TierNodes.District, 4520003, "alias=Third", EditAction.Add);
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() => EditAsync(TierNodes.District, 4520001, "rank=1"))).StatusCode);
        var apply = await Assert.ThrowsAsync<RpcException>(async () => await Plan(TierNodes.District).ApplyAsync(new ApplyRequest { RequestId = "a", Text = TierNodes.Plan }));
        Assert.Contains("root node core alone", apply.Status.Detail, StringComparison.Ordinal);
        ShowsOverlay();

        // What was acknowledged is on disk, under the root's text and its seal as they came.
        var sealedText = Nodes.Part<ISealedPlanStore>(TierNodes.District).NewestSealed()!.PackedText;
        await Nodes.StopAsync(TierNodes.District);
        await Nodes.StartAtAsync(TierNodes.District, [_nowhere]);
        ShowsOverlay();
        Assert.Equal(sealedText, Nodes.Part<ISealedPlanStore>(TierNodes.District).NewestSealed()!.PackedText);
        var export = await Plan(TierNodes.District).ExportAsync(new ExportRequest());
        Assert.Equal("core-district.3", export.Overlay);
        Assert.StartsWith($"# R{revision}+core-district.3", export.Text, StringComparison.Ordinal);
        Assert.Contains("Flood", export.Text, StringComparison.Ordinal);
        var history = (await Plan(TierNodes.District).HistoryAsync(new HistoryRequest())).Revisions;
        Assert.Equal(["core-district.3", "core-district.2", "core-district.1", ""], history.Take(4).Select(one => one.Overlay));
        Assert.Equal((OverlayState.Open, "set subscriber 4520001 alias=Flood", "an"), (history[2].OverlayState, history[2].What, history[2].Who));

        await TierNodes.UntilAsync(() => LostUplink() is not null, "the district tells that it is cut off");

        // Meanwhile the root changes one of them, and something else.
        Keeper(TierNodes.Root).Edit(new ChangeRequest("root"), "test", plan => PlanEdits.SetSubscriber(plan, new(4520002), ["priority=9"]));
        Keeper(TierNodes.Root).Edit(new ChangeRequest("root"), "test", plan => PlanEdits.SetTalkgroup(plan, new(1001), ["priority=9"]));
        var before = Keeper(TierNodes.Root).Revision.Number;
        var since = Stopwatch.StartNew();
        await HealAsync();
        await TierNodes.UntilAsync(
            () => Keeper(TierNodes.District) is { Overlay: "" } keeper && keeper.Revision.Number == before + 2, "the overlay ends and the root's plan holds");
        output.WriteLine($"The overlay of three edits ended {since.Elapsed.TotalMilliseconds:0} ms after the start of the district that finds the root again.");
        var (root, district) = (Keeper(TierNodes.Root).Current.Plan, Keeper(TierNodes.District).Current.Plan);
        Assert.Equal(PlanHash.OfCanonical(root), PlanHash.OfCanonical(district));
        Assert.Equal(["Flood", "Second", "Third"], root.Subscribers.Select(one => one.Alias));
        Assert.False(root.Subscribers[1].Stunned);

        // Who and where is in the root's history; what was not taken is kept where it was made, with why, and told.
        var atRoot = (await Plan(TierNodes.Root).HistoryAsync(new HistoryRequest())).Revisions;
        Assert.Equal([("an", $"R{revision}+core-district.3"), ("an", $"R{revision}+core-district.1")], atRoot.Take(2).Select(one => (one.Who, one.Comment)));
        history = (await Plan(TierNodes.District).HistoryAsync(new HistoryRequest())).Revisions;
        Assert.Equal([OverlayState.Taken, OverlayState.Refused, OverlayState.Taken], history.Take(3).Select(one => one.OverlayState));
        Assert.Equal([before + 2, 0, before + 1], history.Take(3).Select(one => one.TakenAs));
        Assert.Contains("priority: 9", history[1].WhyNot.En, StringComparison.Ordinal);
        var alarm = Assert.Single(Nodes.Part<IAlarmBook>(TierNodes.District).Open, alarm => alarm.Kind == AlarmKind.EditNotTaken);
        Assert.Equal("core-district.2", alarm.Subject);
        Assert.Contains("make it there", alarm.Text.En, StringComparison.Ordinal);
        Assert.Equal(1, (await Nodes.Rig.Access.ListNodesAsync(new ListNodesRequest())).Nodes.Single(node => node.Id == TierNodes.District).EditsNotTaken);

        // The report of the outage has all three at the root, and at the district.
        Assert.Null(LostUplink());
        await TierNodes.UntilAsync(() => Nodes.Part<OutageBook>(TierNodes.Root).Newest(TierNodes.District, 1).Count == 1, "the root knows of the outage");
        foreach (var node in new[] { TierNodes.Root, TierNodes.District })
        {
            var report = Nodes.Part<OutageBook>(node).Newest(TierNodes.District, 1)[0];
            Assert.Equal(
                [("set subscriber 4520001 alias=Flood", true, before + 1), ("set subscriber 4520002 stunned=true", false, 0), ("add subscriber 4520003 alias=Third", true, before + 2)],
                report.Edits.Where(one => one.IsLocal).Select(one => (one.What, one.IsTaken!.Value, one.TakenAt)));
            var refusal = report.Edits.Single(one => one.IsTaken == false);
            Assert.Equal(($"R{revision}+core-district.2", "an", history[1].WhyNot.Vi), (refusal.Revision, refusal.Who, refusal.Why!.Vi));
            Assert.Contains("stunned: true", refusal.Entry, StringComparison.Ordinal);
            Assert.Equal(OutageReports.ToJson(report), OutageReports.ToJson(OutageMessages.Read(OutageMessages.Of(report))));
            Assert.DoesNotContain(report.Edits, one => !one.IsLocal && one.Revision == $"{before + 1}");
        }

        // Whoever offers one again hears the same, and nothing changes.
        var edit = Nodes.Part<OverlayBook>(TierNodes.District).Ledger.All[0].Edit;
        Assert.Equal(before + 1, Nodes.Part<OverlayJudge>(TierNodes.Root).Decide(edit).Revision);
        await Nodes.StopAsync(TierNodes.District);
        await Nodes.AttachAsync(TierNodes.District, TierNodes.Root);
        Assert.Equal(before + 2, Keeper(TierNodes.Root).Revision.Number);
        Assert.Contains("root node core alone", (await Assert.ThrowsAsync<RpcException>(() => EditAsync(TierNodes.District, 4520001, "alias=No"))).Status.Detail, StringComparison.Ordinal);

        AlarmRecord? LostUplink() =>
            Nodes.Part<IAlarmBook>(TierNodes.District).Open.SingleOrDefault(one => one is { Kind: AlarmKind.UplinkLost, Subject: TierNodes.Root });

        void ShowsOverlay()
        {
            var keeper = Keeper(TierNodes.District);
            Assert.Equal((revision, "core-district.3"), (keeper.Revision.Number, keeper.Overlay));
            Assert.Equal(["Flood", "Second", "Third"], keeper.Current.Plan.Subscribers.Select(one => one.Alias));
            Assert.True(keeper.Current.Plan.Subscribers[1].Stunned);
        }
    }

    [Fact]
    public async Task An_edit_goes_to_the_nodes_that_are_cut_off_too_and_stays_with_them()
    {
        await Nodes.AttachAsync(TierNodes.Commune, TierNodes.District);
        await CutAsync();
        await TierNodes.UntilAsync(() => Nodes.Part<OverlayBook>(TierNodes.Commune).Top == TierNodes.District, "the commune knows who takes edits");
        var elsewhere = await Assert.ThrowsAsync<RpcException>(() => EditAsync(TierNodes.Commune, 4520001, "alias=No"));
        Assert.Contains("core-district takes edits for both", elsewhere.Status.Detail, StringComparison.Ordinal);
        await EditAsync(TierNodes.District, 4520001, "alias=Flood");
        await TierNodes.UntilAsync(() => Keeper(TierNodes.Commune).Overlay == "core-district.1", "the commune has the edit");
        Assert.Equal("Flood", Keeper(TierNodes.Commune).Current.Plan.Subscribers[0].Alias);
        var seen = Nodes.Part<ChildBook>(TierNodes.District);
        await TierNodes.UntilAsync(() => seen.Below.GetValueOrDefault(TierNodes.Commune)?.Plan.Overlay == "core-district.1", "the district sees what the commune has");

        // Alone, over a restart, the commune keeps it and edits on.
        await Nodes.StopAsync(TierNodes.Commune);
        await Nodes.StopAsync(TierNodes.District);
        await Nodes.StartAtAsync(TierNodes.Commune, [_nowhere]);
        Assert.Equal("Flood", Keeper(TierNodes.Commune).Current.Plan.Subscribers[0].Alias);
        await EditAsync(TierNodes.Commune, 4520001, "priority=8");
        Assert.Equal("core-district.1+core-commune.1", Keeper(TierNodes.Commune).Overlay);

        // It finds the root before the district does, and brings both.
        await Nodes.StopAsync(TierNodes.Commune);
        var before = Keeper(TierNodes.Root).Revision.Number;
        await Nodes.AttachAsync(TierNodes.Commune, TierNodes.Root);
        await TierNodes.UntilAsync(() => Keeper(TierNodes.Commune) is { Overlay: "" } keeper && keeper.Revision.Number == before + 2, "the root took both");
        Assert.Equal(("Flood", 8), (Keeper(TierNodes.Root).Current.Plan.Subscribers[0].Alias, Keeper(TierNodes.Root).Current.Plan.Subscribers[0].Priority));
        await Nodes.AttachAsync(TierNodes.District, TierNodes.Root);
        await TierNodes.UntilAsync(() => Keeper(TierNodes.District) is { Overlay: "" } keeper && keeper.Revision.Number == before + 2, "the district hears that its edit was taken");
        Assert.Equal(before + 2, Keeper(TierNodes.Root).Revision.Number);
        Assert.DoesNotContain(Nodes.Part<IAlarmBook>(TierNodes.District).Open, alarm => alarm.Kind == AlarmKind.EditNotTaken);
    }

    [Fact]
    public async Task An_edit_of_a_grandchild_goes_through_the_node_in_between()
    {
        await Nodes.AttachAsync(TierNodes.Commune, TierNodes.District);
        await Nodes.StopAsync(TierNodes.District);
        await TierNodes.UntilAsync(() => Nodes.Part<TierLink>(TierNodes.Commune).Parent is null, "the commune is alone");
        await EditAsync(TierNodes.Commune, 4520001, "talkgroups+=1002");
        var before = Keeper(TierNodes.Root).Revision.Number;
        await Nodes.AttachAsync(TierNodes.District, TierNodes.Root);
        await TierNodes.UntilAsync(() => Keeper(TierNodes.Commune) is { Overlay: "" } keeper && keeper.Revision.Number == before + 1, "the root took it");
        Assert.Equal([1001u, 1002u], Keeper(TierNodes.Root).Current.Plan.Subscribers[0].Talkgroups.Select(one => one.Value));
        Assert.Equal(HashOf(TierNodes.Root), HashOf(TierNodes.District));
    }

    private string HashOf(string node) => PlanHash.OfCanonical(Keeper(node).Current.Plan);

    private PlanKeeper Keeper(string node) => Nodes.Part<PlanKeeper>(node);

    private PlanService.PlanServiceClient Plan(string node)
    {
        var channel = GrpcChannel.ForAddress($"http://{Nodes[node].Addresses.Grpc}");
        _channels.Add(channel);
        return new PlanService.PlanServiceClient(channel);
    }

    private async Task<PlanChangeResponse> EditAsync(string node, uint id, string words, EditAction action = EditAction.Set, string? requestId = null) =>
        await Plan(node).EditSubscriberAsync(new EditRequest { RequestId = requestId ?? Guid.NewGuid().ToString("N"), Action = action, Id = id, Words = { words }, Who = "an" });

    /// <summary>The district loses the root, and whoever is below it is with it.</summary>
    private async Task CutAsync()
    {
        await Nodes.StopAsync(TierNodes.District);
        await Nodes.StartAtAsync(TierNodes.District, [_nowhere]);
    }

    private async Task HealAsync()
    {
        await Nodes.StopAsync(TierNodes.District);
        await Nodes.AttachAsync(TierNodes.District, TierNodes.Root);
    }
}
