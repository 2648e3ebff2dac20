using System.Diagnostics;
using System.Globalization;
using RadioNet.Api;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Tiers;

/// <summary>Many nodes in one process and one silo, each with its own store, link and plan.</summary>
[Collection(nameof(RealTime))]
public sealed class ManyNodesTests(ITestOutputHelper output)
{
    /// <summary>So soon a plan is in force at all nodes of a province.</summary>
    private static readonly TimeSpan _inStep = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Nodes_of_one_silo_keep_one_plan_and_go_and_come_one_by_one()
    {
        var plan = new ProvincePlan(Districts: 1, Communes: 3, Talkgroups: 20, Subscribers: 100);
        await using var network = await StartAsync(plan);
        await InStepAsync(network);
        await network.ApplyAsync(plan.Text("second"), _inStep);

        await network.StopAsync("core-c2");
        await network.ApplyAsync(plan.Text("third"), _inStep);
        await network.StartAsync("core-c2", null, ["core-d1"]);
        await InStepAsync(network);
        Assert.Equal(2, network["core-c2"].Identity.Boots);
        var (_, everywhere) = await network.ApplyAsync(plan.Text("fourth"), _inStep);
        output.WriteLine($"5 nodes have a plan in force {everywhere.TotalMilliseconds:0} ms after it was sent to the root");
    }

    [TierFact]
    public Task A_province_of_a_hundred_communes_keeps_a_plan_of_2000_subscribers_in_step() => KeepInStepAsync(2_000);

    [TierFact]
    public Task A_province_of_a_hundred_communes_keeps_a_plan_of_10000_subscribers_in_step() => KeepInStepAsync(10_000);

    private static async Task<OneProcess> StartAsync(ProvincePlan plan)
    {
        var network = await OneProcess.StartAsync(plan.Text("first"));
        try
        {
            foreach (string district in plan.DistrictNodes) await network.AddAsync(district, ProvincePlan.Root);
            await Parallel.ForEachAsync(plan.CommuneNodes, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (commune, _) =>
                await network.AddAsync(commune.Node, commune.District, ProvincePlan.Root));
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the root sees all nodes with its plan, each below its own parent.</summary>
    private static async Task InStepAsync(OneProcess network)
    {
        IReadOnlyList<Node> seen = [];
        await Wait.UntilAsync(
            async () => (seen = await network.ListAsync()).All(node => node.Id == ProvincePlan.Root || node is { PlanStep: PlanStep.InStep, Parent.Length: > 0 }),
            () => Task.FromResult(string.Join('\n', seen.Where(node => node.PlanStep != PlanStep.InStep))), TimeSpan.FromSeconds(30));
    }

    private async Task KeepInStepAsync(int subscribers)
    {
        var plan = new ProvincePlan(Districts: 5, Communes: 100, Talkgroups: 300, Subscribers: subscribers);
        var since = Stopwatch.StartNew();
        await using var network = await StartAsync(plan);
        await InStepAsync(network);
        Say($"{network.Nodes.Count()} nodes are there after {since.Elapsed.TotalSeconds:0.0} s");
        var idle = await IdleAsync();
        Say($"idle: {idle:P1} of a core, {Memory()}");

        var took = new List<TimeSpan>();
        for (int turn = 1; turn <= 5; turn++)
        {
            var attached = await AttachedAsync(network);
            var (cpu, collections) = (Cpu(), Collections());
            var (applied, everywhere) = await network.ApplyAsync(plan.Text($"turn {turn}"), TimeSpan.FromMinutes(2));
            await InStepAsync(network);
            int anew = (await AttachedAsync(network)).Count(node => attached[node.Key] != node.Value);
            Say($"turn {turn}: answered after {applied.TotalSeconds:0.00} s, everywhere after {everywhere.TotalSeconds:0.00} s, {(Cpu() - cpu).TotalSeconds:0.0} s of CPU, {Collections() - collections}, {anew} links taken for dead meanwhile");
            took.Add(everywhere);
        }

        took.Sort();
        Say($"{subscribers} subscribers: everywhere after {took[2].TotalSeconds:0.00} s (median), {took[^1].TotalSeconds:0.00} s (longest); {Memory()}");
        Assert.True(took[^1] < _inStep, $"{took[^1]}");
    }

    private static async Task<Dictionary<string, DateTime>> AttachedAsync(OneProcess network) =>
        (await network.ListAsync()).Where(node => node.Since is not null).ToDictionary(node => node.Id, node => node.Since.ToDateTime());

    private static TimeSpan Cpu()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    private static Collected Collections() =>
        new(GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2), GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes());

    private static async Task<double> IdleAsync()
    {
        var (before, over) = (Cpu(), TimeSpan.FromSeconds(10));
        await Task.Delay(over);
        return (Cpu() - before) / over;
    }

    private static string Memory()
    {
        using var self = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture, $"{self.WorkingSet64 >> 20} MiB resident, {GC.GetTotalMemory(false) >> 20} MiB of it managed, {self.Threads.Count} threads");
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        TestContext.Current.SendDiagnosticMessage(line);
    }

    /// <summary>What the garbage collector did of each generation (each has the older ones in it), for how long it stopped all threads, and bytes allocated.</summary>
    private readonly record struct Collected(int Young, int Middle, int Old, TimeSpan Paused, long Bytes)
    {
        public static Collected operator -(Collected now, Collected before) =>
            new(now.Young - before.Young, now.Middle - before.Middle, now.Old - before.Old, now.Paused - before.Paused, now.Bytes - before.Bytes);

        public override string ToString() => $"{Young}/{Middle}/{Old} collections that paused for {Paused.TotalSeconds:0.00} s, {Bytes >> 20} MiB allocated";
    }
}
