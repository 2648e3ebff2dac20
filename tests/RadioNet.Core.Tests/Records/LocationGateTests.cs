using CsCheck;
using RadioNet.Core.Records;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Core.Tests.Records;

public sealed class LocationGateTests
{
    private readonly LocationGate _gate = new(LocationGate.UsualInterval);

    [Fact]
    public void One_that_stays_gets_a_record_each_interval_however_often_it_is_heard()
    {
        // 27 s of a position in every superframe of 360 ms.
        var passed = Enumerable.Range(0, 75).Count(superframe => _gate.Passes(At(superframe * 0.36, position: Position(12.68, 108.04))));
        Assert.Equal(3, passed);
        Assert.Equal([true, false, true], new[] { 100, 109.9, 110 }.Select(seconds => _gate.Passes(At(seconds, radio: 2))));
    }

    [Fact]
    public void One_that_moves_by_more_than_it_may_be_off_gets_a_record_at_once()
    {
        Assert.True(_gate.Passes(At(0, position: Position(12.68, 108.04, PositionError.Below200Metres))));
        Assert.False(_gate.Passes(At(1, position: Position(12.6817, 108.04, PositionError.Below2Metres))));
        Assert.True(_gate.Passes(At(2, position: Position(12.6819, 108.04, PositionError.Below2Metres))));
        Assert.True(_gate.Passes(At(3, position: Position(12.68195, 108.04, PositionError.Below2Metres))));
        Assert.False(_gate.Passes(At(4, position: Position(20, 100, PositionError.Beyond200Kilometres))));
    }

    [Fact]
    public void Another_site_is_news_and_the_first_position_too()
    {
        Assert.True(_gate.Passes(At(0, site: "a")));
        Assert.True(_gate.Passes(At(1, site: "b")));
        Assert.False(_gate.Passes(At(2, site: "b")));
        Assert.True(_gate.Passes(At(3, site: "b", position: Position(12, 108))));
        Assert.False(_gate.Passes(At(4, site: "b", position: Position(12, 108))));
        Assert.False(_gate.Passes(At(5, site: "b")));
    }

    [Fact]
    public void A_clock_that_is_put_back_silences_nobody()
    {
        Assert.True(_gate.Passes(At(100_000)));
        Assert.True(_gate.Passes(At(0)));
    }

    [Theory]
    [InlineData(12.0, 108.0, 13.0, 108.0, 111_195)]
    [InlineData(60.0, 108.0, 60.0, 109.0, 55_597)]
    [InlineData(12.0, 179.999, 12.0, -179.999, 217)]
    public void Distances_are_those_on_a_sphere(double latitude, double longitude, double otherLatitude, double otherLongitude, double metres) =>
        Assert.InRange(LocationGate.Metres(Position(latitude, longitude), Position(otherLatitude, otherLongitude)), metres * 0.99, metres * 1.01);

    [Fact]
    public void No_radio_that_stays_at_its_site_gets_more_than_its_share() =>
        Gen.Select(Gen.Double[0, 4], Gen.Bool).Array[1, 100].Sample(steps =>
        {
            var gate = new LocationGate(LocationGate.UsualInterval);
            var (now, heard, said) = (0.0, 0, 0);
            foreach (var (pause, positioned) in steps)
            {
                now += pause;
                if (gate.Passes(At(now, position: positioned ? Position(12.68, 108.04) : null)))
                {
                    (heard, said) = positioned ? (heard, said + 1) : (heard + 1, said);
                }
            }

            Assert.InRange(said, 0, (now / 10) + 1);
            Assert.InRange(heard, 0, (now / 10) + 1);
        });

    private static GpsInfo Position(double latitude, double longitude, PositionError error = PositionError.Below20Metres) =>
        GpsInfo.FromDegrees(latitude, longitude, error);

    private static LocationRecord At(double seconds, uint radio = 1, string site = "hill", GpsInfo? position = null) =>
        new() { Radio = radio, At = CallRecords.Start.AddSeconds(seconds), Site = site, Position = position };
}
