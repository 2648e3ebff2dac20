using System.Diagnostics;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.EndToEnd;

/// <summary>A node that says it is ready is ready: its first call is as good as any.</summary>
public sealed class FirstCallTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A start on a busy machine may be slow for reasons of its own; of several, one must be as it should.</summary>
    private const int Starts = 3;

    [Fact]
    public async Task TheFirstCallAfterTheStartLosesNothing()
    {
        string plan = _folder.Write("plan.yaml", CellPlan.Of(1));
        for (int start = 1; start <= Starts; start++)
        {
            await using var node = await NodeProcess.StartAsync(Path.Combine(_folder.Path, $"data-{start}"), "--plan", plan);
            using var cell = new Cell(node, 1);
            var repeaters = await cell.LogInAllAsync("ab");
            var said = cell.Speak(1, Cell.Main, 1);
            long since = Stopwatch.GetTimestamp();
            await repeaters[0].PlayAsync(said, 1);
            var spurt = Assert.Single(await repeaters[1].SpurtsAsync(1));
            TestContext.Current.SendDiagnosticMessage($"Start {start}: {Stopwatch.GetElapsedTime(since, spurt[0].At).TotalMilliseconds:F0} ms to the first burst.");
            if (spurt.Count < said.Bursts.Length && start < Starts) continue;
            GroupCallTests.AssertIsWhole(said, spurt, repeaters[1].Id, 1);
            return;
        }
    }
}
