using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Calls;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Tests.Ports.Tiers;
using RadioNet.Plan;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Tests.Calls.Tiers;

/// <summary>A neighbour that says more of calls than a node works off.</summary>
public sealed class TierFloodTests : ITierHost, ITierPost, IPlanView
{
    private readonly TierSwitch _switch;
    private int _said;

    public TierFloodTests()
    {
        _switch = new TierSwitch("core", new RulesContext(this, new FakeTimeProvider(), new IdSource("core", 1), new CallTimers()), NullLogger<TierSwitch>.Instance);
        _switch.Start(this, this, () => { });
    }

    public PlanIndex Current { get; } = new(new NetworkPlan("flood"), 1);

    public IEnumerable<Address> Machines => [];

    [Fact]
    public void What_waits_of_a_neighbour_is_bounded_and_others_have_room_beside_it()
    {
        for (var i = 0; i < TierSwitch.MostWaiting; i++)
        {
            Assert.True(_switch.Hear("a", TierEars.Letter(i)));
        }

        Assert.False(_switch.Hear("a", TierEars.Letter(0)));
        Assert.True(_switch.Hear("b", TierEars.Letter(0)));
        _switch.Deliver();
        Assert.True(_switch.Hear("a", TierEars.Letter(0)));
    }

    [Fact]
    public void A_turn_of_the_switchboard_takes_a_part_of_a_flood()
    {
        for (var i = 0; i < 1000; i++)
        {
            _switch.Hear("a", TierEars.Letter(i));
        }

        _switch.Deliver();
        Assert.Equal(256, _said);
        for (var turn = 0; turn < 3; turn++)
        {
            Assert.True(_switch.IsWork);
            _switch.Deliver();
        }

        Assert.Equal(1000, _said);
        Assert.False(_switch.IsWork);
    }

    public bool Has(Address machine) => false;

    void ITierHost.SayHere(Address to, Message message) => _said++;

    void ITierPost.Send(string neighbour, TierMessage message)
    {
    }

    public IEnumerable<PlanIndex> Since(int revision) => [Current];
}
