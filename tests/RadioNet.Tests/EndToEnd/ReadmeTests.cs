using System.Diagnostics;
using System.Text.RegularExpressions;
using RadioNet.Api;
using RadioNet.Plan;
using RadioNet.Simulator.Modems;
using RadioNet.Tests.Architecture;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.EndToEnd;

/// <summary>The README's commands do what it says.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private const string Command = "out/radionet ";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EachCommandOfTheReadmeWorks()
    {
        string province = _folder.Write("province.yaml", SamplePlans.DakLak.Replace("time-limit: 60s", "time-limit: 59s", StringComparison.Ordinal));
        string old = _folder.Write("old.yaml", SamplePlans.DakLak);
        var commands = await CommandsAsync();
        Assert.Equal("core", commands[0][0]);
        await using var node = await NodeProcess.StartAsync(
            Path.Combine(_folder.Path, "data"), "--plan", Path.Combine(Repository.Root, "src/RadioNet.Plan/Samples/dak-lak.yaml"));
        Assert.True(commands.Count > 5);
        var followers = new List<Process>();
        foreach (string[] command in commands)
        {
            string[] words = [.. command.Select(word => word == "old.yaml" ? old : word == "new.yaml" ? Path.Combine(_folder.Path, word) : word.Replace("province.yaml", province, StringComparison.Ordinal))];
            if (words.Contains("--follow")) followers.Add(RadioNetCommand.Start([.. words, "--server", node.Server]));
            else if (words[0] is "core" or "base-station") continue; // the other tests start them
            else if (words is ["modem", "ports", ..]) (await RadioNetCommand.RunAsync([.. words, "--no-probe"])).Succeeded(); // this machine's devices are not ours
            else if (words is ["plan", "preset" or "migrate", ..]) (await RadioNetCommand.RunAsync(words)).Succeeded(); // they ask no node
            else (await node.RunAsync(words)).Succeeded();
        }

        // Whoever follows goes on until it is asked to end.
        foreach (var follower in followers)
        {
            Assert.False(follower.HasExited);
            RadioNetCommand.AskToEnd(follower);
            await follower.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
            Assert.Equal((0, ""), (follower.ExitCode, await follower.StandardError.ReadToEndAsync()));
            follower.Dispose();
        }
    }

    [Fact]
    public async Task ABaseStationOfOnesOwnIsAttachedByTheReadmesSteps()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Pseudo-terminals are Linux's alone.");
        string readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        const string itsSite = "  - id: tan-loi-hill\n";
        Assert.Contains(itsSite, SamplePlans.DakLak, StringComparison.Ordinal);
        string yaml = Yaml().Match(readme).Groups["text"].Value;
        string plan = _folder.Write("province.yaml", SamplePlans.DakLak.Replace(itsSite, itsSite + yaml, StringComparison.Ordinal));

        var commands = await CommandsAsync();
        string[] core = commands.Last(words => words[0] == "core"), token = commands.Last(words => words is ["site", "token", ..]);
        string[] station = commands.Single(words => words[0] == "base-station");
        string[] where = [.. core.Skip(1).Select(word => word == "province.yaml" ? plan : EveryAddress().Replace(word, "0.0.0.0:0"))];
        int data = Array.IndexOf(where, "--data");
        await using var node = await NodeProcess.StartAsync(Path.Combine(_folder.Path, "data"), [.. where[..data], .. where[(data + 2)..]]);
        using var modem = VirtualModem.AtTerminal(Path.Combine(_folder.Path, "modem"));
        int links = new Uri(node.Ready.GetProperty("links").GetString()!).Port;
        string invitation = (await node.RunAsync([.. token, "--json"])).Succeeded().Json[0].GetProperty("token").GetString()!;

        // What the reader has of his own: the node's name, the modem's device, the token.
        using var process = RadioNetCommand.Start(
            [
                .. station.Select(word => word switch
                {
                    "https://core.example:8443" => $"https://127.0.0.1:{links}",
                    "c1=serial:/dev/ttyACM0?baud=460800" => $"c1={modem.Address}",
                    "rn1.…" => invitation,
                    _ => word,
                }),
                "--data", Path.Combine(_folder.Path, "station"),
            ]);
        try
        {
            Site? site = null;
            await Wait.UntilAsync(
                async () => (site = (await node.Sites.ListAsync(new ListSitesRequest())).Sites.Single(one => one.Id == "tan-loi-hill"))
                    .BaseStations is [{ Id: "bs1", Attached: true, Health: [{ Carrier: "c1", Modem: ModemCondition.Ready }] }],
                () => Task.FromResult($"It is not attached: {site}. {string.Join('\n', node.Log)}"),
                TimeSpan.FromSeconds(20));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>The README's commands, as a shell takes their words; lines that go on after a backslash are one.</summary>
    private static async Task<IReadOnlyList<string[]>> CommandsAsync()
    {
        string readme = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"))).Replace("\\\n", " ", StringComparison.Ordinal);
        var commands = new List<string[]>();
        foreach (string line in readme.Split('\n').Where(line => line.StartsWith(Command, StringComparison.Ordinal))) commands.Add(await WordsAsync(line[Command.Length..]));
        return commands;
    }

    /// <summary>The words of a line, as a shell splits it; what a shell might take for the names of files must be quoted.</summary>
    private static async Task<string[]> WordsAsync(string line)
    {
        Assert.DoesNotMatch(Pattern(), Quoted().Replace(line.Split(" #")[0], ""));
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"printf '%s\\n' {line}"]) { RedirectStandardOutput = true })!;
        string output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"```yaml\n(?<text>    base-stations:\n.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();

    [GeneratedRegex(@"^0\.0\.0\.0:\d+$")]
    private static partial Regex EveryAddress();

    [GeneratedRegex(@"'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"[?*\[\]{}~;&|<>$`]")]
    private static partial Regex Pattern();
}
