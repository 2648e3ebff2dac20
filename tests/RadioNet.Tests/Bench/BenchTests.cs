using System.Text.Json;
using RadioNet.Command.Bench;
using RadioNet.Plan;
using RadioNet.Tests.Command;

namespace RadioNet.Tests.Bench;

/// <summary>The load test itself: small, with the real node and the real relay, and no figure in milliseconds.</summary>
[Collection(nameof(RealTime))]
public sealed class BenchTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_quick_load_is_carried_whole_without_allocation_and_compared_with_a_bare_relay()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("The load generator is Linux's alone.");
        using var bench = RadioNetProcess.Start("bench", "--scenario", "quick", "--seconds", "1", "--json");
        var line = await bench.ReadLineAsync(Bound);
        Assert.Equal(0, await bench.WaitAsync());
        var result = JsonDocument.Parse(line!).RootElement;
        Assert.Equal("quick", result.GetProperty("scenario").GetString());
        var node = result.GetProperty("node");
        JsonElement[] all = [node, .. result.GetProperty("relays").EnumerateArray()];
        Assert.Equal(3, all.Length);

        // A spurt of two superframes, 10 calls, 3 listeners each.
        foreach (var one in all)
        {
            Assert.Equal((140L, 360L, 360L), (Number(one, "framesSent"), Number(one, "due"), Number(one, "heard")));
            Assert.All(
                (string[])["notSent", "lost", "headersAndTerminatorsLost", "reordered", "duplicated", "misrouted", "malformed", "kernelDrops"],
                name => Assert.Equal(0, Number(one, name)));
        }

        Assert.Equal(0, Number(node, "allocatedBytes"));
        Assert.True(result.GetProperty("whole").GetBoolean());

        // Generous: on a busy machine with so little to carry, wake-ups are most of the cost.
        Assert.InRange(result.GetProperty("ratios").GetProperty("processorPerDatagramVoiceThread").GetDouble(), 0.1, 5);
    }

    [Fact]
    public async Task Words_that_ask_for_more_than_timeslots_can_carry_are_refused()
    {
        var (exitCode, output, errors) = await RadioNetProcess.RunAsync("bench", "--repeaters", "10", "--calls", "11", "--listeners", "1", "--lang", "en");
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("two timeslots", errors, StringComparison.Ordinal);
        Assert.Equal(2, (await RadioNetProcess.RunAsync("bench", "--scenario", "none")).ExitCode);
        Assert.Equal(2, (await RadioNetProcess.RunAsync("bench", "--calls", "0")).ExitCode);
    }

    public static TheoryData<string> Names => [.. BenchScenario.All.Select(scenario => scenario.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Each_scenario_has_a_plan_without_errors_and_calls_that_never_share_a_timeslot(string name)
    {
        var scenario = BenchScenario.All.First(one => one.Name == name);
        var network = new BenchNetwork(scenario);
        Assert.Null(scenario.Problem());
        Assert.Equal((scenario.Repeaters, scenario.Calls), (network.Repeaters.Length, network.Calls.Length));
        Assert.All(network.Calls, call => Assert.Equal(scenario.Listeners, call.Listeners.Distinct().Count(listener => listener != call.Talker)));
        if (!scenario.Links)
        {
            var slots = network.Calls.SelectMany(call => call.Listeners.Prepend(call.Talker).Select(repeater => (repeater, call.Slot))).ToList();
            Assert.Equal(slots.Count, slots.Distinct().Count());
        }

        var read = PlanReader.Read(network.Plan());
        Assert.Empty(read.Errors);
        Assert.Equal(Math.Max(scenario.Talkgroups, scenario.Calls), read.Plan!.Talkgroups.Length);
        Assert.Equal(Math.Max(scenario.Subscribers, scenario.Calls), read.Plan.Subscribers.Length);
    }

    private static long Number(JsonElement of, string name) => of.GetProperty(name).GetInt64();
}
