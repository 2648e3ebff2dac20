using System.Diagnostics;
using RadioNet.Tests.EndToEnd.Rig;
using static RadioNet.Tests.Tiers.TierRig;

namespace RadioNet.Tests.Tiers;

/// <summary>Nodes in processes of their own: who comes in through a parent that is no root, who edits while cut off, and who is put out.</summary>
[Collection(nameof(RealTime))]
public sealed class TierPlanTests(ITestOutputHelper output)
{
    private const string More = "subscribers: [ { id: 4520001, alias: First }, { id: 4520002, alias: Second } ]";

    [TierFact]
    public async Task A_commune_comes_in_through_its_district_edits_while_it_is_cut_off_and_is_put_out()
    {
        await using var rig = await StartAsync();
        await rig.AddAsync(District, Root);
        await rig.AddAsync(Commune, District);
        await rig.SeesAsync(Root, Commune, "at the district", seen => seen.Parent == District);
        int revision = await rig.ApplyAsync("with-people", More);
        await rig.HasPlanAsync(Commune, revision);

        // The commune is alone: edits there hold, also over a kill.
        await rig.KillAsync(District);
        await rig.SeesAsync(Commune, Commune, "alone", seen => seen.Parent.Length == 0);
        var edited = (await rig[Commune].RunAsync("subscriber", "set", "4520001", "alias=Flood")).Succeeded();
        Assert.Contains($"Plan revision R{revision}+core-commune.1 is in force", edited.Output, StringComparison.Ordinal);
        (await rig[Commune].RunAsync("subscriber", "stun", "4520002")).Succeeded();
        Assert.Contains("root node core alone", (await rig[Commune].RunAsync("apply", rig.Write("other"))).Errors, StringComparison.Ordinal);
        await rig.KillAsync(Commune);
        await rig.StartAsync(Commune);
        string label = $"R{revision}+core-commune.2";
        foreach (string[] verb in new string[][] { ["status"], ["history"], ["export"], ["node", "list"] })
        {
            Assert.Contains(label, (await rig[Commune].RunAsync(verb)).Succeeded().Output, StringComparison.Ordinal);
        }

        Assert.Contains("Flood", (await rig[Commune].RunAsync("subscriber", "show", "4520001")).Succeeded().Output, StringComparison.Ordinal);

        // The root has changed one of the two meanwhile: of that it keeps its own.
        (await rig[Root].RunAsync("subscriber", "set", "4520002", "priority=9")).Succeeded();
        var since = Stopwatch.StartNew();
        await rig.StartAsync(District);
        await rig.SeesAsync(Root, Commune, "in step again", seen => seen is { PlanOverlay: "", PlanStep: Api.PlanStep.InStep } && seen.PlanRevision == revision + 2);
        output.WriteLine($"The commune is in step {since.Elapsed.TotalSeconds:0.0} s after its district was started.");
        Assert.Contains($"R{revision}+core-commune.1", (await rig[Root].RunAsync("history")).Succeeded().Output, StringComparison.Ordinal);
        var kept = (await rig[Commune].RunAsync("history")).Succeeded().Output;
        Assert.Contains("local, not taken", kept, StringComparison.Ordinal);
        Assert.Contains("priority: 9", kept, StringComparison.Ordinal);
        Assert.Contains("core-commune: 1 edits made while it was cut off", (await rig[Root].RunAsync("node", "list")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("edit-not-taken", (await rig[Commune].RunAsync("alarms")).Succeeded().Output, StringComparison.Ordinal);

        since.Restart();
        var revoking = rig[Root].RunAsync("node", "revoke", Commune);
        await rig.SeesAsync(District, Commune, "gone", seen => seen.Parent.Length == 0);
        output.WriteLine($"The commune is cut off {since.Elapsed.TotalSeconds:0.00} s after 'node revoke' was started at the root.");
        (await revoking).Succeeded();
    }
}
