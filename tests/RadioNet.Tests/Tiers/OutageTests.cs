using System.Text.Json;
using RadioNet.Tests.EndToEnd.Rig;
using static RadioNet.Tests.Tiers.TierRig;

namespace RadioNet.Tests.Tiers;

/// <summary>What is told of an outage when it is over.</summary>
[Collection(nameof(RealTime))]
public sealed class OutageTests
{
    [TierFact]
    public async Task An_outage_is_told_at_both_ends_when_it_is_over_and_after_a_restart()
    {
        await using var rig = await StartAsync();
        await rig.AddAsync(District, Root);
        await rig.SeesAsync(Root, District, "there", seen => seen.Parent == Root);
        Assert.Contains("There was no outage.", (await rig[Root].RunAsync("outages")).Succeeded().Output, StringComparison.Ordinal);

        rig[District].Freeze();
        await rig.SeesAsync(Root, District, "gone", seen => seen.Parent.Length == 0);
        int revision = await rig.ApplyAsync("while it was away");
        var during = (await rig[Root].RunAsync("outages", "--json")).Succeeded().Json.Single();
        Assert.Equal((false, Root, District), (during.GetProperty("isOver").GetBoolean(), Node(during, "upper"), Node(during, "lower")));
        await Task.Delay(TimeSpan.FromSeconds(1));
        rig[District].Resume();
        await rig.HasPlanAsync(District, revision);

        // The district's own word comes up as one of its alarms.
        JsonElement told = default;
        await Wait.UntilAsync(
            async () => (told = (await rig[Root].RunAsync("outages", "--node", District, "--json")).Succeeded().Json.Single()).GetProperty("isOver").GetBoolean()
                && told.GetProperty("lowerClock").ValueKind == JsonValueKind.Object,
            () => Task.FromResult($"{told}\n{rig.Logs()}"));
        var length = told.GetProperty("to").GetDateTimeOffset() - told.GetProperty("from").GetDateTimeOffset();
        Assert.InRange(length, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(30));
        Assert.Equal(($"{revision}", "test"), (told.GetProperty("edits")[0].GetProperty("revision").GetString(), told.GetProperty("edits")[0].GetProperty("who").GetString()));

        await rig.KillAsync(Root);
        await rig.StartAsync(Root);
        var again = (await rig[Root].RunAsync("outages", "--json")).Succeeded().Json.Single(one => one.GetProperty("from").GetDateTimeOffset() == told.GetProperty("from").GetDateTimeOffset());
        Assert.Equal(told.GetProperty("to").GetDateTimeOffset(), again.GetProperty("to").GetDateTimeOffset());

        var below = (await rig[District].RunAsync("outages")).Succeeded().Output;
        Assert.Contains($"Outage between {Root} and {District}", below, StringComparison.Ordinal);
        Assert.Equal(2, (await rig[Root].RunAsync("outages", "--last", "0")).ExitCode);
    }

    private static string? Node(JsonElement report, string side) => report.GetProperty(side).GetProperty("node").GetString();
}
