using RadioNet.Core.Records;
using RadioNet.Core.Tests.Records;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>Where radios were goes up beside calls and alarms.</summary>
public sealed class NodeLocationsTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly List<RecordNode> _nodes = [];
    private int _heard;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task What_a_commune_heard_stands_at_district_and_province_once_over_cuts_and_restarts()
    {
        var (low, middle, top) = (await StartAsync("low"), await StartAsync("middle"), await StartAsync("top"));
        var random = new Random(5);
        for (var turn = 0; turn < 30; turn++)
        {
            Hear(low, random.Next(4));
            Hear(middle, random.Next(2));
            await low.MakeAsync(random.Next(3));
            var (child, parent) = random.Next(3) switch { 0 => (low, middle), 1 => (low, top), _ => (middle, top) };
            await TierWire.BringAsync(child, parent, random);
            switch (random.Next(8))
            {
                case 0:
                    low = await RestartAsync(low);
                    break;
                case 1:
                    middle = await RestartAsync(middle);
                    break;
                case 2:
                    top = await RestartAsync(top);
                    break;
                default:
                    break;
            }
        }

        await TierWire.BringAsync(low, middle);
        await TierWire.BringAsync(middle, top);
        foreach (var (child, parent) in new[] { (low, middle), (low, top), (middle, top) })
        {
            Assert.NotEmpty(child.Heard(child.Name));
            Assert.Equal(
                child.Heard(child.Name),
                parent.Heard(child.Name).Select(record => record with { Number = record.Made!.Number, Made = null }));
            Assert.Equal(child.Ids(child.Name), parent.Ids(child.Name));
        }

        // A district's operator sees the district's subtree.
        Hear(top, 1);
        Assert.DoesNotContain((uint)_heard, middle.Store.Locations.Latest.RadiosAbove(0));
        Assert.Equal(_heard, top.Store.Locations.Latest.RadiosAbove(0).Count());
    }

    [Fact]
    public async Task What_is_no_location_is_left_out_with_one_line_and_stops_nothing()
    {
        var (low, top) = (await StartAsync("low"), await StartAsync("top"));
        Hear(low, 7);
        await TierWire.BringAsync(low, top, change: said =>
        {
            switch (said.Location?.Number)
            {
                case 1:
                    said.Location.Location.Radio = 0;
                    break;
                case 2:
                    said.Location.Location.Position.Latitude = double.NaN;
                    break;
                case 3:
                    said.Location.Location.At = null;
                    break;
                case 4:
                    said.Location.Location.Site = "";
                    break;
                case 5:
                    said.Location.Location.Position.Error = (Api.PositionErrorClass)8;
                    break;
                default:
                    break;
            }
        });
        Assert.Equal([6u, 7u], top.Heard("low").Select(record => record.Radio));
        LeftOut.Is(5, "NodeLocation", "location.position: it must lie on the Earth, and say how far it may be off.", top.LocationLog.Lines);
    }

    private void Hear(RecordNode node, int count) => node.Hear([.. Enumerable.Range(0, count).Select(_ => new LocationRecord
    {
        Radio = (uint)++_heard,
        Alias = $"Đội {_heard}",
        At = CallRecords.Start.AddSeconds(_heard),
        Site = $"{node.Name}-hill",
        Position = GpsInfo.FromDegrees(12 + (_heard / 1000.0), 108, (PositionError)(_heard % 7)),
    })]);

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
