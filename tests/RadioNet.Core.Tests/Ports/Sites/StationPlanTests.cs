using RadioNet.Api;
using RadioNet.Plan;

namespace RadioNet.Core.Tests.Ports.Sites;

/// <summary>Who gets which part of the plan, and when.</summary>
public sealed class StationPlanTests
{
    [Fact]
    public async Task A_station_gets_the_plan_again_unless_it_holds_this_very_content()
    {
        using var bench = new StationBench();
        var plan = (await StationBench.NextAsync(bench.Attach(), ToBaseStation.SaidOneofCase.Welcome)).Welcome.Plan;
        Assert.Equal((1, Convert.ToHexString(PlanHash.OfText(plan.Yaml))), (plan.Revision, Convert.ToHexString(plan.Sha256.Span)));

        Assert.Null((await WelcomeAsync(bench, 1, plan.Sha256.ToByteArray())).Plan);
        Assert.Equal(plan, (await WelcomeAsync(bench, 1, PlanHash.OfText("what another node calls revision 1"))).Plan);
        Assert.Equal(plan, (await WelcomeAsync(bench, 2, plan.Sha256.ToByteArray())).Plan);
        Assert.Equal(plan, (await WelcomeAsync(bench, 1, [])).Plan);
    }

    [Fact]
    public async Task A_change_while_a_station_attaches_is_not_lost()
    {
        using var bench = new StationBench();
        bench.Plans(StationBench.Index(1), StationBench.Index(2, name: "Mới"));

        var station = bench.Attach();

        Assert.Equal(1, (await StationBench.NextAsync(station, ToBaseStation.SaidOneofCase.Welcome)).Welcome.Plan.Revision);
        Assert.Equal(2, (await StationBench.NextAsync(station, ToBaseStation.SaidOneofCase.Plan)).Plan.Revision);
    }

    [Fact]
    public async Task A_change_that_is_not_a_stations_is_not_told_to_it()
    {
        using var bench = new StationBench();
        var station = bench.Attach();
        bench.Plans(StationBench.Index(2, stations: ["bs1", "bs2"]));
        bench.Book.ObeyPlan();
        bench.Plans(StationBench.Index(3, carriers: 2));
        bench.Book.ObeyPlan();

        Assert.Equal("c2", (await StationBench.NextAsync(station, ToBaseStation.SaidOneofCase.Voice)).Voice.Carrier);
        Assert.Equal(3, (await StationBench.NextAsync(station, ToBaseStation.SaidOneofCase.Plan)).Plan.Revision);
    }

    private static async Task<Welcome> WelcomeAsync(StationBench bench, int revision, byte[] hash) =>
        (await StationBench.NextAsync(bench.Attach(revision, hash), ToBaseStation.SaidOneofCase.Welcome)).Welcome;
}
