using System.Diagnostics;
using RadioNet.Api;
using RadioNet.Protocols;
using RadioNet.Simulator.Air;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.BaseStations;

/// <summary>Group calls from base station to base stations, in both timeslots, one after another for a long time.</summary>
[Collection(nameof(RealTime))]
public sealed class StationSoakTests(ITestOutputHelper output)
{
    private const int Sites = 3;
    private const int SpurtsOfCall = 3;

    private static readonly int[] _spurtSeconds = [2, 5, 3, 1, 4];
    private static readonly TimeSpan _quietBound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _hearingBound = TimeSpan.FromSeconds(3);

    [SoakFact]
    public async Task Group_calls_one_after_another_lose_nothing()
    {
        await using var rig = await StationRig.StartAsync(Sites);
        var before = rig.Modems.ToDictionary(modem => modem, modem => modem.Statistics);
        var tallies = new Dictionary<Timeslot, SoakTally> { [Timeslot.One] = new(), [Timeslot.Two] = new() };
        using var isOver = new CancellationTokenSource();
        var longestWait = Task.Factory.StartNew(() => LongestWait(isOver.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var since = Stopwatch.StartNew();
        try
        {
            await Task.WhenAll(tallies.Select(tally => TalkAsync(rig, tally.Key, tally.Value, () => since.Elapsed < SoakFactAttribute.Length)));
        }
        finally
        {
            await isOver.CancelAsync();
            output.WriteLine($"{since.Elapsed.TotalMinutes:F1} minutes; this machine's longest hold-up of 5 ms: {(await longestWait).TotalMilliseconds:F0} ms");
            foreach (var (slot, tally) in tallies) output.WriteLine(string.Join('\n', [$"Timeslot {(int)slot}: {tally}", .. tally.Told]));
            foreach (var modem in rig.Modems) output.WriteLine($"{modem.Statistics.Name}: {SoakTally.Modem(modem.Statistics, before[modem])}");
            for (int site = 1; site <= Sites; site++) output.WriteLine(string.Join('\n', (await rig.SeenAsync(site)).Health.Select(health => Describe(site, health))));
        }

        Assert.All(tallies.Values, tally => Assert.True(tally is { Spurts: > 0, Lost: 0, Foreign: 0, Broken: 0 }, string.Join('\n', [$"{tally}", .. tally.Told, rig.Logs()])));
        Assert.All(rig.Modems, modem => Assert.Equal(
            (0L, 0L), (modem.Statistics.OnAir.Underruns - before[modem].OnAir.Underruns, modem.Statistics.Firmware.Overruns - before[modem].Firmware.Overruns)));
    }

    /// <summary>Talks in one timeslot, each site's handset in its turn, and holds what the others hear to it; calls follow each other, of some spurts each.</summary>
    private static async Task TalkAsync(StationRig rig, Timeslot slot, SoakTally tally, Func<bool> goesOn)
    {
        uint talkgroup = slot == Timeslot.One ? StationPlan.Main : StationPlan.Second;

        // A radio has one timeslot: those of the second are others.
        LiveHandset[] handsets = [.. Enumerable.Range(1, Sites).Select(site => rig.Handset(site, slot, StationPlan.Radio(slot == Timeslot.One ? site : Sites + site)))];
        for (int turn = 0; goesOn(); turn++)
        {
            if (turn % SpurtsOfCall == 0)
            {
                await NoCallAsync(rig, talkgroup);
                tally.CountCall();
            }

            // Two that wake the same station at once drown each other: before it transmits, nobody knows its timeslots.
            int talker = (turn + (turn / SpurtsOfCall) + (int)slot) % Sites;
            var length = TimeSpan.FromSeconds(_spurtSeconds[turn % _spurtSeconds.Length]);
            var call = handsets[talker].Radio.CallGroup(new TalkgroupId(talkgroup), StationRig.Speech(length, (2 * turn) + (int)slot));
            await rig.SendAsync(handsets[talker], call);
            tally.CountSpurt();
            for (int site = 1; site <= Sites; site++)
            {
                if (site - 1 != talker) tally.Hold(call, await HearAsync(handsets[site - 1]), site);
            }
        }
    }

    /// <summary>What a handset hears of a spurt until its terminator, in as many parts as it fell into.</summary>
    private static async Task<IReadOnlyList<HeardCall>> HearAsync(LiveHandset listener)
    {
        var parts = new List<HeardCall>();
        while (await StationRig.TryReadAsync(listener, _hearingBound) is { } part)
        {
            parts.Add(part);
            if (part.HasTerminator) break;
        }

        return parts;
    }

    /// <summary>The longest that this machine let a thread wait which wanted 5 ms: what it does to the tests' modems, it does to the stations.</summary>
    private static TimeSpan LongestWait(CancellationToken enough)
    {
        var longest = TimeSpan.Zero;
        while (!enough.IsCancellationRequested)
        {
            long asleep = Stopwatch.GetTimestamp();
            Thread.Sleep(5);
            var slept = Stopwatch.GetElapsedTime(asleep);
            if (slept > longest) longest = slept;
        }

        return longest;
    }

    private static Task NoCallAsync(StationRig rig, uint talkgroup)
    {
        var running = new ListCallsRequest { States = { CallState.Running }, Talkgroup = talkgroup };
        return Wait.UntilAsync(
            async () => (await rig.Node.Calls.ListAsync(running)).Calls.Count == 0,
            async () => $"A call does not end: {await rig.Node.Calls.ListAsync(running)}. {rig.Logs()}",
            _quietBound);
    }

    private static string Describe(int site, CarrierHealth health) =>
        $"s{site}/{health.Carrier}: to the network p99 {health.ToNetworkP99Microseconds} µs, to the slot p99 {health.ToSlotP99Microseconds} µs, "
        + $"playout delay {string.Join(" and ", health.PlayoutMilliseconds)} ms, overflows {health.Overflows}, reopened {health.Reopened}, underruns {health.Underruns}, concealed {health.Concealed}";
}
