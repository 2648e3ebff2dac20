using RadioNet.Core.Ports.Tiers;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>A node that the plan has no more, while it has calls that are its parent's now.</summary>
public sealed class DismissedChildTests
{
    private static readonly string _without = TierNodes.Plan.Replace(", { id: core-district, at: district }", "", StringComparison.Ordinal);

    [Fact]
    public async Task It_stays_until_it_has_given_them_over_and_comes_back_by_no_attempt_of_its_own()
    {
        await using var nodes = await TierNodes.StartAsync();
        var ears = new TierEars { Busy = TierNodes.District };
        nodes.Part<TierPost>(TierNodes.Root).Hearer = ears;
        await nodes.AttachAsync(TierNodes.District, TierNodes.Root);
        var children = nodes.Part<ChildBook>(TierNodes.Root);
        await nodes.Rig.ApplyAsync(_without);
        await Task.Delay(2000);
        Assert.Contains(TierNodes.District, children.Below.Keys);
        ears.Busy = null;
        await TierNodes.UntilAsync(() => children.Below.Count == 0, "the root lets the district go");
        await ears.UntilAsync(heard => heard[^1] == $"down {TierNodes.District}");
        Assert.DoesNotContain(nodes.Rig.Alarms.Open, alarm => alarm.Kind == "node-lost");
        await Task.Delay(500);
        Assert.Empty(children.Below);
    }

    [Fact]
    public async Task One_that_is_wanted_again_meanwhile_stays()
    {
        await using var nodes = await TierNodes.StartAsync();
        var ears = new TierEars { Busy = TierNodes.District };
        nodes.Part<TierPost>(TierNodes.Root).Hearer = ears;
        await nodes.AttachAsync(TierNodes.District, TierNodes.Root);
        await nodes.Rig.ApplyAsync(_without);
        await nodes.Rig.ApplyAsync(TierNodes.Plan + "\n# again\n");
        ears.Busy = null;
        await Task.Delay(2000);
        Assert.Contains(TierNodes.District, nodes.Part<ChildBook>(TierNodes.Root).Below.Keys);
        Assert.DoesNotContain(ears.Heard, heard => heard.StartsWith("down", StringComparison.Ordinal));
    }
}
