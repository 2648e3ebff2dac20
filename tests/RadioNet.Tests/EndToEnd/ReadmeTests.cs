using System.Diagnostics;
using RadioNet.Plan;
using RadioNet.Tests.Architecture;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.EndToEnd;

/// <summary>The README's commands do what it says.</summary>
public sealed class ReadmeTests : IDisposable
{
    private const string Command = "out/radionet ";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EachCommandOfTheReadmeWorks()
    {
        string province = _folder.Write("province.yaml", SamplePlans.DakLak.Replace("time-limit: 60s", "time-limit: 59s", StringComparison.Ordinal));
        string[] lines =
        [
            .. File.ReadLines(Path.Combine(Repository.Root, "README.md"))
                .Where(line => line.StartsWith(Command, StringComparison.Ordinal)).Select(line => line[Command.Length..].Split('#')[0].Trim()),
        ];
        Assert.StartsWith("core ", lines[0], StringComparison.Ordinal);
        await using var node = await NodeProcess.StartAsync(
            Path.Combine(_folder.Path, "data"), "--plan", Path.Combine(Repository.Root, "src/RadioNet.Plan/Samples/dak-lak.yaml"));
        Assert.True(lines.Length > 5);
        var followers = new List<Process>();
        foreach (string line in lines[1..])
        {
            string[] words = [.. line.Replace("province.yaml", province, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
            if (words.Contains("--follow")) followers.Add(RadioNetCommand.Start([.. words, "--server", node.Server]));
            else if (words[0] == "base-station") continue; // its device is not here; StationCallTests run it
            else if (words is ["modem", "ports", ..]) (await RadioNetCommand.RunAsync(words)).Succeeded();
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
}
