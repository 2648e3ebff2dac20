using System.Diagnostics;
using RadioNet.Api;
using RadioNet.Simulator.Radios;
using RadioNet.Tests.EndToEnd.Rig;
using static RadioNet.Tests.Tiers.TierRig;

namespace RadioNet.Tests.Tiers;

/// <summary>The line between a commune and the rest is dead for a while, with people talking on both sides of it.</summary>
[Collection(nameof(RealTime))]
public sealed class FloodTests(ITestOutputHelper output)
{
    private static readonly TimeSpan _unusable = TimeSpan.FromSeconds(3), _parted = TimeSpan.FromSeconds(60), _turn = TimeSpan.FromSeconds(1.05);

    [TierFact]
    public async Task A_minute_of_partition_loses_no_record_and_no_alarm_and_no_talkgroup_for_long()
    {
        await using var cell = await TierCell.StartAsync(TimeSpan.FromMilliseconds(15));
        var clock = Stopwatch.StartNew();
        List<Said> all = [];
        await TalkAsync(cell, all, clock, TimeSpan.FromSeconds(10));
        cell.Way.BlackHole();
        var cut = clock.Elapsed;
        await TalkAsync(cell, all, clock, cut + _parted, emergencies: true);
        cell.Way.Mend();
        var mended = clock.Elapsed;
        await TalkAsync(cell, all, clock, mended + TimeSpan.FromSeconds(20));
        await Task.Delay(TimeSpan.FromSeconds(3));

        output.WriteLine($"cut at {cut.TotalSeconds:0.0} s, back at {mended.TotalSeconds:0.0} s; not whole on their own side: {string.Join("; ", all.Where(said => !said.IsHeardNearby))}");
        foreach (bool below in new[] { true, false })
        {
            foreach (uint group in new[] { TierCell.Command, TierCell.Rescue })
            {
                Said[] side = [.. all.Where(said => said.Below == below && said.Voice.Target == group)];
                var longest = LongestUnusable(side);
                output.WriteLine($"{(below ? "commune" : "province")}, talkgroup {group}: {side.Count(said => said.IsHeardNearby)} of {side.Length} spurts whole on their own side; unusable for {longest.TotalSeconds:0.0} s at most");
                Assert.True(longest < _unusable, $"{longest}");
                Assert.All(side.Where(said => said.At > cut + _unusable && said.At < mended || said.At > mended + _unusable), said => Assert.True(said.IsHeardNearby, $"{said}"));
            }
        }

        // From some seconds after the heal on, everybody hears everybody.
        Assert.All(all.Where(said => said.At > mended + TimeSpan.FromSeconds(8)), said => Assert.True(said.IsHeardFar, $"{said}"));
        Assert.All(all.Where(said => said.At > cut + TimeSpan.FromSeconds(1) && said.At < mended - TimeSpan.FromSeconds(1)), said => Assert.False(said.IsHeardFar, $"{said}"));
        var joined = all.First(said => said.At > mended && said.IsHeardFar).At - mended;
        output.WriteLine($"first spurt that crossed again: {joined.TotalSeconds:0.0} s after the line was back");
        await HasEachOnceAsync(cell, all);
    }

    [TierFact]
    public async Task Who_talks_on_both_sides_at_the_heal_ends_whole_and_of_two_afterwards_one_is_heard()
    {
        await using var cell = await TierCell.StartAsync(TimeSpan.FromMilliseconds(15));
        foreach (uint group in new[] { TierCell.Command, TierCell.Rescue })
        {
            cell.Way.BlackHole();
            await Task.Delay(_unusable);
            var (below, above) = (TierCell.Speak(1, group, 15), TierCell.Speak(5, group, 20));
            var saying = Task.WhenAll(TierCell.SayAsync(cell.Hill, below), TierCell.SayAsync(cell.Summit, above));
            await Task.Delay(TimeSpan.FromSeconds(2));
            cell.Way.Mend();
            await saying;
            await cell.IsHeardAsync(below, cell.Valley);
            await cell.IsHeardAsync(above, cell.Town);

            // It talks for 1.8 s more than the other, and from soon on everywhere.
            int[] rest = [.. TierCell.HeardOf(above, cell.Valley).Select(heard => heard.Index)];
            output.WriteLine($"talkgroup {group}: of the last 30 bursts, the commune heard {rest.Length}");
            Assert.InRange(rest.Length, 15, 30);
            Assert.Equal(Enumerable.Range(above.VoiceBursts - rest.Length, rest.Length), rest);
            await Task.Delay(TimeSpan.FromSeconds(1.5));

            // 20 ms apart; every listener hears the same one of the two, whole, and nothing of the other.
            for (int turn = 0; turn < 5; turn++)
            {
                var (one, other) = (TierCell.Speak(2, group, 4), TierCell.Speak(6, group, 4));
                var first = TierCell.SayAsync(cell.Hill, one);
                await Task.Delay(20);
                await Task.WhenAll(first, TierCell.SayAsync(cell.Summit, other));
                await Task.Delay(TimeSpan.FromSeconds(1));
                var (won, lost) = TierCell.IsWhole(one, cell.Town) ? (one, other) : (other, one);
                await cell.IsHeardAsync(won, cell.Valley, cell.Town);
                Assert.All(new[] { cell.Valley, cell.Town, cell.Hill, cell.Summit }, repeater => Assert.Empty(TierCell.HeardOf(lost, repeater)));
                output.WriteLine($"talkgroup {group}, turn {turn}: {(won == one ? "the commune's" : "the province's")} talker was heard");
            }
        }
    }

