using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Calls;
using RadioNet.Core.Ports;
using RadioNet.Core.Tests.Ports.Tiers;
using RadioNet.Plan;

namespace RadioNet.Core.Tests.Calls.Tiers;

/// <summary>What the log says of a lower node that says what is not its to say.</summary>
public sealed class TierSwitchTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly HeardLog<TierSwitch> _log = new();
    private readonly TierSwitch _switch;

    public TierSwitchTests()
    {
        _switch = new TierSwitch("district", new RulesContext(new FixedPlan(new PlanIndex(TierWorld.PlanOf("province"), 1)), _time, new IdSource("district", 1), new CallTimers()), _log);
        _switch.Start(new Nobody(), new Nobody(), () => { });
    }

    [Fact]
    public void A_flood_of_it_is_counted_and_costs_few_lines()
    {
        for (var i = 0; i < 1000; i++)
        {
            Hear("core");
        }

        Assert.Equal(1000, _switch.Counters.Refused);
        Assert.Equal(SeldomLines.AtOnce, _log.Lines.Count);
        _time.Advance(TimeSpan.FromMinutes(1));
        Hear("elsewhere");
        Assert.Equal(
            "Node commune said 998 things of calls that are not its to say; of the last one: it names elsewhere as below it, and the plan does not. They are not obeyed, and its link stays",
            _log.Lines.Last());
    }

    [Fact]
    public void Who_says_what_is_its_to_say_is_heard_after_that_as_before()
    {
        Hear("core");
        Say(new TierMessage.Below(ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, ImmutableArray<Part>>.Empty, 0));
        _switch.Publish();
        Assert.Equal(["commune", "district"], _switch.View.Nodes.Order(StringComparer.Ordinal));
    }

    private void Hear(string named) => Say(new TierMessage.Below(
        ImmutableSortedDictionary<string, string>.Empty.Add(named, "commune"), ImmutableSortedDictionary<string, ImmutableArray<Part>>.Empty, 0));

    private void Say(TierMessage said)
    {
        _switch.Hear("commune", said);
        _switch.Deliver();
    }

    private sealed record FixedPlan(PlanIndex Current) : IPlanView;

    private sealed class Nobody : ITierHost, Core.Ports.Tiers.ITierPost
    {
        public IEnumerable<Address> Machines => [];

        public bool Has(Address machine) => false;

        public void SayHere(Address to, Message message)
        {
        }

        public void Send(string neighbour, TierMessage message)
        {
        }
    }
}
