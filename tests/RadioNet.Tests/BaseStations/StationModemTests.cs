using System.Diagnostics;
using RadioNet.Protocols;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems;
using ModemCondition = RadioNet.Api.ModemCondition;

namespace RadioNet.Tests.BaseStations;

/// <summary>What modems do to base stations, and what base stations make of it without a person.</summary>
[Collection(nameof(RealTime))]
public sealed class StationModemTests(TwoStations stations, ITestOutputHelper output) : IClassFixture<TwoStations>
{
    private const string Lost = "station-modem-lost", Subject = "s1/bs1/c1";

    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(15);
    private static readonly TalkgroupId _main = new(StationPlan.Main);

    private static bool IsSoak => Environment.GetEnvironmentVariable("RADIONET_SOAK") == "1";

    [StationFact]
    public async Task A_modem_that_was_silent_serves_again_by_itself()
    {
        var rig = stations.Rig;
        await ServesAsync(rig, 1);
        var modem = rig.Modem(1);
        var silence = TimeSpan.FromSeconds(IsSoak ? 60 : 6);
        var since = Stopwatch.StartNew();
        modem.FallSilent(silence);
        await rig.AlarmAsync(Lost, Subject, isRaised: true);
        output.WriteLine($"silent: alarm after {since.Elapsed.TotalSeconds:0.00} s");
        await Task.Delay(silence - since.Elapsed);
        since.Restart();
        await ReadyAsync(rig, since, "silent");
        await ServesAsync(rig, 2);
    }

    [Fact]
    public async Task A_modem_that_is_unplugged_is_missed_at_once_and_serves_when_it_is_plugged_in_again()
    {
        var rig = stations.Rig;
        var modem = rig.Modem(1);
        string link = modem.Address["pty:".Length..];
        foreach (double away in new[] { 1.0, IsSoak ? 60 : 8 })
        {
            var since = Stopwatch.StartNew();
            modem.Vanish();
            await rig.AlarmAsync(Lost, Subject, isRaised: true);
            output.WriteLine($"unplugged: alarm after {since.Elapsed.TotalSeconds:0.00} s");
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(2), $"The alarm came after {since.Elapsed}.");
            await Task.Delay(TimeSpan.FromSeconds(away));
            since.Restart();
            modem.ComeBack(link);
            await ReadyAsync(rig, since, $"unplugged for {away} s");
            await ServesAsync(rig, (int)away);
        }
    }

    [StationFact]
    public async Task A_modem_that_lost_its_power_is_configured_again()
    {
        var rig = stations.Rig;
        await ServesAsync(rig, 1);
        var since = Stopwatch.StartNew();
        rig.Modem(1).PowerCycle();
        await rig.AlarmAsync("station-modem-restarted", Subject, isRaised: true);
        await ReadyAsync(rig, since, "power cycle");
        await ServesAsync(rig, 2);
    }

    [StationFact]
    public async Task Garbage_from_a_modem_harms_nothing()
    {
        var rig = stations.Rig;
        int said = rig.Station(1).Log.Count;
        for (int i = 0; i < 5; i++)
        {
            rig.Modem(1).Flood(20_000);
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        var since = Stopwatch.StartNew();
        await ReadyAsync(rig, since, "flood");
        await ServesAsync(rig, 1);
        Assert.False(rig.Station(1).Process.HasExited);
        Assert.True(rig.Station(1).Log.Count - said < 50, string.Join('\n', rig.Station(1).Log));
    }

    [StationFact]
    public async Task A_carrier_whose_modem_dies_takes_nothing_from_the_call_of_the_other()
    {
        await using var rig = await StationRig.StartAsync(new StationPlan { Sites = 2, Carriers = 2 });
        LiveHandset talker = rig.Handset(2), listener = rig.Handset(1, carrier: 2);
        var warm = talker.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(1), 1));
        await rig.SendAsync(talker, warm);
        await rig.HearsWholeAsync(listener, warm);
        var call = talker.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(6), 2));
        var sent = talker.PressAsync(call);
        await rig.RunsAsync(call);
        rig.Modem(1, 1).Vanish();
        await sent.WaitAsync(_bound);
        await rig.HearsWholeAsync(listener, call);
        await rig.AlarmAsync(Lost, Subject, isRaised: true, TimeSpan.FromSeconds(2));
    }

    /// <summary>Waits until the node sees the modem of site 1 ready and complains of it no more, 5 s at most.</summary>
    private async Task ReadyAsync(StationRig rig, Stopwatch since, string after)
    {
        await rig.AlarmAsync(Lost, Subject, isRaised: false, TimeSpan.FromSeconds(5));
        await rig.SeesAsync(1, "its modem works", seen => seen.Health.SingleOrDefault()?.Modem == ModemCondition.Ready, TimeSpan.FromSeconds(5));
        output.WriteLine($"{after}: the node sees it ready after {since.Elapsed.TotalSeconds:0.00} s");
    }

    /// <summary>A call from site 1 is heard whole at site 2.</summary>
    private static async Task ServesAsync(StationRig rig, int seed)
    {
        LiveHandset talker = rig.Handset(1), listener = rig.Handset(2);
        var call = talker.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(1), seed));
        await rig.SendAsync(talker, call);
        await rig.HearsWholeAsync(listener, call);
        await rig.ClearAsync();
    }
}
