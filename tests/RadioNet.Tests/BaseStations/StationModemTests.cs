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

    [StationFact]
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
    public async Task Modems_behind_UDP_and_TCP_serve_as_one_at_a_terminal_does_and_come_back_as_it_does()
    {
        await using var rig = await StationRig.StartAsync(new StationPlan
        {
            Sites = 2,
            Modem = (site, _, options) => site == 1 ? VirtualModem.AtUdp(options) : VirtualModem.AtTcp(options),
        });
        Assert.StartsWith("udp:", rig.Modem(1).Address, StringComparison.Ordinal);
        Assert.StartsWith("tcp:", rig.Modem(2).Address, StringComparison.Ordinal);
        await ServesAsync(rig, 1);
        await ServesAsync(rig, 2, from: 2, to: 1);
        foreach (int site in new[] { 1, 2 })
        {
            var since = Stopwatch.StartNew();
            rig.Modem(site).Vanish();
            await rig.AlarmAsync(Lost, $"s{site}/bs1/c1", isRaised: true);
            output.WriteLine($"site {site}: alarm after {since.Elapsed.TotalSeconds:0.00} s");
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(3), $"The alarm came after {since.Elapsed}.");
            since.Restart();
            rig.Modem(site).ComeBack();
            await ReadyAsync(rig, since, $"site {site}", site);
            await ServesAsync(rig, 2 + site, from: 3 - site, to: site);
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

    /// <summary>Waits until the node sees the modem of a site ready and complains of it no more, 5 s at most.</summary>
    private async Task ReadyAsync(StationRig rig, Stopwatch since, string after, int site = 1)
    {
        await rig.AlarmAsync(Lost, $"s{site}/bs1/c1", isRaised: false, TimeSpan.FromSeconds(5));
        await rig.SeesAsync(site, "its modem works", seen => seen.Health.SingleOrDefault()?.Modem == ModemCondition.Ready, TimeSpan.FromSeconds(5));
        output.WriteLine($"{after}: the node sees it ready after {since.Elapsed.TotalSeconds:0.00} s");
    }

    /// <summary>A call from one site is heard whole at the other.</summary>
    private static async Task ServesAsync(StationRig rig, int seed, int from = 1, int to = 2)
    {
        LiveHandset talker = rig.Handset(from), listener = rig.Handset(to);
        var call = talker.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(1), seed));
        await rig.SendAsync(talker, call);
        await rig.HearsWholeAsync(listener, call);
        await rig.ClearAsync();
    }
}
