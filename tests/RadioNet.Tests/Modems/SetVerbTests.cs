using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Modems;

/// <summary><c>radionet modem set</c> against a real node.</summary>
public sealed class SetVerbTests : IAsyncLifetime
{
    private const string Plan =
        """
        network: test
        tiers: [{ level: 1, name: Province }]
        places: [{ id: p, tier: 1, name: P }]
        nodes: [{ id: core, at: p }]
        sites:
          - id: hill
            at: p
            repeaters: [{ id: 452001, secret: hidden-word }]
            base-stations:
              - { id: bs1, carriers: [{ id: c1, receive: 416.0125 MHz, transmit: 421.0125 MHz }] }
        """;

    private readonly TemporaryFolder _folder = new();
    private NodeProcess? _node;

    private NodeProcess Node => _node!;

    public async ValueTask InitializeAsync() =>
        _node = await NodeProcess.StartAsync(Path.Combine(_folder.Path, "data"), "--plan", _folder.Write("plan.yaml", Plan));

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_shows_the_change_asks_applies_and_tells_the_way_back()
    {
        var unasked = await Node.RunAsync("modem", "set", "hill/bs1/c1", "transmit-level=47.5%");
        Assert.Equal(2, unasked.ExitCode);
        Assert.Contains("47.5 %", unasked.Output, StringComparison.Ordinal);
        Assert.Contains("--yes", unasked.Errors, StringComparison.Ordinal);

        var applied = (await Node.RunAsync("modem", "set", "hill/bs1/c1", "transmit-level=47.5%", "--yes")).Succeeded();
        Assert.Contains("50 % → 47.5 %", applied.Output, StringComparison.Ordinal);
        Assert.Contains("revision 3 is in force", applied.Output, StringComparison.Ordinal);
        Assert.Contains("not attached", applied.Output, StringComparison.Ordinal);
        Assert.Contains("radionet rollback 2", applied.Output, StringComparison.Ordinal);

        var maintenance = (await Node.RunAsync("modem", "set", "hill/bs1", "maintenance=true", "--yes", "--json")).Succeeded().Json[0];
        Assert.True(maintenance.GetProperty("changed").GetBoolean());
        Assert.False(maintenance.GetProperty("attached").GetBoolean());
        Assert.Equal((4, 3), (maintenance.GetProperty("revision").GetInt32(), maintenance.GetProperty("rollback").GetInt32()));

        (await Node.RunAsync("rollback", "2")).Succeeded();
        var again = (await Node.RunAsync("modem", "set", "hill/bs1/c1", "transmit-level=50%", "--yes")).Succeeded();
        Assert.Contains("Nothing would change", again.Output, StringComparison.Ordinal);
        Assert.Contains("hidden-word", (await Node.RunAsync("export", "--with-secrets")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_a_sentence_and_changes_nothing()
    {
        foreach (var (exitCode, sentence, target, word) in new[]
        {
            (1, "transmit-level", "hill/bs1/c1", "transmit-level=147%"),
            (1, "volume", "hill/bs1/c1", "volume=11"),
            (1, "valley/bs1", "valley/bs1", "maintenance=true"),
            (2, "SITE/BASE-STATION", "hill", "maintenance=true"),
        })
        {
            var result = await Node.RunAsync("modem", "set", target, word, "--yes");
            Assert.True(exitCode == result.ExitCode, $"{result.ExitCode}: {result.Errors}");
            Assert.Contains(sentence, result.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(2, (await Node.StatusAsync()).PlanRevision);
    }
}
