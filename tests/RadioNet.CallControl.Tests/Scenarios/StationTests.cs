using RadioNet.CallControl.Tests.World;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Scenarios;

/// <summary>Carriers of base stations of ours are to calls what repeaters are.</summary>
public sealed class StationTests
{
    private readonly RulesWorld _world = new(Plans.Mixed);

    [Fact]
    public void A_call_goes_to_carriers_and_repeaters_alike_and_not_back_to_its_talker()
    {
        var press = _world.Key(101, Plans.DuplexAtE, Plans.Ordinary);
        _world.Deliver();

        Assert.True(press.IsPassing);
        Assert.Equal(Heard(1, 2, 3, 4, Plans.CarrierAtB, Plans.SimplexAtE), HeardAt(press));
        Assert.Equal(["a", "b", "c", "d", "e"], _world.CallOf(press).Sites);

        _world.Release(press);
        _world.Deliver();
        var answer = _world.Key(102, 1, Plans.Ordinary);
        _world.Deliver();
        Assert.Equal(Heard(2, 3, 4, Plans.CarrierAtB, Plans.DuplexAtE, Plans.SimplexAtE), HeardAt(answer));
    }

    [Fact]
    public void A_simplex_carrier_has_every_talkgroup_on_timeslot_2()
    {
        var press = _world.Key(101, Plans.SimplexAtE, Plans.Ordinary);
        _world.Deliver();

        Assert.True(press.IsPassing);
        Assert.Equal(Timeslot.Two, press.Stream.Slot);
        _world.Release(press);
        _world.Deliver();
        var answer = _world.Key(102, 1, Plans.Ordinary);
        _world.Deliver();
        Assert.Same(answer, _world.On(Plans.SimplexAtE, Timeslot.Two));
        Assert.Same(answer, _world.On(Plans.DuplexAtE, Timeslot.One));
    }

    [Fact]
    public void A_duplex_carrier_has_the_plans_timeslot()
    {
        var press = _world.Key(101, Plans.CarrierAtB, Plans.Ordinary, Timeslot.Two);
        _world.Deliver();
        _world.IsDenied(press, Reason.WrongSlot);
    }

    [Fact]
    public void The_uplink_wins_at_a_carrier()
    {
        _world.Key(101, Plans.DuplexAtE, Plans.Equal);
        var other = _world.Key(102, 1, Plans.Ordinary);
        _world.Deliver();

        Assert.True(other.IsPassing);
        Assert.Equal([4u], HeardAt(other)); // the first one has every timeslot but its own, which its radio uses
        Assert.Null(_world.On(Plans.DuplexAtE));
    }

    [Fact]
    public void A_private_call_goes_to_the_carrier_where_the_radio_was_heard()
    {
        var first = _world.Key(102, Plans.SimplexAtE, Plans.Ordinary);
        _world.Deliver();
        _world.Release(first);
        _world.Pass(5000);

        var press = _world.Key(101, 1, 102, unit: true);
        _world.Deliver();
        Assert.Equal([Plans.SimplexAtE], HeardAt(press));
    }

    [Fact]
    public void A_carrier_that_is_down_is_left_out_and_joins_when_it_comes()
    {
        _world.Down(Plans.DuplexAtE);
        _world.Down(Plans.SimplexAtE);
        var press = _world.Key(101, 1, Plans.Ordinary);
        _world.Deliver();
        Assert.Contains(_world.CallOf(press).Missed, m => m is { Site: "e", Why: Reason.SiteDown });

        _world.Up(Plans.DuplexAtE);
        _world.Deliver();
        Assert.Same(press, _world.On(Plans.DuplexAtE));
        Assert.Empty(_world.CallOf(press).Missed);
    }

