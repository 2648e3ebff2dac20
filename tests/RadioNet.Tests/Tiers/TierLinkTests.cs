using System.Diagnostics;
using System.Globalization;
using System.Text;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Plan;
using RadioNet.Tests.EndToEnd.Rig;
using static RadioNet.Tests.Tiers.TierRig;

namespace RadioNet.Tests.Tiers;

/// <summary>Nodes in processes of their own that find each other, keep one plan, and notice who is gone.</summary>
[Collection(nameof(RealTime))]
public sealed class TierLinkTests(ITestOutputHelper output)
{
    /// <summary>A plan in the one order of entries that all nodes below the root have it in.</summary>
    private static string Canonical(string text) => CanonicalPlan.Text(PlanReader.Read(text).Plan!);

    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_plan_that_is_applied_at_the_root_is_everywhere_within_a_second()
    {
        await using var rig = await StartAsync();
        await rig.AddAsync(District, Root);
        await rig.AddAsync(Commune, District, Root);
        await rig.SeesAsync(Root, Commune, "at the district", seen => seen is { Parent: District, PlanStep: PlanStep.InStep });

        var since = Stopwatch.StartNew();
        int revision = await rig.ApplyAsync("second");
        await rig.HasPlanAsync(District, revision, _second);
        await rig.HasPlanAsync(Commune, revision, _second);
        output.WriteLine($"revision {revision} is at both {since.Elapsed.TotalMilliseconds:0} ms after it was sent to the root");
        Assert.True(since.Elapsed < _second, $"{since.Elapsed}");

        foreach (string node in new[] { Root, District, Commune })
        {
            var exported = await rig[node].Plan.ExportAsync(new ExportRequest());
            Assert.Contains("second", exported.Text, StringComparison.Ordinal);
            Assert.Equal(Canonical((await rig[Root].Plan.ExportAsync(new ExportRequest())).Text), Canonical(exported.Text));
        }

        // A node has the secrets of the repeaters that it may serve: its own place's, those below, those above.
        var secrets = (await rig[Commune].Plan.ExportAsync(new ExportRequest { WithSecrets = true })).Text;
        Assert.Contains("of the hill", secrets, StringComparison.Ordinal);
        Assert.Contains("of the summit", secrets, StringComparison.Ordinal);
        Assert.DoesNotContain("of elsewhere", secrets, StringComparison.Ordinal);
        using (var stranger = new RawRepeater(rig[Commune].Homebrew, 103, "kept"))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => stranger.LogInAsync());
        }

        await rig.SeesAsync(Root, Commune, "in step", seen => seen.PlanStep == PlanStep.InStep && seen.PlanRevision == revision);
        var listed = (await rig[Root].RunAsync("node", "list", "--json")).Succeeded().Json.ToDictionary(one => one.GetProperty("id").GetString()!);
        Assert.Equal(("core-district", "in-step", revision), (
            listed[Commune].GetProperty("parent").GetString(), listed[Commune].GetProperty("plan").GetString(), listed[Commune].GetProperty("planRevision").GetInt32()));
        Assert.InRange(DateTimeOffset.UtcNow - listed[Commune].GetProperty("since").GetDateTimeOffset(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.False(listed["core-elsewhere"].GetProperty("attached").GetBoolean());
        var words = (await rig[Root].RunAsync("node", "list")).Succeeded().Output;
        Assert.Matches($"core-commune +commune +at core-district .* {revision}, in step", words);

        var refused = await rig[District].RunAsync("apply", rig.Write("third"));
        Assert.Equal((1, true), (refused.ExitCode, refused.Errors.Contains("root node core alone", StringComparison.Ordinal)));
        var rollback = await Assert.ThrowsAsync<RpcException>(async () => await rig[District].Plan.RollbackAsync(new RollbackRequest { RequestId = "r", Revision = 1 }));
        Assert.Equal(StatusCode.FailedPrecondition, rollback.StatusCode);
        var edit = await rig[Commune].RunAsync("talkgroup", "add", "1001", "home=commune");
        Assert.Contains("root node core alone", edit.Errors, StringComparison.Ordinal);
    }

    [TierFact]
    public async Task Nodes_that_are_killed_and_started_in_any_order_find_together()
    {
        await using var rig = await StartAsync();
        await rig.AddAsync(District, Root);
        await rig.AddAsync(Commune, District, Root);
        string[][] orders = [[Root, District, Commune], [Commune, District, Root], [District, Commune, Root]];
        for (int turn = 0; turn < orders.Length; turn++)
        {
            int before = await rig.RevisionAsync(Root);
            await rig.HasPlanAsync(Commune, before);
            foreach (string node in new[] { Root, District, Commune }) await rig.KillAsync(node);
            var since = Stopwatch.StartNew();
            foreach (string node in orders[turn])
            {
                await rig.StartAsync(node);
                Assert.Equal(before, await rig.RevisionAsync(node));
            }

            var together = Stopwatch.StartNew();
            await rig.SeesAsync(Root, Commune, "again", seen => seen is { Parent: District or Root, PlanStep: PlanStep.InStep });
            int revision = await rig.ApplyAsync($"turn {turn}");
            await rig.HasPlanAsync(District, revision);
            await rig.HasPlanAsync(Commune, revision);
            output.WriteLine($"{string.Join(", ", orders[turn])}: together {together.Elapsed.TotalSeconds:0.0} s after the last start, {since.Elapsed.TotalSeconds:0.0} s after the first");
        }
    }

    [Fact]
    public async Task A_parent_that_is_stopped_where_it_is_is_noticed_and_another_serves()
    {
        await using var rig = await StartAsync();
        await rig.AddAsync(District, Root);
        await rig.AddAsync(Commune, District, Root);
        await rig.SeesAsync(Root, Commune, "at the district", seen => seen.Parent == District);

        var since = Stopwatch.StartNew();
        rig[District].Freeze();
        await rig.SeesAsync(Commune, Commune, "without its parent", seen => seen.Parent != District, TimeSpan.FromSeconds(2));
        output.WriteLine($"the commune noticed {since.Elapsed.TotalSeconds:0.00} s after its parent was stopped");
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(2), $"{since.Elapsed}");
        await rig.SeesAsync(Root, District, "gone", seen => seen.Parent.Length == 0 && seen.Since is not null, TimeSpan.FromSeconds(2) - since.Elapsed);
        output.WriteLine($"the root noticed {since.Elapsed.TotalSeconds:0.00} s after it");
        await rig.SeesAsync(Root, Commune, "at the root", seen => seen is { Parent: Root, Since: not null });
        output.WriteLine($"the commune is at the root {since.Elapsed.TotalSeconds:0.00} s after it");
        await AlarmAsync(rig[Root], District);

        int revision = await rig.ApplyAsync("while it was away");
        await rig.HasPlanAsync(Commune, revision);
        rig[District].Resume();
        await rig.HasPlanAsync(District, revision);
        await rig.SeesAsync(Root, District, "back", seen => seen.Parent == Root);
        await AlarmAsync(rig[Root], null);
        Assert.Equal(Root, (await rig.SeenAsync(Root, Commune)).Parent);
    }

    [TierFact]
    public async Task A_node_without_a_plan_waits_for_its_first()
    {
        await using var rig = await StartAsync();
        await rig.AddAsync(District, Root);
        int revision = await rig.RevisionAsync(Root);
        await rig.KillAsync(District);
        await rig.KillAsync(Root);
        File.Delete(Path.Combine(rig.Data(District), "plan.db"));

        var starting = rig.StartAsync(District);
        await Task.Delay(_second);
        Assert.False(starting.IsCompleted);
        await rig.StartAsync(Root);
        await starting;
        Assert.Equal(revision, await rig.RevisionAsync(District));
        Assert.Contains(rig[District].Log, line => line.Contains("waits for its first plan", StringComparison.Ordinal));

        // What it has from the root no file takes the place of.
        await rig.KillAsync(District);
        await rig.StartAsync(District, "--plan", rig.Write("another"));
        Assert.Equal(revision, await rig.RevisionAsync(District));
        Assert.Contains(rig[District].Log, line => line.Contains("is not applied", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_node_below_another_does_not_start_with_words_that_cannot_do()
    {
        using var folder = new TemporaryFolder();
        string[] words = NodeProcess.WordsFor(Path.Combine(folder.Path, "data"), null, "--parent", "https://127.0.0.1:1");
        var nameless = await RadioNetCommand.RunAsync(words);
        Assert.Equal((2, true), (nameless.ExitCode, nameless.Errors.Contains("--node", StringComparison.Ordinal)));
        var stranger = await RadioNetCommand.RunAsync([.. words, "--node", District]);
        Assert.Equal((1, true), (stranger.ExitCode, stranger.Errors.Contains("--enroll", StringComparison.Ordinal)));
    }

    [TierFact]
    public async Task A_large_plan_is_everywhere_soon()
    {
        await using var rig = await StartAsync();
        await rig.AddAsync(District, Root);
        await rig.AddAsync(Commune, District, Root);
        var many = new StringBuilder("subscribers:\n");
        var random = new Random(7);
        for (int id = 1; id <= 10_000; id++)
        {
            many.Append(CultureInfo.InvariantCulture, $"  - {{ id: {id}, alias: \"{random.NextInt64():x} {random.NextInt64():x}\", home: commune }}\n");
        }

        int revision = await rig.ApplyAsync("large", many.ToString());
        var since = Stopwatch.StartNew();
        foreach (string node in new[] { District, Commune })
        {
            await rig.SeesAsync(Root, node, "in step", seen => seen.PlanRevision == revision && seen.PlanStep == PlanStep.InStep);
            output.WriteLine($"{node} holds a plan of {many.Length / 1000} kB {since.Elapsed.TotalSeconds:0.00} s after the root took it");
        }

        Assert.True(since.Elapsed < TimeSpan.FromSeconds(5), $"{since.Elapsed}");
    }

    /// <summary>Waits until the root itself misses a node, or none: what a node that was frozen believes of others is its own matter.</summary>
    private static Task AlarmAsync(NodeProcess node, string? subject) => Wait.UntilAsync(
        async () => (await node.Alarms.ListAsync(new ListAlarmsRequest())).Alarms.SingleOrDefault(alarm => alarm.Kind == "node-lost" && alarm.Node == Root)?.Subject == subject,
        async () => $"The alarm is not as it should be ({subject ?? "none"}): {await node.Alarms.ListAsync(new ListAlarmsRequest())}");
}
