using System.Diagnostics;
using RadioNet.Protocols;
using RadioNet.Simulator.Air;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.BaseStations;

/// <summary>Nodes die, come back and are replaced; a base station goes on.</summary>
[Collection(nameof(RealTime))]
public sealed class StationLinkTests(ITestOutputHelper output)
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(15);
    private static readonly TalkgroupId _main = new(StationPlan.Main);

    [StationFact]
    public async Task A_station_without_its_node_repeats_locally_and_attaches_again_by_itself()
    {
        await using var rig = await StationRig.StartAsync(2);
        await rig.Node.KillAsync();
        LiveHandset talker = rig.Handset(1), near = rig.Handset(1, id: StationPlan.Radio(3));
        await CallAsync(rig, talker, near, 1);

        // The node comes back in the midst of a local call, which nobody there may notice.
        var call = talker.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(14), 2));
        var sent = talker.PressAsync(call);
        await rig.StartNodeAsync();
        var since = Stopwatch.StartNew();
        await rig.SeesAsync(1, "attached", seen => seen.Attached, TimeSpan.FromSeconds(5));
        await rig.SeesAsync(2, "attached", seen => seen.Attached, TimeSpan.FromSeconds(5));
        output.WriteLine($"both attached {since.Elapsed.TotalSeconds:0.00} s after the node was ready; the call was running: {!sent.IsCompleted}");
        Assert.False(sent.IsCompleted);
        await sent.WaitAsync(_bound);
        await rig.HearsWholeAsync(near, call);
        await rig.QuietAsync();
        var far = rig.Handset(2);
        await CallAsync(rig, talker, far, 3);
    }

    [StationFact]
    public async Task A_station_that_starts_without_a_node_serves_by_the_plan_on_its_disk_and_is_ready_when_a_node_is_there()
    {
        await using var rig = await StationRig.StartAsync(1);
        string links = rig.Links;
        await rig.Station(1).StopAsync(TimeSpan.FromSeconds(5));
        await rig.Node.KillAsync();
        rig.Modem(1).PowerCycle();
        var since = Stopwatch.StartNew();
        var station = rig.Start(1, [links]);
        await Wait.UntilAsync(() => rig.Modem(1).Statistics.State == Protocols.Mmdvm.ModemState.Dmr, () => $"Its modem rests. {rig.Logs()}");
        output.WriteLine($"it serves {since.Elapsed.TotalSeconds:0.00} s after its start");
        LiveHandset talker = rig.Handset(1), near = rig.Handset(1, id: StationPlan.Radio(3));
        await CallAsync(rig, talker, near, 1);
        Assert.False(station.IsReady);
        await rig.StartNodeAsync();
        Assert.Equal("s1", (await station.ReadyAsync()).GetProperty("site").GetString());
    }

    [StationFact]
    public async Task A_second_node_takes_over_and_gives_back()
    {
        await using var rig = await StationRig.StartAsync(new StationPlan { Sites = 2, HasSpare = true }, withStations: false);
        var spare = await rig.AddNodeAsync("spare", "--parent", rig.Links, "--enroll", await rig.TokenAsync("node", "spare"));
        string[] both = [rig.Links, StationRig.LinksOf(spare)];
        await Task.WhenAll(rig.AddStationAsync(1, both), rig.AddStationAsync(2, both));
        LiveHandset talker = rig.Handset(1), listener = rig.Handset(2);
        await CallAsync(rig, talker, listener, 1);

        var since = Stopwatch.StartNew();
        await rig.Node.KillAsync();
        foreach (int site in new[] { 1, 2 }) await rig.SeesAsync(site, "attached at the spare", seen => seen.Attached, TimeSpan.FromSeconds(3), spare);
        output.WriteLine($"both attached at the spare {since.Elapsed.TotalSeconds:0.00} s after the kill");
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(3), $"{since.Elapsed}");
        await CallAsync(rig, talker, listener, 2);

        await rig.StartNodeAsync();
        since.Restart();

        // The first one knows by the spare's word, too, where they are: they are back when they have left it.
        foreach (int site in new[] { 1, 2 }) await rig.SeesAsync(site, "gone from the spare", seen => !seen.Attached, TimeSpan.FromSeconds(25), spare);
        foreach (int site in new[] { 1, 2 }) await rig.SeesAsync(site, "back at the first", seen => seen.Attached, TimeSpan.FromSeconds(3));
        output.WriteLine($"both back {since.Elapsed.TotalSeconds:0.00} s after the first node was ready");

        // Until a station has read the node's welcome, what is keyed there begins, and ends, as its own.
        foreach (int site in new[] { 1, 2 })
        {
            await Wait.UntilAsync(() => rig.Station(site).Log.Last(IsAboutServing).Contains($"is served by node core at {rig.Links}", StringComparison.Ordinal), rig.Logs);
        }

        await CallAsync(rig, talker, listener, 3);
    }

    [StationFact]
    public async Task A_revoked_site_loses_its_link_at_once_and_goes_on_locally()
    {
        await using var rig = await StationRig.StartAsync(1);
        var since = Stopwatch.StartNew();
        (await rig.Node.RunAsync("site", "revoke", "s1")).Succeeded();
        await rig.SeesAsync(1, "gone", seen => !seen.Attached, TimeSpan.FromSeconds(1));
        output.WriteLine($"gone {since.Elapsed.TotalSeconds:0.00} s after 'site revoke' was typed");
        await Wait.UntilAsync(
            () => rig.Station(1).Log.Any(line => line.Contains("revoked", StringComparison.OrdinalIgnoreCase) && line.Contains("goes on by itself", StringComparison.Ordinal)),
            () => $"It does not say so. {rig.Logs()}");
        await CallAsync(rig, rig.Handset(1), rig.Handset(1, id: StationPlan.Radio(3)), 1);
        Assert.False((await rig.SeenAsync(1)).Attached);
    }

    [Fact]
    public async Task A_node_does_not_enroll_with_words_that_cannot_do()
    {
        using var folder = new TemporaryFolder();
        string plan = folder.Write("plan.yaml", new StationPlan { Sites = 1, HasSpare = true }.Text);
        string[] words = NodeProcess.WordsFor(Path.Combine(folder.Path, "data"), null, "--plan", plan, "--enroll", "rn1.nothing");
        var alone = await RadioNetCommand.RunAsync(words);
        Assert.Equal(2, alone.ExitCode);
        Assert.Contains("--parent", alone.Errors, StringComparison.Ordinal);
        var damaged = await RadioNetCommand.RunAsync([.. words, "--node", "spare", "--parent", "https://127.0.0.1:1"]);
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("token", damaged.Errors, StringComparison.Ordinal);
        var wrong = await RadioNetCommand.RunAsync([.. words, "--node", "spare", "--parent", "core.example:8443"]);
        Assert.Equal(2, wrong.ExitCode);
    }

    private static bool IsAboutServing(string line) => line.Contains("StationController[5001]", StringComparison.Ordinal) || line.Contains("StationController[5002]", StringComparison.Ordinal);

    private static async Task CallAsync(StationRig rig, LiveHandset talker, LiveHandset listener, int seed)
    {
        var call = talker.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(1.5), seed));
        await rig.SendAsync(talker, call);
        await rig.HearsWholeAsync(listener, call);
    }
}
