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
        _node = new(() => NodeProcess.StartAsync(Path.Combine(_folder.Path, "data"), "--plan", _folder.Write("cells.yaml", CellPlan.Of(Cells))));

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
}
