using System.Diagnostics;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.EndToEnd;

/// <summary>A node that says it is ready is ready: its first call is as good as any.</summary>
[Collection(nameof(RealTime))]
public sealed class FirstCallTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>So many times the test begins anew when this machine holds up its sender.</summary>
    private const int Starts = 3;

    [Fact]
    public async Task TheFirstCallAfterTheStartLosesNothing()
    {
        string plan = _folder.Write("plan.yaml", CellPlan.Of(1));
        for (int start = 1; !await CarriesItsFirstCallsAsync(plan, start); start++)
            Assert.True(start < Starts, $"This machine held up the sender at each of {Starts} starts.");
    }

    /// <summary>Starts a node, plays the first call of each timeslot and holds what is heard to it; false when this machine held up the sender.</summary>
    private async Task<bool> CarriesItsFirstCallsAsync(string plan, int start)
    {
        await using var node = await NodeProcess.StartAsync(Path.Combine(_folder.Path, $"data-{start}"), "--plan", plan);
        using var cell = new Cell(node, 1);
        var repeaters = await cell.LogInAllAsync("ab");
        foreach (int slot in new[] { 1, 2 })
        {
            var said = cell.Speak(1, slot == 1 ? Cell.Main : Cell.Second, 1);
            long since = Stopwatch.GetTimestamp();
            var longestGap = await repeaters[0].PlayAsync(said, slot);
            if (longestGap > RawRepeater.LongestPause) return false;
            var spurt = (await repeaters[1].SpurtsAsync(slot)).Single(s => s[0].Target == said.Target);
            TestContext.Current.SendDiagnosticMessage(
                $"Start {start}, slot {slot}: {Stopwatch.GetElapsedTime(since, spurt[0].At).TotalMilliseconds:F0} ms to the first burst, {longestGap.TotalMilliseconds:F0} ms the sender's longest pause.");
            GroupCallTests.AssertIsWhole(said, spurt, repeaters[1].Id, slot);
        }

        return true;
    }
}
