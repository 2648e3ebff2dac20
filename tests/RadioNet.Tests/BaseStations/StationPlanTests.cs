using System.Diagnostics;
using RadioNet.Protocols;
using RadioNet.Simulator.Air;

namespace RadioNet.Tests.BaseStations;

/// <summary>A technician changes the plan, and a base station follows.</summary>
[Collection(nameof(RealTime))]
public sealed class StationPlanTests(ITestOutputHelper output)
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(15);

    [StationFact]
    public async Task A_change_is_followed_within_a_second_and_cuts_no_call()
    {
        await using var rig = await StationRig.StartAsync(2);
        LiveHandset talker = rig.Handset(1), listener = rig.Handset(2);
        var call = talker.Radio.CallGroup(new TalkgroupId(StationPlan.Main), StationRig.Speech(TimeSpan.FromSeconds(9), 1));
        var sent = talker.PressAsync(call);
        await Task.Delay(TimeSpan.FromSeconds(1));
        foreach (string station in new[] { "transmit-hang: 2s", "transmit-hang: 2s, local-repeat: false" })
        {
            await FollowsAsync(rig, rig.Plan with { Station = station }, station);
        }

        await sent.WaitAsync(_bound);
        await rig.HearsWholeAsync(listener, call);

        // A change of the modem waits for its transmitter, and is made all the same.
        var other = rig.Plan with { Carrier = "modem: { transmit-level: 40 % }" };
        await FollowsAsync(rig, other, other.Carrier);
        await rig.ClearAsync();
        await CallAsync(rig);
        var listed = (await rig.Node.RunAsync("site", "list", "--json")).Succeeded().Json.Single(site => site.GetProperty("id").GetString() == "s1");
        var seen = listed.GetProperty("baseStations")[0];
        Assert.Equal((5, 0), (seen.GetProperty("revision").GetInt32(), seen.GetProperty("problems").GetArrayLength()));
    }

    [Fact]
    public async Task A_carrier_without_a_modem_is_a_problem_and_an_alarm_until_it_is_gone()
    {
        await using var rig = await StationRig.StartAsync(1);
        await rig.ApplyAsync(rig.Plan with { Carriers = 2 });
        await rig.SeesAsync(1, "a problem", seen => seen.Problems.Count == 1, TimeSpan.FromSeconds(2));
        Assert.Contains("c2", (await rig.SeenAsync(1)).Problems[0].En, StringComparison.Ordinal);
        await rig.AlarmAsync("station-plan", "s1/bs1", isRaised: true, TimeSpan.FromSeconds(1));

        // It stays one when the station comes back with the very same plan.
        await rig.Station(1).StopAsync(TimeSpan.FromSeconds(5));
        await rig.Start(1, []).ReadyAsync();
        await rig.SeesAsync(1, "the problem again", seen => seen.Attached && seen.Problems.Count == 1);

        await rig.ApplyAsync(rig.Plan);
        await rig.SeesAsync(1, "no problem", seen => seen.Problems.Count == 0, TimeSpan.FromSeconds(2));
        await rig.AlarmAsync("station-plan", "s1/bs1", isRaised: false, TimeSpan.FromSeconds(1));
    }

    /// <summary>Applies a plan and waits for the base stations to follow: 1 s at most.</summary>
    private async Task FollowsAsync(StationRig rig, StationPlan plan, string what)
    {
        int before = (await rig.SeenAsync(1)).Revision;
        await rig.ApplyAsync(plan);
        var since = Stopwatch.StartNew();
        await rig.SeesAsync(1, what, seen => seen.Revision > before && seen.Problems.Count == 0, TimeSpan.FromSeconds(1));
        output.WriteLine($"{what}: followed {since.Elapsed.TotalMilliseconds:0} ms after 'apply' ended");
    }

    private static async Task CallAsync(StationRig rig)
    {
        LiveHandset talker = rig.Handset(1), listener = rig.Handset(2);
        var call = talker.Radio.CallGroup(new TalkgroupId(StationPlan.Main), StationRig.Speech(TimeSpan.FromSeconds(1), 2));
        await rig.SendAsync(talker, call);
        await rig.HearsWholeAsync(listener, call);
    }
}
