using RadioNet.Api;
using RadioNet.Core.Ports.Sites;

namespace RadioNet.Core.Tests.Ports.Sites;

/// <summary>An alarm about a base station is there for as long as what it says is so.</summary>
public sealed class StationAlarmTests
{
    [Fact]
    public void Two_boxes_of_one_name_that_attach_in_turn_are_told_and_a_line_that_breaks_is_not()
    {
        using var bench = new StationBench();
        for (var turn = 0; turn < 10; turn++)
        {
            bench.Attach();
            bench.Time.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.DoesNotContain("two-boxes-one-id hill/bs1", bench.Alarms.Words);
        for (var turn = 0; turn < 5; turn++)
        {
            bench.Attach();
        }

        Assert.Contains("two-boxes-one-id hill/bs1", bench.Alarms.Words);
    }

    [Fact]
    public void What_ended_while_nobody_listened_is_over_when_the_station_is_back()
    {
        using var bench = new StationBench();
        var station = bench.Attach();
        Say(bench, station, Alarm("modem-lost", "c1"));
        Say(bench, station, Alarm("duty-limit", "c1"));
        bench.Book.Detach(station);
        Assert.Equal(["station-duty-limit hill/bs1/c1", "station-lost hill/bs1", "station-modem-lost hill/bs1/c1"], bench.Alarms.Words);

        station = bench.Attach();
        SayAll(bench, station, Alarm("duty-limit", "c1"), Alarm("lockout", "c1"));

        Assert.Equal(["station-duty-limit hill/bs1/c1", "station-lockout hill/bs1/c1"], bench.Alarms.Words);
    }

    [Fact]
    public async Task What_a_node_kept_over_its_restart_is_over_too()
    {
        using var bench = new StationBench();
        foreach (string kind in new[] { "station-modem-lost", "station-line-noise" })
        {
            await bench.Alarms.RaiseAsync(kind, "hill/bs1/c1", new("x", "x"));
            await bench.Alarms.RaiseAsync(kind, "hill/bs2/c1", new("x", "x"));
        }

        await bench.Alarms.RaiseAsync("voice-blocked", "hill/bs1", new("x", "x"));
        await bench.Alarms.RaiseAsync("station-lost", "hill/bs1", new("x", "x"));

        SayAll(bench, bench.Attach(), Alarm("line-noise", "c1"));

        Assert.Equal(["station-line-noise hill/bs1/c1", "station-line-noise hill/bs2/c1", "station-modem-lost hill/bs2/c1"], bench.Alarms.Words);
    }

    [Fact]
    public void A_station_that_leaves_in_order_is_not_lost_and_takes_its_alarms_along()
    {
        using var bench = new StationBench();
        var station = bench.Attach();
        Say(bench, station, Alarm("modem-lost", "c1"));
        bench.Book.Take(station, new FromBaseStation { Applied = new StationPlanApplied { Problems = { new LocalizedText { En = "no modem" } } } });
        Assert.Equal(["station-modem-lost hill/bs1/c1", "station-plan hill/bs1"], bench.Alarms.Words);

        bench.Book.Take(station, new FromBaseStation { Goodbye = new Goodbye() });
        bench.Book.Detach(station);

        Assert.Empty(bench.Alarms.Words);
        Assert.Empty(bench.Book.All);
    }

    [Fact]
    public void A_node_that_stops_has_lost_nobody()
    {
        using var bench = new StationBench();
        bench.Book.Detach(bench.Attach(), inOrder: true);
        Assert.Empty(bench.Alarms.Words);
    }

    [Fact]
    public async Task A_station_that_the_plan_has_no_more_has_no_alarms_whether_it_is_attached_or_lost()
    {
        using var bench = new StationBench();
        bench.Plans(StationBench.Index(1, stations: ["bs1", "bs2", "bs3"]));
        bench.Book.Detach(bench.Attach(baseStation: "bs2"));
        Say(bench, bench.Attach(), Alarm("modem-lost", "c1"));
        Say(bench, bench.Attach(baseStation: "bs3"), Alarm("modem-lost", "c1"));
        await bench.Alarms.RaiseAsync("clone", "hill/bs1", new("x", "x"));
        Assert.Equal(4, bench.Alarms.Words.Count());

        bench.Plans(StationBench.Index(2, stations: ["bs3"]));
        bench.Book.ObeyPlan();

        Assert.True(SpinWait.SpinUntil(() => bench.Alarms.Words.SequenceEqual(["clone hill/bs1", "station-modem-lost hill/bs3/c1"]), TimeSpan.FromSeconds(5)), string.Join(", ", bench.Alarms.Words));
    }

    [Fact]
    public void What_a_station_says_of_itself_is_kept_in_bounds()
    {
        using var bench = new StationBench();
        var station = bench.Attach();
        string long_ = new('x', 5000);
        var applied = new StationPlanApplied { Revision = 1 };
        applied.Problems.Add(Enumerable.Repeat(new LocalizedText { Vi = long_, En = long_ }, 1000));
        bench.Book.Take(station, new FromBaseStation { Applied = applied });
        var health = new StationHealth { Maintenance = true };
        health.Carriers.Add(Enumerable.Range(0, 1000).Select(n => new CarrierHealth { Carrier = $"c{n}", Description = long_, Port = long_, PlayoutMilliseconds = { 1, 2, 3, 4 } }));
        bench.Book.Take(station, new FromBaseStation { Health = health });
        SayAll(bench, station, [.. Enumerable.Range(0, 1000).Select(n => Alarm($"kind-{n}", long_))]);

        Assert.Equal(ApiLimits.MostPlanProblems, station.Applied!.Problems.Count);
        Assert.All(station.Applied.Problems, problem => Assert.Equal((300, 300), (problem.Vi.Length, problem.En.Length)));
        Assert.Equal((true, 64), (station.Health!.Maintenance, station.Health.Carriers.Count));
        Assert.All(station.Health.Carriers, carrier => Assert.Equal((300, 300, 2), (carrier.Description.Length, carrier.Port.Length, carrier.PlayoutMilliseconds.Count)));
        Assert.Equal(65, bench.Alarms.Open.Count);
        Assert.All(bench.Alarms.Open, alarm => Assert.True(alarm.Subject.Length < 320 && alarm.Text.En.Length < 6000));
    }

    private static void Say(StationBench bench, AttachedStation station, StationAlarm alarm) =>
        bench.Book.Take(station, new FromBaseStation { Alarm = alarm });

    private static void SayAll(StationBench bench, AttachedStation station, params StationAlarm[] alarms) =>
        bench.Book.Take(station, new FromBaseStation { OpenAlarms = new OpenAlarms { Alarms = { alarms } } });

    private static StationAlarm Alarm(string kind, string subject) => new() { Kind = kind, Subject = subject, Text = new LocalizedText { Vi = "x", En = "x" } };
}
