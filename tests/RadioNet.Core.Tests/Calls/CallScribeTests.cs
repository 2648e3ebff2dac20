using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Calls;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.Core.Tests.Calls;

public sealed class CallScribeTests
{
    private static readonly PlanIndex _plan = new(PlanReader.Read("""
        network: n
        tiers: [{ level: 1, name: T }]
        places: [{ id: p, tier: 1 }]
        nodes: [{ id: c, at: p }]
        sites: [{ id: s, at: p, repeaters: [{ id: 9, secret: x }], base-stations: [{ id: bs1, carriers: [{ id: c1, receive: 416 MHz, transmit: 421 MHz }] }] }]
        """).Plan!, 3);

    [Fact]
    public void A_spurt_at_a_repeater_names_its_number() => Assert.Equal((9u, "9"), HeardBy(Spurt(9)));

    [Fact]
    public void A_spurt_at_a_base_station_names_its_carrier()
    {
        Assert.True(_plan.TryPort("s", "bs1", "c1", out var port));
        Assert.Equal((0u, "bs1/c1"), HeardBy(Spurt(port.Id.Value)));
    }

    [Fact]
    public void What_the_plan_has_no_more_has_its_number_unless_it_was_a_carrier()
    {
        Assert.Equal((10u, "10"), HeardBy(Spurt(10)));
        Assert.Equal((0u, ""), HeardBy(Spurt(SlotPorts.FirstCarrier)));
        Assert.Equal((0u, ""), HeardBy(Spurt(0)));
    }

    [Fact]
    public void A_record_from_before_there_were_names_shows_its_number()
    {
        var old = Spurt(9) with { Spurts = [Spurt(9).Spurts[0] with { HeardBy = "" }] };
        Assert.Equal("9", CallMessages.Of(old).Spurts[0].HeardBy);
        Assert.Equal("", CallMessages.Of(Spurt(0)).Spurts[0].HeardBy);
    }

    private static (uint, string) HeardBy(CallRecord record)
    {
        var message = CallMessages.Of(record).Spurts[0];
        Assert.Equal((message.Repeater, message.HeardBy), (record.Spurts[0].Repeater, record.Spurts[0].HeardBy));
        return (message.Repeater, message.HeardBy);
    }

    private static CallRecord Spurt(uint at) => new CallScribe(new FixedPlan(), "n").Write(new CallReport
    {
        Id = new CallId("n", 1, 1),
        State = CallControl.Calls.CallState.Ended,
        Type = CallControl.CallType.Group,
        TargetKind = AddressKind.Group,
        Target = 10,
        Source = new RadioId(101),
        Started = DateTimeOffset.UnixEpoch,
        Spurts =
        [
            new SpurtReport
            {
                Id = new SpurtId("n", 1, 1),
                Source = new RadioId(101),
                From = new Location("s", new RepeaterSlot(new RepeaterId(at), Timeslot.One)),
                Started = DateTimeOffset.UnixEpoch,
            },
        ],
    });

    private sealed class FixedPlan : IPlanView
    {
        public PlanIndex Current => _plan;
    }
}
