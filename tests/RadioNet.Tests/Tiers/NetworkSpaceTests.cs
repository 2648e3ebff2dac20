using System.Text.Json;
using RadioNet.Tests.EndToEnd.Rig;
using static RadioNet.Tests.Tiers.TierRig;

namespace RadioNet.Tests.Tiers;

/// <summary>Nodes in network namespaces of their own: the plug of the line between them is pulled, and put in again.</summary>
[Collection(nameof(RealTime))]
public sealed class NetworkSpaceTests(ITestOutputHelper output)
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_pulled_plug_is_noticed_at_both_ends_within_two_seconds_and_a_line_that_is_back_is_used()
    {
        using var spaces = NetworkSpaces.Make();
        using var folder = new TemporaryFolder();
        await using var root = await NodeProcess.StartInAsync(
            spaces.Upper, Path.Combine(folder.Path, Root), null, "--plan", folder.Write("plan.yaml", TierRig.Plan("spaces")), "--links", "0.0.0.0:8443", "--voice", "0.0.0.0:62040");
        string token = (await root.RunAsync("node", "token", District)).Succeeded().OutputLines[0];
        await using var district = await NodeProcess.StartInAsync(
            spaces.Lower, Path.Combine(folder.Path, District), null, "--node", District, "--parent", $"https://{NetworkSpaces.UpperAddress}:8443", "--enroll", token);
        await SeesAsync(root, "attached", node => node.GetProperty("attached").GetBoolean());

        spaces.Part();
        var parted = DateTimeOffset.UtcNow;
        foreach (var (name, end) in new[] { ("above", root), ("below", district) })
        {
            var seen = await SeesAsync(end, "not attached", node => !node.GetProperty("attached").GetBoolean());
            var after = seen.GetProperty("since").GetDateTimeOffset() - parted;
            output.WriteLine($"{name}: noticed {after.TotalSeconds:0.00} s after the plug was pulled");
            Assert.InRange(after, TimeSpan.Zero, _bound);
        }

        spaces.Join();
        await SeesAsync(root, "attached again", node => node.GetProperty("attached").GetBoolean());
        Assert.InRange((await ListedAsync(root)).GetProperty("since").GetDateTimeOffset(), parted, DateTimeOffset.UtcNow);
    }

    private static async Task<JsonElement> SeesAsync(NodeProcess by, string what, Func<JsonElement, bool> isSo)
    {
        JsonElement seen = default;
        await Wait.UntilAsync(async () => isSo(seen = await ListedAsync(by)), () => Task.FromResult($"The district is not {what}: {seen}\n{string.Join('\n', by.Log.TakeLast(12))}"));
        return seen;
    }

    private static async Task<JsonElement> ListedAsync(NodeProcess by) =>
        (await by.RunAsync("node", "list", "--json")).Succeeded().Json.Single(node => node.GetProperty("id").GetString() == District);
}
