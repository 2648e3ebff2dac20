using System.Diagnostics;
using RadioNet.Api;
using RadioNet.Simulator.Radios;
using static RadioNet.Tests.Tiers.TierRig;

namespace RadioNet.Tests.Tiers;

/// <summary>Calls over lines that take their time and lose datagrams.</summary>
[Collection(nameof(RealTime))]
public sealed class TierDelayTests(ITestOutputHelper output)
{
    /// <summary>So many bursts at a spurt's start may have waited for the floor.</summary>
    private const int Waiting = 4;

    private static readonly TimeSpan _oneWay = TimeSpan.FromMilliseconds(15);

    [TierFact]
    public async Task A_floor_of_the_province_is_granted_at_the_commune_within_150_ms_over_two_links_of_30_ms()
    {
        await using var cell = await TierCell.StartAsync(_oneWay);
        var (granted, heard, whole) = (new List<double>(), new List<double>(), 0);
        for (int turn = 0; turn < 40; turn++)
        {
            var said = TierCell.Speak(1 + (uint)(turn % 4), TierCell.Command, 2);
            await TierCell.SayAsync(cell.Hill, said);
            await Task.Delay(TimeSpan.FromSeconds(1.2));
            var call = await cell.Rig[Root].Calls.ListAsync(new ListCallsRequest { PageSize = 1, Talkgroup = TierCell.Command });
            var marks = await MarksAsync(cell, Assert.Single(call.Calls).Id);
            long pressed = marks.First(mark => mark.Kind == MarkKind.Pressed).At;
            granted.Add((marks.First(mark => mark.Kind == MarkKind.Granted).At - pressed) / 1000.0);
            heard.Add((marks.First(mark => mark.Kind == MarkKind.Sent && mark.Where.StartsWith("valley", StringComparison.Ordinal)).At - pressed) / 1000.0);
            whole += new[] { cell.Valley, cell.Summit, cell.Town }.Count(listener => TierCell.IsWhole(said, listener));
        }

        output.WriteLine($"granted after: first {granted[0]:0} ms, median {At(granted, 0.5):0} ms, p95 {At(granted, 0.95):0} ms, longest {granted.Max():0} ms");
        output.WriteLine($"sent to the neighbour site after: first {heard[0]:0} ms, median {At(heard, 0.5):0} ms, p95 {At(heard, 0.95):0} ms; {whole} of {3 * heard.Count} listeners heard the spurt whole");
        Assert.True(At(granted, 0.95) < 150, $"{At(granted, 0.95)}");
    }

    /// <summary>What the talker's node noted of a call.</summary>
    private static async Task<Mark[]> MarksAsync(TierCell cell, string call)
    {
        var trace = await cell.Rig[Commune].Traces.GetAsync(new GetTraceRequest { Call = call });
        return [.. trace.Nodes.Single(node => node.Node == Commune).Spurts.SelectMany(spurt => spurt.Marks)];
    }

    [TierFact]
    public async Task Five_percent_of_loss_on_a_line_delays_nothing_else()
    {
        await using var cell = await TierCell.StartAsync(_oneWay);
        cell.Way.State.Loss = 0.05;
        foreach (var (from, to, radio) in new[] { (cell.Hill, cell.Summit, 1u), (cell.Summit, cell.Hill, 5u) })
        {
            var said = TierCell.Speak(radio, TierCell.Command, 50);
            long pressed = await TierCell.SayAsync(from, said);
            await Task.Delay(TimeSpan.FromSeconds(1));
            var heard = TierCell.HeardOf(said, to);

            // The header is burst 0 of the transmission, voice burst i is burst i + 1.
            double[] delays = [.. heard.Where(one => one.Index >= Waiting).Select(one => Stopwatch.GetElapsedTime(pressed, one.At).TotalMilliseconds - ((one.Index + 1) * Transmission.BurstSpacing.TotalMilliseconds))];
            double lost = 1 - ((double)heard.Count / said.VoiceBursts);
            output.WriteLine($"{from.Id} to {to.Id}: {heard.Count} of {said.VoiceBursts} voice bursts, {lost:P1} lost; delay median {At(delays, 0.5):0.0} ms, p99 {At(delays, 0.99):0.0} ms, longest {delays.Max():0.0} ms");
            Assert.InRange(lost, 0.005, 0.12);
            Assert.Equal(heard.Select(one => one.Index).Order(), heard.Select(one => one.Index));
            Assert.True(At(delays, 0.99) < At(delays, 0.5) + 30, "a lost frame held up others");
            Assert.True(delays.Max() < At(delays, 0.5) + 60, "a lost frame held up others");
        }
    }

    /// <summary>A percentile.</summary>
    private static double At(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
    }
}
