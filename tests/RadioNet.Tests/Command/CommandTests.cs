using System.Text.Json;
using RadioNet.Plan;

namespace RadioNet.Tests.Command;

/// <summary>The command end to end: a real node, and the real verbs against it.</summary>
public sealed class CommandTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("radionet-test-").FullName;
    private RadioNetProcess? _node;
    private string _server = "";

    private string PlanFile => Path.Combine(_folder, "plan.yaml");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(PlanFile, SamplePlans.DakLak);
        (_node, var ready) = await RadioNetProcess.StartNodeAsync(Path.Combine(_folder, "data"), "--plan", PlanFile);
        _server = ready.GetProperty("grpc").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        _node?.Dispose();
        await Task.Run(() => Directory.Delete(_folder, recursive: true));
    }

    [Fact]
    public async Task A_plan_is_changed_looked_at_and_rolled_back()
    {
        Assert.Contains("Nothing would change", await OkAsync("plan", PlanFile), StringComparison.Ordinal);
        Assert.Contains("revision 3 is in force", await OkAsync("talkgroup", "set", "1001", "priority=4"), StringComparison.Ordinal);
        Assert.Equal(4, Json(await OkAsync("talkgroup", "show", "1001", "--json")).GetProperty("priority").GetInt32());
        Assert.Contains("1001", await OkAsync("plan", PlanFile), StringComparison.Ordinal);

        var radio = Json((await OkAsync("subscriber", "list", "--json")).Split('\n')[0]).GetProperty("id").GetUInt32();
        await OkAsync("subscriber", "stun", $"{radio}");
        Assert.True(Json(await OkAsync("subscriber", "show", $"{radio}", "--json")).GetProperty("stunned").GetBoolean());
        await OkAsync("subscriber", "revive", $"{radio}");
        Assert.False(Json(await OkAsync("subscriber", "show", $"{radio}", "--json")).GetProperty("stunned").GetBoolean());

        await OkAsync("rollback", "2");
        Assert.Equal(9, Json(await OkAsync("talkgroup", "show", "1001", "--json")).GetProperty("priority").GetInt32());
        Assert.Equal([6, 5, 4, 3, 2, 1], Lines(await OkAsync("history", "--json")).Select(line => Json(line).GetProperty("revision").GetInt32()));

        var exported = await OkAsync("export");
        Assert.DoesNotContain("demo-", exported, StringComparison.Ordinal);
        var file = Path.Combine(_folder, "exported.yaml");
        await File.WriteAllTextAsync(file, exported);
        Assert.Contains("Nothing changes", await OkAsync("apply", file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_errors_give_five_lines_and_no_change()
    {
        var wrong = Path.Combine(_folder, "wrong.yaml");
        await File.WriteAllTextAsync(wrong, """
            network: wrong
            tiers:
              - { level: 1, name: Province }
            places:
              - { id: a, tier: 1, name: A }
            nodes:
              - { id: core-a, at: nowhere }
            talkgroups:
              - { id: 0, name: Zero, home: a }
              - { id: 10, name: Ten, home: a, slot: 3 }
              - { id: 11, name: Eleven, home: a, priority: 11 }
              - { id: 12, name: Twelve, home: a, sites: [none] }
            """);
        foreach (var verb in new[] { "plan", "apply" })
        {
            var (code, output, errors) = await RunAsync(verb, wrong);
            Assert.Equal(1, code);
            Assert.Empty(output);
            Assert.All(Lines(errors), line => Assert.Matches($@"^{wrong}:\d+:\d+: \S", line));
            Assert.Equal([7, 9, 10, 11, 12], Lines(errors).Select(line => int.Parse(line[(wrong.Length + 1)..].Split(':')[0], null)).Distinct());
        }

        Assert.Equal(2, Json(await OkAsync("status", "--json")).GetProperty("planRevision").GetInt32());
    }

    [Fact]
    public async Task Following_prints_nothing_but_lines_and_ends_with_the_interrupt()
    {
        using var follow = RadioNetProcess.Start("calls", "--follow", "--json", "--server", _server);
        await OkAsync("calls", "--json");
        follow.Interrupt();
        Assert.Equal(0, await follow.WaitAsync());
        Assert.Null(await follow.ReadLineAsync());
    }

    [Fact]
    public async Task Sites_and_alarms_are_listed()
    {
        var sites = Lines(await OkAsync("site", "list", "--json"));
        Assert.Equal(12, sites.Length);
        Assert.Equal("down", Json(sites[0]).GetProperty("repeaters")[0].GetProperty("session").GetString());
        var (code, _, errors) = await RunAsync("alarms", "ack", "99");
        Assert.Equal((1, "There is no alarm 99."), (code, errors.Trim()));
    }

    [Fact]
    public async Task A_stop_is_over_in_five_seconds_and_the_edits_survive_the_same_plan_file()
    {
        await OkAsync("talkgroup", "set", "1001", "priority=3");
        var stopped = System.Diagnostics.Stopwatch.StartNew();
        _node!.Terminate();
        Assert.Equal(0, await _node.WaitAsync());
        Assert.InRange(stopped.Elapsed.TotalSeconds, 0, 5);

        (_node, var ready) = await RadioNetProcess.StartNodeAsync(Path.Combine(_folder, "data"), "--plan", PlanFile);
        _server = ready.GetProperty("grpc").GetString()!;
        Assert.Equal(3, Json(await OkAsync("talkgroup", "show", "1001", "--json")).GetProperty("priority").GetInt32());
        Assert.Equal(2, Json(await OkAsync("status", "--json")).GetProperty("boots").GetInt32());
    }

    [Fact]
    public async Task A_folder_or_a_port_that_is_taken_is_one_sentence()
    {
        var (code, _, errors) = await RadioNetProcess.RunAsync("core", "--data", Path.Combine(_folder, "data"), "--json");
        Assert.Equal(1, code);
        Assert.Contains("is in use by another node", Assert.Single(Lines(errors)), StringComparison.Ordinal);

        var address = new Uri(_server).Authority;
        (code, _, errors) = await RadioNetProcess.RunAsync(
            "core", "--data", Path.Combine(_folder, "other"), "--web", "127.0.0.1:0", "--grpc", address, "--links", "127.0.0.1:0", "--homebrew", "127.0.0.1:0", "--json");
        Assert.Equal(1, code);
        Assert.Contains($"{address} is in use by another program", Lines(errors)[^1], StringComparison.Ordinal);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static JsonElement Json(string line) => JsonDocument.Parse(line).RootElement;

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] words) =>
        RadioNetProcess.RunAsync([.. words, "--server", _server]);

    private async Task<string> OkAsync(params string[] words)
    {
        var (code, output, errors) = await RunAsync(words);
        Assert.Equal("", errors);
        Assert.Equal(0, code);
        return output;
    }
}
