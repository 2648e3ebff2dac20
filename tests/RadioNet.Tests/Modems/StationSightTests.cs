using RadioNet.Command.Modems;

namespace RadioNet.Tests.Modems;

public sealed class StationSightTests
{
    [Fact]
    public void What_a_station_reports_is_a_failure_that_names_the_way_back()
    {
        var path = CarrierPath.Parse("hill/bs1/c1");
        var problem = new StationSight(true, true, [new Api.LocalizedText { Vi = "x", En = "The board can't." }]).Problem(path, 8, 7)!;
        Assert.Equal("hill/bs1/c1: The board can't. Go back with: radionet rollback 7", problem.En);
        Assert.Contains("did not say", new StationSight(true, false, []).Problem(path, 8, 7)!.En, StringComparison.Ordinal);
        Assert.Null(new StationSight(true, true, []).Problem(path, 8, 7));
        Assert.Null(new StationSight(false, false, []).Problem(path, 8, 7));
    }
}
