using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Core.Tests.Records;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Core.Tests.Storage;

public sealed class LocationStoreTests : IDisposable
{
    private static readonly GpsInfo _position = GpsInfo.FromDegrees(12.6797, 108.0447, PositionError.Below20Metres);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Locations_lie_beside_the_calls_of_their_month_and_are_numbered_apart()
    {
        var (december, january) = (new DateTimeOffset(2026, 12, 31, 23, 59, 0, TimeSpan.Zero), new DateTimeOffset(2027, 1, 1, 0, 1, 0, TimeSpan.Zero));
        using (var store = new RecordStore(_folder.Path))
        {
            store.Append([CallRecords.Ended(1), CallRecords.Ended(2)]);
            store.Locations.Append([Heard(1, december), Heard(2, december) with { Position = _position }], december);
            store.Locations.Append([Heard(1, january)], january);
            Assert.Equal(store.Own, store.Locations.Own);
        }

        using var again = new RecordStore(_folder.Path);
        Assert.Equal(2, again.LargestNumber());
        Assert.Equal(3, again.Locations.Reach(again.Locations.Own));
        Assert.Equal(
            [Heard(1, december) with { Number = 1 }, Heard(2, december) with { Number = 2, Position = _position }, Heard(1, january) with { Number = 3 }],
            again.Locations.After(again.Locations.Own, 0, 10));
        Assert.Equal([3L], again.Locations.After(again.Locations.Own, 2, 10).Select(record => record.Number));
        again.Locations.Append([Heard(3, january)], january);
        Assert.Equal(4, again.Locations.Reach(again.Locations.Own));
        Assert.Equal(2, again.Search(new RecordQuery()).Count);
    }

    [Fact]
    public void Of_each_radio_the_newest_is_known_again_after_a_restart_whatever_order_it_came_in()
    {
        var start = CallRecords.Start;
        var low = new StoreOrigin(7, 1);
        using (var store = new RecordStore(_folder.Path))
        {
            store.Locations.Append([Heard(1, start.AddSeconds(10)) with { Position = _position }, Heard(1, start.AddSeconds(20))], start.AddHours(1));

            // Later, by a lower node that was cut off: an older one of the same radio, and one of another.
            store.Locations.Append(
                [
                    Heard(1, start.AddSeconds(5)) with { Node = "low", Made = low, Position = GpsInfo.FromDegrees(1, 1, PositionError.Below2Metres) },
                    Heard(2, start) with { Node = "low", Made = low with { Number = 2 } },
                ],
                start.AddHours(1));
            Check(store.Locations.Latest);
        }

        using var again = new RecordStore(_folder.Path);
        Check(again.Locations.Latest);
        Assert.Equal([new StoreId("low", 7)], again.Locations.Lower);
        Assert.Equal(2, again.Locations.Reach(new StoreId("low", 7)));
        Assert.Equal([2u], again.Locations.After(new StoreId("low", 7), 1, 10).Select(record => record.Radio));

        void Check(LatestLocations latest)
        {
            Assert.Equal([1u, 2u], latest.RadiosAbove(0));
            Assert.Equal((start.AddSeconds(20), _position), (latest.Of(1)!.Value.Heard.At, latest.Of(1)!.Value.Said!.Position));
            Assert.Equal(("low", null), (latest.Of(2)!.Value.Heard.Node, latest.Of(2)!.Value.Said));
            Assert.Null(latest.Of(3));
        }
    }

    [Fact]
    public void A_clock_that_was_ahead_for_a_while_keeps_nothing_from_being_newer()
    {
        var start = CallRecords.Start;
        using (var store = new RecordStore(_folder.Path))
        {
            // A lower node's clock is a year ahead, then right; it is told later, with a record between them from another node.
            store.Locations.Append([Low(1, start.AddYears(1)) with { Position = _position }, Low(2, start.AddSeconds(1))], start.AddSeconds(9));
            Check(store.Locations.Latest, 2, start.AddSeconds(1));
            store.Locations.Append([Heard(1, start.AddSeconds(20))], start.AddSeconds(20));
            Check(store.Locations.Latest, 3, start.AddSeconds(20));
            store.Locations.Append([Low(3, start.AddYears(1))], start.AddSeconds(30));
            Check(store.Locations.Latest, 4, start.AddSeconds(30));

            // This node's own clock too.
            store.Locations.Append([Heard(2, start.AddYears(1))], start.AddYears(1));
            store.Locations.Append([Heard(2, start.AddSeconds(40))], start.AddSeconds(40));
            Assert.Equal(6, store.Locations.Latest.Of(2)!.Value.Heard.Number);
        }

        using var again = new RecordStore(_folder.Path);
        Check(again.Locations.Latest, 4, start.AddSeconds(30));
        Assert.Equal(6, again.Locations.Latest.Of(2)!.Value.Heard.Number);

        static void Check(LatestLocations latest, long number, DateTimeOffset at) =>
            Assert.Equal((number, at), (latest.Of(1)!.Value.Heard.Number, latest.Of(1)!.Value.Heard.At));

        static LocationRecord Low(long number, DateTimeOffset at) => Heard(1, at) with { Node = "low", Made = new StoreOrigin(7, number) };
    }

    private static LocationRecord Heard(uint radio, DateTimeOffset at) => new() { Radio = radio, Alias = $"Đội {radio}", At = at, Site = "hill", Node = "here" };
}
