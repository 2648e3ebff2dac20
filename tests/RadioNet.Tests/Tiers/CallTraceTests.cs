using System.Text.Json;
using RadioNet.Api;
using RadioNet.Protocols;
using RadioNet.Simulator.Radios;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Tiers;

/// <summary>A call's way over nodes in processes of their own, asked for at any of them.</summary>
[Collection(nameof(RealTime))]
public sealed class CallTraceTests(ITestOutputHelper output)
{
    private const string More = """
        talkgroups: [ { id: 1001, name: Cứu hộ, home: province, hang-time: 1s } ]
        subscribers: [ { id: 4520001, alias: Đội 1, home: commune, talkgroups: [ 1001 ] } ]
        """;

    private static readonly string[] _atThreeNodes = [TierRig.Root, TierRig.District, TierRig.Commune];

    [TierFact]
    public async Task A_call_over_three_nodes_is_told_with_what_each_noted_also_after_a_restart()
    {
        await using var rig = await TierRig.StartAsync();
        await rig.AddAsync(TierRig.District, TierRig.Root);
        await rig.AddAsync(TierRig.Commune, TierRig.District, TierRig.Root);
        await rig.MoveAsync(TierRig.Commune, TierRig.District);
        await rig.HasPlanAsync(TierRig.Commune, await rig.ApplyAsync("with-radios", More));
        await rig.HangTogetherAsync(3, _atThreeNodes);
        using var summit = await rig.LogInAsync(TierRig.Root, 101, "of the summit");
        using var hill = await rig.LogInAsync(TierRig.Commune, 102, "of the hill");
        using var beside = await rig.LogInAsync(TierRig.Commune, 104, "of the hill too");
        await hill.PlayAsync(new VirtualRadio(new RadioId(4_520_001), new ColorCode(1)).CallGroup(new TalkgroupId(1001), VirtualRadio.SilenceFor(TimeSpan.FromSeconds(1))), 1);
        var record = await rig[TierRig.Root].CallAsync("it is over", new() { Talkgroup = 1001 }, call => call.State == CallState.Ended);

        foreach (var asked in _atThreeNodes)
        {
            await HasAllAsync(rig, asked, record.Id);
        }

        var words = (await rig[TierRig.Commune].RunAsync("call", "trace", record.Id)).Succeeded().Output;
        output.WriteLine(words);
        Assert.Contains("pressed at hill/102", words, StringComparison.Ordinal);
        Assert.Contains("floor.granted: 4520001 has the floor.", words, StringComparison.Ordinal);
        Assert.Contains("first burst to summit/101, slot 1", words, StringComparison.Ordinal);
        Assert.Contains($"No answer from {TierRig.Elsewhere}.", words, StringComparison.Ordinal);

        foreach (var node in _atThreeNodes)
        {
            await rig.KillAsync(node);
        }

        foreach (var node in _atThreeNodes)
        {
            await rig.StartAsync(node);
        }

        await rig.HangTogetherAsync(3, _atThreeNodes);
        await HasAllAsync(rig, TierRig.Root, record.Id);
        var unknown = await rig[TierRig.Root].RunAsync("call", "trace", "core.1.999");
        Assert.Equal((1, true), (unknown.ExitCode, unknown.Errors.Contains("knows a call core.1.999", StringComparison.Ordinal)));
    }

    /// <summary>Sees that a trace, asked for at a node, has the way from the press at the commune to the listeners, with clocks that agree.</summary>
    private static async Task HasAllAsync(TierRig rig, string asked, string call)
    {
        JsonElement trace = default;
        string[] wanted =
        [
            $"{TierRig.Commune} pressed hill/102", $"{TierRig.Commune} asked ", $"{TierRig.Root} decided ", $"{TierRig.Commune} granted ", $"{TierRig.Commune} sent {TierRig.District}",
            $"{TierRig.Commune} sent hill/104", $"{TierRig.District} ordered {TierRig.Commune}", $"{TierRig.District} arrived {TierRig.Commune}", $"{TierRig.District} sent {TierRig.Root}",
            $"{TierRig.Root} arrived {TierRig.District}", $"{TierRig.Root} sent summit/101", $"{TierRig.Commune} ended hill/102",
        ];
        await Wait.UntilAsync(
            async () =>
            {
                // Clocks are measured by pings, two a second.
                trace = (await rig[asked].RunAsync("call", "trace", call, "--json")).Succeeded().Json.Single();
                var told = Rows(trace).Select(row => $"{row.GetProperty("node").GetString()} {row.GetProperty("kind").GetString()} {row.GetProperty("where").GetString()}").ToHashSet();
                return wanted.All(told.Contains) && trace.GetProperty("nodes").EnumerateArray().All(node => node.GetProperty("clockErrorMs").ValueKind == JsonValueKind.Number);
            },
            () => Task.FromResult($"{asked}: {trace}"));
        Assert.Equal(_atThreeNodes.Order(), trace.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("node").GetString()).Order());
        Assert.Equal([TierRig.Elsewhere], trace.GetProperty("unanswered").EnumerateArray().Select(node => node.GetString()));

        // One machine has one clock: what was measured is at most as wrong as it says, a clock's step of a microsecond aside.
        Assert.All(trace.GetProperty("nodes").EnumerateArray(), node => Assert.True(
            Math.Abs(node.GetProperty("clockOffsetMs").GetDouble()) <= node.GetProperty("clockErrorMs").GetDouble() + 0.05, $"{node}"));
        var error = trace.GetProperty("nodes").EnumerateArray().Sum(node => node.GetProperty("clockErrorMs").GetDouble());
        Assert.All(Rows(trace).Where(row => row.GetProperty("sinceCauseMs").ValueKind == JsonValueKind.Number), row => Assert.InRange(row.GetProperty("sinceCauseMs").GetDouble(), -2 * error - 0.1, 5_000));
        Assert.All(Rows(trace), row => Assert.InRange(row.GetProperty("ms").GetDouble(), -2 * error - 0.1, 30_000));
    }

    private static List<JsonElement> Rows(JsonElement trace) => [.. trace.GetProperty("spurts").EnumerateArray().SelectMany(spurt => spurt.GetProperty("rows").EnumerateArray())];
}
