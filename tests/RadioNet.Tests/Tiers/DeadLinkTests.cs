using System.Diagnostics;
using RadioNet.Tests.EndToEnd.Rig;
using static RadioNet.Tests.Tiers.TierRig;

namespace RadioNet.Tests.Tiers;

/// <summary>A line that dies, in whichever way, is noticed at both ends within 2 s; one that is back is used again.</summary>
[Collection(nameof(RealTime))]
public sealed class DeadLinkTests(ITestOutputHelper output)
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_line_that_swallows_everything_is_noticed_as_soon_as_one_that_is_closed()
    {
        await using var rig = await StartAsync();
        await rig.AddOverWaysAsync(District, Root);
        var way = rig.Way(District, Root);
        way.State.Delay = TimeSpan.FromMilliseconds(15);
        await IsAttachedAsync(rig);
        foreach (var (name, kill) in new (string, Action)[] { ("black hole", way.BlackHole), ("closed", way.Cut), ("black hole again", way.BlackHole) })
        {
            var since = Stopwatch.StartNew();
            kill();
            var below = rig.SeesAsync(District, District, $"without its parent ({name})", seen => seen.Parent.Length == 0, _bound);
            var above = rig.SeesAsync(Root, District, $"gone ({name})", seen => seen.Parent.Length == 0, _bound);
            await below;
            output.WriteLine($"{name}: the child noticed after {since.Elapsed.TotalSeconds:0.00} s");
            await above;
            output.WriteLine($"{name}: both have noticed after {since.Elapsed.TotalSeconds:0.00} s");
            Assert.True(since.Elapsed < _bound, $"{name}: {since.Elapsed}");
            way.Mend();
            since.Restart();
            await IsAttachedAsync(rig);
            output.WriteLine($"{name}: together {since.Elapsed.TotalSeconds:0.00} s after the line was back");
        }
    }

    private static Task IsAttachedAsync(TierRig rig) => rig.SeesAsync(Root, District, "attached", seen => seen.Parent == Root);
}