    /// <summary>Radios of both sides take turns on both talkgroups until a time.</summary>
    private static async Task TalkAsync(TierCell cell, List<Said> all, Stopwatch clock, TimeSpan until, bool emergencies = false)
    {
        for (int turn = 0; clock.Elapsed < until; turn++)
        {
            bool below = turn % 2 == 0;
            var started = clock.Elapsed;

            // In timeslot 1 the one side talks while in timeslot 2 the other does.
            await Task.WhenAll(SayAsync(TierCell.Command, below), SayAsync(TierCell.Rescue, !below));
            if (_turn - (clock.Elapsed - started) is { Ticks: > 0 } rest) await Task.Delay(rest);

            async Task SayAsync(uint group, bool isBelow)
            {
                var radio = (uint)((isBelow ? 1 : 5) + (group == TierCell.Rescue ? 2 : 0) + (turn / 2 % 2));
                var voice = TierCell.Speak(radio, group, 2, emergencies && turn is 30 or 31);
                var said = new Said(clock.Elapsed, isBelow, voice, isBelow ? cell.Valley : cell.Town, isBelow ? cell.Summit : cell.Valley, emergencies && turn is 30 or 31);
                lock (all) all.Add(said);
                await TierCell.SayAsync(isBelow ? cell.Hill : cell.Summit, voice);
            }
        }
    }

    /// <summary>From the first spurt that was not heard to the next that was.</summary>
    private static TimeSpan LongestUnusable(Said[] side)
    {
        var (longest, since) = (TimeSpan.Zero, (TimeSpan?)null);
        foreach (var said in side)
        {
            if (!said.IsHeardNearby) since ??= said.At;
            else if (since is { } from) (longest, since) = (said.At - from > longest ? said.At - from : longest, null);
        }

        return since is null ? longest : TimeSpan.MaxValue;
    }

    /// <summary>Waits until the province has each spurt and each alarm once.</summary>
    private async Task HasEachOnceAsync(TierCell cell, List<Said> all)
    {
        Said[] heard = [.. all.Where(said => said.IsHeardNearby)];
        List<Call> calls = [];
        await Wait.UntilAsync(
            async () => Spurts(calls = await CallsAsync(cell.Rig[Root])).Length >= heard.Length,
            () => Task.FromResult($"The province has {Spurts(calls).Length} of {heard.Length} spurts."));
        Assert.Equal(calls.Count, calls.Select(call => call.Id).Distinct().Count());
        foreach (var (source, count) in heard.GroupBy(said => said.Voice.Source.Value).Select(group => (group.Key, group.Count())))
        {
            Assert.InRange(Spurts(calls).Count(spurt => spurt.Source == source), count, all.Count(said => said.Voice.Source.Value == source));
        }

        output.WriteLine($"{all.Count} spurts were spoken, {heard.Length} of them heard whole on their side; the province has {Spurts(calls).Length} of them in {calls.Count} calls of {string.Join(", ", calls.GroupBy(call => call.Node).Select(node => $"{node.Key} ({node.Count()})"))}, each once");
        var raised = all.Where(said => said.IsEmergency).Select(said => said.Voice.Source.ToString()).Order().ToArray();
        string[] told = [];
        await Wait.UntilAsync(
            async () =>
            {
                var listed = await cell.Rig[Root].Alarms.ListAsync(new ListAlarmsRequest());
                told = [.. listed.Alarms.Where(alarm => alarm.Kind == "emergency").Select(alarm => alarm.Subject).Order()];
                return raised.SequenceEqual(told);
            },
            () => Task.FromResult($"The province has the emergencies {string.Join(", ", told)} and not {string.Join(", ", raised)}."));
    }

    private static Spurt[] Spurts(List<Call> calls) => [.. calls.SelectMany(call => call.Spurts).DistinctBy(spurt => spurt.Id)];

    private static async Task<List<Call>> CallsAsync(NodeProcess node)
    {
        List<Call> all = [];
        string page = "";
        do
        {
            var listed = await node.Calls.ListAsync(new ListCallsRequest { States = { CallState.Ended }, PageSize = 500, PageToken = page });
            all.AddRange(listed.Calls);
            page = listed.NextPageToken;
        }
        while (page.Length > 0);
        return all;
    }

    private sealed record Said(TimeSpan At, bool Below, Transmission Voice, RawRepeater Nearby, RawRepeater Far, bool IsEmergency)
    {
        public bool IsHeardNearby => TierCell.IsWhole(Voice, Nearby);

        public bool IsHeardFar => TierCell.IsWhole(Voice, Far);

        public override string ToString() =>
            $"{Voice.Source} to {Voice.Target} at {At.TotalSeconds:0.0} s: nearby {TierCell.HeardOf(Voice, Nearby).Count}, far {TierCell.HeardOf(Voice, Far).Count} of {Voice.VoiceBursts}";
    }
}
