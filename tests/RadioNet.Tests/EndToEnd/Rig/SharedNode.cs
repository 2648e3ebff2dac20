using RadioNet.Tests.EndToEnd.Rig;

[assembly: AssemblyFixture(typeof(SharedNode))]

namespace RadioNet.Tests.EndToEnd.Rig;

/// <summary>One node with many cells, that the tests share which need no node of their own.</summary>
public sealed class SharedNode : IAsyncLifetime
{
    private const int Cells = 60;

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<NodeProcess>> _node;
    private int _taken;

    public SharedNode() =>
        _node = new(StartAsync);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_node.IsValueCreated) await (await _node.Value).DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A cell that no other test has.</summary>
    internal async Task<Cell> TakeCellAsync()
    {
        int number = Interlocked.Increment(ref _taken);
        Assert.True(number <= Cells, "There are more tests than cells.");
        return new Cell(await _node.Value, number);
    }

    private async Task<NodeProcess> StartAsync()
    {
        var node = await NodeProcess.StartAsync(Path.Combine(_folder.Path, "data"), "--plan", _folder.Write("cells.yaml", CellPlan.Of(Cells)));

        // A call that nobody judges, so that no test depends on being the first or not; FirstCallTests is about the first call.
        using var cell = new Cell(node, Interlocked.Increment(ref _taken));
        var repeaters = await cell.LogInAllAsync("ab");
        await repeaters[0].PlayAsync(cell.Speak(1, Cell.Main, 1), 1);
        await repeaters[1].SpurtsAsync(1);
        return node;
    }
}
