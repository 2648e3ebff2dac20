using System.Diagnostics;
using RadioNet.Api;
using RadioNet.Core.Ports;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Core.Tests.Records;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>Nodes with records on folders of their own, with nothing between them but their messages.</summary>
public sealed class NodeRecordsTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly List<RecordNode> _nodes = [];
    private RecordNode _low = null!;
    private RecordNode _middle = null!;
    private RecordNode _top = null!;

    public async ValueTask InitializeAsync() => (_low, _middle, _top) = (await StartAsync("low"), await StartAsync("middle"), await StartAsync("top"));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task A_record_is_above_as_it_is_below_and_is_found_as_its_own_are()
    {
        await _top.MakeAsync(3);
        await _low.MakeAsync(2);
        await TierWire.BringAsync(_low, _middle);
        await _middle.MakeAsync(1);
        await TierWire.BringAsync(_middle, _top);

        var found = _top.Store.Search(new RecordQuery { Talkgroup = 1001 });
        Assert.Equal([("middle", 3), ("low", 2), ("low", 1), ("top", 3), ("top", 2), ("top", 1)], found.OrderByDescending(call => call.Number).Select(call => (call.Node, (int)call.NumberAtNode)).OrderBy(call => call.Node == "top" ? 2 : call.Node == "low" ? 1 : 0));
        var below = Assert.Single(_low.Store.Search(new RecordQuery()), call => call.Number == 2);
        var above = Assert.Single(found, call => call is { Node: "low", NumberAtNode: 2 });
        Assert.Equal(CallMessages.Of(below), CallMessages.Of(above));

        var pages = new List<long>();
        for (var before = long.MaxValue; _top.Store.Search(new RecordQuery { Before = before, Limit = 2 }) is [.., var last] page; before = last.Number)
        {
            pages.AddRange(page.Select(call => call.Number));
        }

        Assert.Equal([6, 5, 4, 3, 2, 1], pages);
    }

    [Fact]
    public async Task Links_that_lose_and_cut_and_ends_that_start_anew_bring_each_record_once()
    {
        var random = new Random(11);
        for (var turn = 0; turn < 60; turn++)
        {
            await _low.MakeAsync(random.Next(6));
            await _middle.MakeAsync(random.Next(3));
            var (child, parent) = random.Next(3) switch { 0 => (_low, _middle), 1 => (_low, _top), _ => (_middle, _top) };
            await TierWire.BringAsync(child, parent, random);
            switch (random.Next(8))
            {
                case 0:
                    _low = await RestartAsync(_low);
                    break;
                case 1:
                    _middle = await RestartAsync(_middle);
                    break;
                case 2:
                    _top = await RestartAsync(_top);
                    break;
                default:
                    break;
            }
        }

        await TierWire.BringAsync(_low, _middle);
        await TierWire.BringAsync(_middle, _top);
        foreach (var (child, parent) in new[] { (_low, _middle), (_low, _top), (_middle, _top) })
        {
            Assert.Equal(child.Ids(child.Name), parent.Ids(child.Name));
        }
    }

    [Fact]
    public async Task A_node_that_lost_its_folder_begins_another_store()
    {
        await _low.MakeAsync(3);
        await TierWire.BringAsync(_low, _top);
        await _low.DisposeAsync();
        Directory.Delete(_low.Folder, recursive: true);
        _low = await StartAsync("low");
        await _low.MakeAsync(2, "anew");
        await TierWire.BringAsync(_low, _top);
        Assert.Equal(["low-1", "low-2", "low-3", "anew-1", "anew-2"], _top.Ids("low"));
        Assert.Equal(2, _top.Store.Lower.Count);
    }

    [Fact]
    public async Task A_folder_that_is_an_older_copy_is_told()
    {
        await _low.MakeAsync(1);
        await _low.DisposeAsync();
        var copy = Directory.CreateDirectory(Path.Combine(_folder.Path, "copy")).FullName;
        foreach (var file in Directory.GetFiles(_low.Folder))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        _low = await StartAsync("low");
        await _low.MakeAsync(2);
        await TierWire.BringAsync(_low, _top);
        await _low.DisposeAsync();
        Directory.Delete(_low.Folder, recursive: true);
        Directory.Move(copy, _low.Folder);
        _low = await StartAsync("low");
        await TierWire.BringAsync(_low, _top);
        Assert.StartsWith("The parent holds CallRecord of this node up to number 3, this node itself up to 1", Assert.Single(_low.UpwardLog.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_record_is_left_out_with_one_line_and_stops_nothing()
    {
        await _low.MakeAsync(5);
        await TierWire.BringAsync(_low, _top, change: said =>
        {
            if (said.Record is { Number: 2 or 3 })
            {
                said.Record.Call.State = Api.CallState.Running;
            }
        });
        Assert.Equal(["low-1", "low-4", "low-5"], _top.Ids("low"));
        LeftOut.Is(2, "NodeRecord", "call.state: it must be over, or denied.", _top.Log.Lines);
        await TierWire.BringAsync(_low, _top);
        Assert.Equal(3, _top.Ids("low").Count);
    }

    [Fact]
    public async Task A_flood_of_what_is_no_record_is_counted_and_costs_few_lines()
    {
        const int Flood = 200;
        var store = new NodeStore { Node = "low", Store = 7 };
        for (var number = 1; number <= Flood; number++)
        {
            var stored = new TaskCompletionSource();
            Assert.True(_top.Lower.Take("low", new RecordsUp { Record = new NodeRecord { Store = store, Number = number, Previous = number - 1 } }, _ => stored.TrySetResult()));
            await stored.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(Flood, _top.Lower.LeftOut);
        Assert.InRange(_top.Log.Lines.Count, 1, SeldomLines.AtOnce);
    }

    [Fact]
    public async Task A_node_that_says_it_holds_a_store_of_the_parent_is_not_believed()
    {
        await _top.MakeAsync(2);
        var said = new RecordsUp
        {
            Record = new NodeRecord { Store = new NodeStore { Node = "top", Store = _top.Store.Own.Store }, Number = 9, Call = CallMessages.Of(CallRecords.Ended(9)) },
        };
        Assert.True(_top.Lower.Take("low", said, _ => { }));
        await _low.MakeAsync(1);
        await TierWire.BringAsync(_low, _top);
        Assert.Equal(["top-1", "top-2", "low-1"], _top.Store.Search(new RecordQuery()).Select(call => call.Id).Reverse());
    }

    [Fact]
    public async Task A_backlog_comes_over_in_batches()
    {
        const int Backlog = 5_000;
        await _low.MakeAsync(Backlog);
        var watch = Stopwatch.StartNew();
        await TierWire.BringAsync(_low, _top);
        TestContext.Current.SendDiagnosticMessage("{0} records in {1:F1} s", Backlog, watch.Elapsed.TotalSeconds);
        Assert.Equal(Backlog, _top.Store.Reach(new StoreId("low", _low.Store.Own.Store)));
        Assert.Equal(Backlog, _top.Store.LargestNumber());
    }

    private async Task<RecordNode> RestartAsync(RecordNode node)
    {
        await node.DisposeAsync();
        return await StartAsync(node.Name);
    }

    private async Task<RecordNode> StartAsync(string name)
    {
        var node = await RecordNode.StartAsync(name, Path.Combine(_folder.Path, name));
        _nodes.RemoveAll(other => other.Name == name);
        _nodes.Add(node);
        return node;
    }
}
