using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>Two streams that want one timeslot, with decisions that overtake one another.</summary>
public sealed class LeaseTests
{
    private readonly RouterRig _rig = new();
    private readonly Talker _left = new() { Repeater = RouterRig.Repeater(1), Source = new RadioId(11), Target = 1001, Stream = 1 };
    private readonly Talker _right = new() { Repeater = RouterRig.Repeater(2), Source = new RadioId(22), Target = 2002, Stream = 2 };
    private readonly StreamId _leftStream;
    private readonly StreamId _rightStream;

    public LeaseTests()
    {
        for (int port = 1; port <= 3; port++) _rig.Open(port);
        _rig.Receive(1, _left.Header());
        _leftStream = _rig.LastStream;
        _rig.Receive(2, _right.Header());
        _rightStream = _rig.LastStream;
    }

    private static Destination Slot(uint lease) => new(new PortId(3), Timeslot.One, lease);

    private void Talk(int index)
    {
        _rig.Receive(1, _left.Voice(index));
        _rig.Receive(2, _right.Voice(index));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_slot_that_goes_from_one_stream_to_another_never_carries_both(bool newcomerFirst)
    {
        _rig.Grant(_leftStream, Slot(5));
        _rig.Grant(_rightStream);
        for (int i = 0; i < 6; i++) Talk(i);
        if (newcomerFirst) _rig.Reroute(_rightStream, Slot(6));
        _rig.Reroute(_leftStream);
        Talk(0);
        if (!newcomerFirst) _rig.Reroute(_rightStream, Slot(6));
        Talk(1);
        // A decision of before arrives last, twice.
        _rig.Reroute(_leftStream, Slot(5));
        _rig.Grant(_leftStream, Slot(5));
        Talk(2);
        _rig.Receive(1, _left.Terminator());
        _rig.Receive(2, _right.Terminator());

        List<Transmission> heard = Transmission.Of(_rig.SentTo(3));
        Assert.Equal([_left.Source, _right.Source], heard.Select(each => each.Source));
        Assert.Equal([8, newcomerFirst ? 5 : 4], heard.Select(each => each.Bursts.Count));
        Assert.Equal(2, _rig.Counters.RefusedLeases);
    }

    [Fact]
    public void A_lower_lease_of_another_stream_is_refused_and_a_higher_one_of_the_same_keeps_the_transmission()
    {
        _rig.Grant(_leftStream, Slot(5));
        _rig.Grant(_rightStream, Slot(4));
        _rig.Grant(_rightStream, Slot(0));
        Talk(0);
        _rig.Reroute(_leftStream, Slot(9));
        _rig.Reroute(_rightStream, Slot(8));
        Talk(1);
        Assert.Equal(3, _rig.Counters.RefusedLeases);
        Assert.Equal(3, Assert.Single(Transmission.Of(_rig.SentTo(3), lastMayRun: true)).Bursts.Count);
    }

    [Fact]
    public void A_call_keeps_its_lease_over_its_talkers_turns()
    {
        _rig.Grant(_leftStream, Slot(5));
        Talk(0);
        _rig.Obey(new RouterCommand.Stop(_leftStream));
        _rig.Grant(_rightStream, Slot(5));
        Talk(1);
        _rig.Receive(2, _right.Terminator());

        List<Transmission> heard = Transmission.Of(_rig.SentTo(3));
        Assert.Equal([_left.Source, _right.Source], heard.Select(each => each.Source));
        Assert.Equal(0, _rig.Counters.RefusedLeases);
    }

    [Fact]
    public void The_holder_of_the_highest_lease_may_come_back_with_it()
    {
        _rig.Grant(_leftStream, Slot(5));
        Talk(0);
        _rig.Reroute(_leftStream);
        _rig.Reroute(_leftStream, Slot(5));
        Talk(1);
        Talk(2);
        _rig.Receive(1, _left.Terminator());
        Assert.Equal(2, Transmission.Of(_rig.SentTo(3)).Count);
        Assert.Equal(0, _rig.Counters.RefusedLeases);
    }

    [Fact]
    public void A_slot_without_a_lease_number_is_no_destination()
    {
        _rig.Grant(_leftStream, Slot(0));
        Assert.Empty(_rig.Sent);
        Assert.Equal(1, _rig.Counters.RefusedLeases);
    }

    [Fact]
    public void Voice_that_takes_a_slot_from_data_needs_no_terminator_before_it()
    {
        var data = new Talker { Repeater = RouterRig.Repeater(1), Slot = Timeslot.Two, Source = new RadioId(33) };
        _rig.Receive(1, data.Data());
        _rig.Grant(_rig.LastStream, Slot(1));
        _rig.Grant(_rightStream, Slot(2));
        _rig.Receive(1, data.Data());
        _rig.Receive(2, _right.Voice(0));
        _rig.Receive(2, _right.Terminator());
        Assert.Equal([DmrdBurst.Csbk, DmrdBurst.VoiceHeader, DmrdBurst.VoiceA, DmrdBurst.Terminator], _rig.SentTo(3).Select(sent => sent.Burst));
    }
}