    [Fact]
    public void A_trunked_base_station_carries_no_calls_yet()
    {
        var press = _world.Key(101, Plans.TrunkedAtE, Plans.Ordinary);
        _world.Deliver();
        _world.IsDenied(press, Reason.OutOfService);
        Assert.Equal(502, _world.Journal.DenialOf(press).Decisions[0].PlanLine);
        _world.Release(press);

        var other = _world.Key(102, 1, Plans.Ordinary);
        _world.Deliver();
        Assert.DoesNotContain(Plans.TrunkedAtE, HeardAt(other));
        Assert.Empty(_world.CallOf(other).Missed);
    }

    [Fact]
    public void Maintenance_takes_a_base_station_out_of_running_calls_and_gives_it_back()
    {
        var press = _world.Key(101, 1, Plans.Ordinary);
        _world.Deliver();
        Assert.Same(press, _world.On(Plans.DuplexAtE));

        var during = Plans.Mixed.WithStation("e", "bs1", b => b with { Maintenance = true });
        _world.Apply(during);
        _world.Deliver();
        Assert.Equal(Heard(2, 3, 4, Plans.CarrierAtB), HeardAt(press));
        _world.IsDenied(Keyed(103, Plans.DuplexAtE), Reason.OutOfService);

        _world.Apply(Plans.Mixed);
        _world.Deliver();
        Assert.Same(press, _world.On(Plans.SimplexAtE, Timeslot.Two));
    }

    [Fact]
    public void A_call_that_begins_during_maintenance_says_why_the_site_is_missing()
    {
        _world.Apply(Plans.Mixed.WithStation("e", "bs1", b => b with { Maintenance = true }));
        var press = Keyed(101, 1);

        var call = _world.CallOf(press);
        Assert.Equal(Reason.OutOfService, Assert.Single(call.Missed, m => m.Site == "e").Why);
        Assert.Contains(call.Decisions, d => d is { Rule: "site.waits", Subject: "e", Reason: Reason.OutOfService });
    }

    [Fact]
    public void Who_talks_at_a_base_station_that_goes_into_maintenance_is_cut()
    {
        var press = Keyed(101, Plans.DuplexAtE);
        Assert.True(press.IsPassing);
        _world.Apply(Plans.Mixed.WithStation("e", "bs1", b => b with { Maintenance = true }));
        _world.Deliver();
        Assert.True(press.WasStopped);
        Assert.Equal(Reason.OutOfService, _world.CallOf(press).Spurts[0].Why);
    }

    [Fact]
    public void A_base_station_admits_whom_its_access_names()
    {
        _world.Apply(Plans.Mixed.WithStation("e", "bs1", b => b with
        {
            Access = new RadioAccess { Allow = [new(new(101), new(103))], Deny = [new(new(102), new(102))] },
        }));

        Assert.True(Keyed(101, Plans.DuplexAtE).IsPassing);
        _world.IsDenied(Keyed(102, Plans.SimplexAtE, Plans.Equal), Reason.NotAllowed);
        var denied = Keyed(104, Plans.SimplexAtE, Plans.Equal);
        _world.IsDenied(denied, Reason.NotAllowed);
        Assert.Equal(501, _world.Journal.DenialOf(denied).Decisions[0].PlanLine);
        Assert.True(Keyed(105, Plans.CarrierAtB, Plans.High).IsPassing);
    }

    private Press Keyed(uint radio, uint at, uint target = Plans.Ordinary)
    {
        _world.Pass(1);
        var press = _world.Key(radio, at, target);
        _world.Deliver();
        return press;
    }

    private static uint[] Heard(params uint[] ports) => [.. ports.Order()];

    private uint[] HeardAt(Press press) =>
        [.. new uint[] { 1, 2, 3, 4, Plans.CarrierAtB, Plans.DuplexAtE, Plans.SimplexAtE, Plans.TrunkedAtE }.Where(p => IsSent(p, press)).Order()];

    private bool IsSent(uint port, Press press) =>
        _world.Router.OnLink(port, press) || _world.On(port) == press || _world.On(port, Timeslot.Two) == press;
}
