using System.Text.Json;
using RadioNet.Simulator.Radios;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.EndToEnd;

/// <summary>Who may not talk is heard nowhere, and <c>calls --json</c> says why.</summary>
public sealed class DenialTests(SharedNode shared)
{
    [Fact]
    public async Task WhoMayNotTalkIsHeardNowhereAndCallsSayWhy()
    {
        using var cell = await shared.TakeCellAsync();
        var a = await cell.LogInAsync('a');
        var others = await cell.LogInAllAsync("bcl");
        (string Reason, int Slot, Transmission Said)[] requests =
        [
            ("unknown-radio", 1, cell.Speak(77, Cell.Main, 1)),
            ("not-member", 1, cell.Speak(Cell.Outsider, Cell.Main, 1)),
            ("stunned", 1, cell.Speak(Cell.Stunned, Cell.Main, 1)),
            ("wrong-slot", 2, cell.Speak(1, Cell.Main, 1)),
            ("unknown-talkgroup", 1, cell.Speak(2, 66, 1)),
            ("not-found", 1, cell.SpeakTo(3, 4, 1)),
        ];
        foreach (var (_, slot, said) in requests) await a.PlayAsync(said, slot);
        foreach (var (reason, _, said) in requests)
        {
            await cell.Node.CallAsync(reason, new() { Radio = said.Source.Value }, c => c.State == Api.CallState.Denied && c.Ended is not null);
            var json = await ListAsync(cell, said.Source.Value);
            AssertIsDenied(json, reason, said, cell.Site('a'));
        }

        Assert.Empty(others.SelectMany(other => other.Heard));
        Assert.Empty(a.Heard);
    }

    [Fact]
    public async Task ACallsObjectHasTheDesignsShape()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("ab");
        var said = cell.Speak(1, Cell.Main, 1);
        await repeaters[0].PlayAsync(said, 1);
        await cell.Node.CallAsync("it ended", new() { Radio = said.Source.Value }, c => c.State == Api.CallState.Ended);
        var json = await ListAsync(cell, said.Source.Value);
        Assert.Equal(
            ["id", "state", "type", "target", "source", "spurts", "sites", "missed", "reason", "emergency"],
            json.EnumerateObject().Take(10).Select(property => property.Name));
        Assert.Equal("ended", json.GetProperty("state").GetString());
        Assert.Equal("group", json.GetProperty("type").GetString());
        Assert.Equal(said.Target, json.GetProperty("target").GetUInt32());
        Assert.Equal(said.Source.Value, json.GetProperty("source").GetUInt32());
        Assert.False(json.GetProperty("emergency").GetBoolean());
        Assert.Equal([cell.Site('a'), cell.Site('b')], json.GetProperty("sites").EnumerateArray().Select(site => site.GetString()!).Order());

        // The repeaters of the other two sites are not logged in: that is said, and not hidden.
        var missed = json.GetProperty("missed").EnumerateArray().ToDictionary(m => m.GetProperty("site").GetString()!, m => m.GetProperty("reason").GetString());
        Assert.Equal([(cell.Site('c'), "site-down"), (cell.Site('l'), "site-down")], missed.Select(m => (m.Key, m.Value!)).Order());
        var spurt = Assert.Single(json.GetProperty("spurts").EnumerateArray());
        Assert.Equal(said.Bursts.Length, spurt.GetProperty("bursts").GetInt32());
        Assert.Equal("ended", spurt.GetProperty("reason").GetString());
    }

    private static async Task<JsonElement> ListAsync(Cell cell, uint radio) =>
        Assert.Single((await cell.Node.RunAsync("calls", "--json", "--radio", $"{radio}")).Succeeded().Json);

    private static void AssertIsDenied(JsonElement call, string reason, Transmission said, string site)
    {
        Assert.Equal("denied", call.GetProperty("state").GetString());
        Assert.Equal(reason, call.GetProperty("reason").GetString());
        Assert.Equal(said.Target, call.GetProperty("target").GetUInt32());
        var spurt = Assert.Single(call.GetProperty("spurts").EnumerateArray());
        Assert.Equal(site, spurt.GetProperty("site").GetString());
        Assert.True(spurt.GetProperty("denied").GetBoolean());
        Assert.True(spurt.GetProperty("heardLocallyOnly").GetBoolean());
        Assert.NotEmpty(call.GetProperty("decisions").EnumerateArray());
    }
}
