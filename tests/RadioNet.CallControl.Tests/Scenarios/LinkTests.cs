using RadioNet.CallControl.Tests.World;

namespace RadioNet.CallControl.Tests.Scenarios;

public sealed class LinkTests
{
    private const uint Link = 4;
    private readonly RulesWorld _world = new();

    [Fact]
    public void A_full_link_takes_no_more_until_a_call_ends()
    {
        var one = Key(101, 1, Plans.Ordinary);
        Key(102, 2, Plans.Equal);
        var third = Key(103, 3, Plans.Third);
        Assert.Equal(2, _world.Router.CountOnLink(Link));
        Assert.False(_world.Router.OnLink(Link, third));
        Release(one);
        _world.Pass(3000);
        Assert.True(_world.Router.OnLink(Link, third));
    }

    [Fact]
    public void A_call_that_comes_in_and_goes_out_counts_once()
    {
        Key(101, Link, Plans.Ordinary);
        var second = Key(102, 2, Plans.Equal);
        Assert.True(_world.Router.OnLink(Link, second));
        var third = Key(103, 3, Plans.Third);
        Assert.False(_world.Router.OnLink(Link, third));
    }

    [Fact]
    public void What_comes_in_leaves_less_for_what_goes_out()
    {
        var one = Key(101, 1, Plans.Ordinary);
        _world.Pass(20);
        var two = Key(102, 2, Plans.Equal);
        var incoming = Key(103, Link, Plans.Third);
        Assert.True(_world.Router.OnLink(Link, one));
        Assert.False(_world.Router.OnLink(Link, two));
        Assert.False(_world.Router.OnLink(Link, incoming));
        Assert.True(incoming.IsPassing);
    }

    [Fact]
    public void An_emergency_displaces_whoever_is_none_even_beside_an_emergencys_hang_time()
    {
        var ordinary = Key(101, 1, Plans.Ordinary);
        Release(Key(102, 2, Plans.Equal, emergency: true));
        var emergency = Key(103, 3, Plans.Third, emergency: true);
        Assert.True(_world.Router.OnLink(Link, emergency));
        Assert.False(_world.Router.OnLink(Link, ordinary));
    }

    [Fact]
    public void A_higher_priority_ends_a_hang_time_on_the_link_and_an_equal_one_waits()
    {
        Key(101, 1, Plans.Ordinary);
        Release(Key(102, 2, Plans.Equal));
        var equal = Key(103, 3, Plans.Third);
        Assert.False(_world.Router.OnLink(Link, equal));
        var high = Key(104, 3, Plans.High, slot: Protocols.Timeslot.One);
        Assert.True(_world.Router.OnLink(Link, high));
    }

    [Fact]
    public void A_link_that_logs_in_again_at_once_carries_the_running_call_on()
    {
        var call = Key(101, 1, Plans.Ordinary);
        _world.Down(Link);
        _world.Up(Link);
        Assert.False(_world.Router.OnLink(Link, call));
        _world.Deliver();
        Assert.True(_world.Router.OnLink(Link, call));
    }

    private Press Key(uint radio, uint at, uint talkgroup, bool emergency = false, Protocols.Timeslot slot = default)
    {
        var press = _world.Key(radio, at, talkgroup, slot, emergency);
        _world.Deliver();
        return press;
    }

    private void Release(Press press)
    {
        _world.Release(press);
        _world.Deliver();
    }
}
