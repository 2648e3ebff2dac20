using RadioNet.Api;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Air;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.BaseStations;

/// <summary>A base station with two carriers whose fibre is cut: its own rules serve it, and its node learns of it all later.</summary>
[Collection(nameof(RealTime))]
public sealed class StationAloneTests(ITestOutputHelper output)
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(20);
    private static readonly TalkgroupId _main = new(StationPlan.Main);
    private static readonly StationPlan _plan = new() { Sites = 1, Carriers = 2 };

    [StationFact]
    public async Task Its_calls_cross_from_carrier_to_carrier_and_leave_their_records_though_it_is_killed_before_the_node_is_back()
    {
        await using var rig = await StationRig.StartAsync(_plan);
        await rig.Node.KillAsync();
        LiveHandset talker = rig.Handset(1), listener = rig.Handset(1, carrier: 2, id: StationPlan.Radio(2)), outsider = rig.Handset(1, id: StationPlan.Outsider);
        var call = talker.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(2), 1));
        await rig.SendAsync(talker, call);
        await rig.HearsWholeAsync(listener, call);
        await outsider.PressAsync(outsider.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(1), 2))).WaitAsync(_bound);
        var help = listener.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(1.5), 3), new ServiceOptions(ServiceOptions.EmergencyBit));
        await rig.SendAsync(listener, help);
        await rig.HearsWholeAsync(talker, help);

        // Hang time ends the calls; their records are on the disk when it has.
        await Task.Delay(TimeSpan.FromSeconds(4));
        string links = rig.Links;
        rig.Station(1).Process.Kill();
        await rig.Station(1).Process.WaitForExitAsync();
        rig.Start(1, [links]);
        await rig.StartNodeAsync();
        await rig.SeesAsync(1, "attached", seen => seen.Attached, _bound);
        IReadOnlyList<Call> calls = [];
        await Wait.UntilAsync(
            async () => (calls = await LocalAsync(rig)).Count >= 2,
            () => Task.FromResult($"The node has {calls.Count} calls of the station: {string.Join("; ", calls)}. {rig.Logs()}"));
        await rig.AlarmAsync("emergency", $"{StationPlan.Radio(2)}", isRaised: true);
        await Task.Delay(TimeSpan.FromSeconds(1));
        calls = await LocalAsync(rig);
        var spoken = calls.Where(c => c.State == CallState.Ended).SelectMany(c => c.Spurts).OrderBy(turn => turn.Started.ToDateTime()).ToArray();
        Assert.Equal([StationPlan.Radio(1), StationPlan.Radio(2)], spoken.Select(turn => turn.Source));
        Assert.Equal(["bs1/c1", "bs1/c2"], spoken.Select(turn => turn.HeardBy));
        Assert.All(spoken, turn => Assert.Equal(("s1", 0u), (turn.Site, turn.Missing)));
        Assert.True(calls.Single(c => c.Spurts.Any(turn => turn.Emergency)).Emergency);
        Assert.Equal(calls.Count, calls.Select(c => c.Id).Distinct().Count());
        output.WriteLine(string.Join('\n', calls));
    }

    [StationFact]
    public async Task A_call_goes_on_when_the_node_is_lost_and_when_it_is_back()
    {
        await using var rig = await StationRig.StartAsync(_plan);
        LiveHandset talker = rig.Handset(1), listener = rig.Handset(1, carrier: 2, id: StationPlan.Radio(2));
        var first = talker.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(9), 1));
        var sent = talker.PressAsync(first);
        await Task.Delay(TimeSpan.FromSeconds(3));
        await rig.Node.KillAsync();
        var before = await rig.ReadAsync(listener);
        var after = await rig.ReadAsync(listener);
        output.WriteLine($"by the node {before.VoiceBursts} bursts, by the station {after.VoiceBursts} of {first.VoiceBursts}");
        Assert.Equal(talker.Radio.Id, before.Source);
        Assert.True(after is { HasTerminator: true, Gaps: 0, OutOfStep: 0 } && after.Source == talker.Radio.Id && after.Target == StationPlan.Main, $"{after}. {rig.Logs()}");
        Assert.True(before.VoiceBursts + after.VoiceBursts >= first.VoiceBursts - (2.5 / 0.06), $"{before.VoiceBursts} and {after.VoiceBursts} of {first.VoiceBursts}");
        await sent.WaitAsync(_bound);

        // The node comes back in the midst of the next one, which nobody may notice.
        var second = talker.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(12), 2));
        sent = talker.PressAsync(second);
        await rig.StartNodeAsync();
        await rig.SeesAsync(1, "attached", seen => seen.Attached, TimeSpan.FromSeconds(6));
        Assert.False(sent.IsCompleted);
        await rig.HearsWholeAsync(listener, second);
        await sent.WaitAsync(_bound);
        await Wait.UntilAsync(
            async () => (await LocalAsync(rig)).Any(c => c.Spurts.Any(turn => turn.Bursts > second.VoiceBursts)),
            async () => $"The node has not the record of the call: {string.Join("; ", await LocalAsync(rig))}. {rig.Logs()}");
        var third = listener.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(1.5), 3));
        await rig.SendAsync(listener, third);
        await rig.HearsWholeAsync(talker, third);
        await Wait.UntilAsync(
            async () => (await CallsAsync(rig)).Any(c => c.Source == StationPlan.Radio(2) && !IsLocal(c)),
            async () => $"The node did not serve the third call: {string.Join("; ", await CallsAsync(rig))}. {rig.Logs()}");
    }

    private static bool IsLocal(Call call) => call.Id.StartsWith("s1.bs1.", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<Call>> CallsAsync(StationRig rig) => (await rig.Node.Calls.ListAsync(new ListCallsRequest { PageSize = 100 })).Calls;

    private static async Task<IReadOnlyList<Call>> LocalAsync(StationRig rig) => [.. (await CallsAsync(rig)).Where(IsLocal)];
}
