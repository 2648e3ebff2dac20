using System.Diagnostics;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.EndToEnd;

/// <summary>A node that says it is ready is ready: its first call is as good as any.</summary>
public sealed class FirstCallTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheFirstCallAfterTheStartLosesNothing()
    {
        await using var node = await NodeProcess.StartAsync(Path.Combine(_folder.Path, "data"), "--plan", _folder.Write("plan.yaml", CellPlan.Of(1)));
        using var cell = new Cell(node, 1);
        var repeaters = await cell.LogInAllAsync("ab");
        foreach (int slot in new[] { 1, 2 })
        {
            var said = cell.Speak(1, slot == 1 ? Cell.Main : Cell.Second, 1);
            long start = Stopwatch.GetTimestamp();
            await repeaters[0].PlayAsync(said, slot);
            var spurt = (await repeaters[1].SpurtsAsync(slot)).Single(s => s[0].Target == said.Target);
            TestContext.Current.SendDiagnosticMessage($"Call {slot}: {Stopwatch.GetElapsedTime(start, spurt[0].At).TotalMilliseconds:F0} ms to its first burst.");
            GroupCallTests.AssertIsWhole(said, spurt, repeaters[1].Id, slot);
        }
    }
}
