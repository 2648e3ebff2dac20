using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;

namespace RadioNet.Voice.Tests.Routing;

public sealed class DecisionTests
{
    private readonly RouterRig _rig = new();
    private readonly Talker _talker = new() { Repeater = RouterRig.Repeater(1) };

    public DecisionTests()
    {
        for (int port = 1; port <= 4; port++) _rig.Open(port);
    }

    public static TheoryData<int, int> DelaysAndSpacings => new(
        from delay in new[] { 0, 1, 59, 61, 200, 1000 } from spacing in new[] { 1, 60 } select (delay, spacing));

    private StreamId Begin()
    {
        _rig.Receive(1, _talker.Header());
        return _rig.LastStream;
    }

    private void Say(params int[] voice)
    {
        foreach (int index in voice) _rig.Receive(1, _talker.Voice(index));
    }

    [Theory, MemberData(nameof(DelaysAndSpacings))]
    public void However_late_a_decision_comes_the_spurt_arrives_in_order_header_first_and_whole(int delay, int spacing)
    {
        List<byte[]> spurt = _talker.Spurt(superframes: 4);
        int cameBefore = 0;
        for (int millisecond = 0; millisecond <= Math.Max(delay, spurt.Count * spacing); millisecond++)
        {
            if (millisecond % spacing == 0 && millisecond / spacing < spurt.Count) _rig.Receive(1, spurt[millisecond / spacing]);
            if (millisecond == delay)
            {
                cameBefore = Math.Min(spurt.Count, (delay / spacing) + 1);
                _rig.Grant(_rig.LastStream, _rig.To(2), _rig.To(3));
            }

            _rig.Advance(1);
        }

        int dropped = Math.Max(0, cameBefore - 3);
        foreach (int port in new[] { 2, 3 })
        {
            Transmission heard = Assert.Single(Transmission.Of(_rig.SentTo(port)));
            int made = dropped > 0 ? 1 : 0;
            Assert.Equal(spurt.Skip(dropped).Select(datagram => datagram[20..53]), heard.Bursts.Skip(made).Select(burst => burst.Payload));
            Assert.Equal(spurt.Skip(dropped - made).Select(datagram => datagram[4]), heard.Bursts.Select(burst => burst.Sequence));
        }

        Assert.Equal(dropped, _rig.Counters.WaitingDropped);
        Assert.Equal((uint)dropped, _rig.Host.Of(RouterEventKind.StreamEnded).Single().Dropped);
    }

    [Fact]
    public void A_spurt_that_lost_its_terminator_before_its_decision_gets_one()
    {
        StreamId stream = Begin();
        Say(0);
        _rig.Advance(600);
        _rig.Grant(stream, _rig.To(2));
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceA, DmrdBurst.Terminator], Transmission.Of(_rig.SentTo(2)).Single().Bursts.Select(burst => burst.Burst));
    }

    [Fact]
    public void Nobody_waits_for_ever_for_a_decision()
    {
        StreamId stream = Begin();
        Say(0, 1, 2);
        _rig.Receive(1, _talker.Terminator());
        _rig.Advance(2040);
        _rig.Grant(stream, _rig.To(2));
        Assert.Empty(_rig.Sent);
        Assert.Equal((5L, 1L, 0L), (_rig.Counters.WaitingDropped, _rig.Counters.CommandsIgnored, _rig.Counters.Streams));
    }

    [Fact]
    public void Who_joins_within_the_first_three_bursts_hears_all_from_the_start()
    {
        StreamId stream = Begin();
        Destination first = _rig.To(2), second = _rig.To(3);
        _rig.Grant(stream, first);
        Say(0, 1);
        _rig.Reroute(stream, first, second);
        Say(2, 3);
        _rig.Receive(1, _talker.Terminator());
        Assert.Equal(6, _rig.SentTo(2).Count);
        Assert.Equal(_rig.SentTo(2).Select(sent => sent.Payload), _rig.SentTo(3).Select(sent => sent.Payload));
        Assert.Equal(0, _rig.Counters.HeadersRebuilt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void After_a_late_grant_who_joins_within_three_bursts_hears_a_header_and_the_last_three(int later)
    {
        byte[][] spurt = [.. _talker.Spurt(superframes: 4)];
        foreach (byte[] datagram in spurt.AsSpan(0, 5)) _rig.Receive(1, datagram);
        StreamId stream = _rig.LastStream;
        Destination first = _rig.To(2), second = _rig.To(3);
        _rig.Grant(stream, first);
        int joined = 5 + later;
        foreach (byte[] datagram in spurt.AsSpan(5, later)) _rig.Receive(1, datagram);
        _rig.Reroute(stream, first, second);
        foreach (byte[] datagram in spurt.AsSpan(joined)) _rig.Receive(1, datagram);

        Transmission heard = Assert.Single(Transmission.Of(_rig.SentTo(3)));
        Assert.Equal(DmrdBurst.VoiceHeader, heard.Bursts[0].Burst);
        Assert.Equal(spurt[(joined - 3)..].Select(datagram => datagram[20..53]), heard.Bursts.Skip(1).Select(burst => burst.Payload));
        Assert.Equal(spurt[2..].Select(datagram => datagram[20..53]), Assert.Single(Transmission.Of(_rig.SentTo(2))).Bursts.Skip(1).Select(burst => burst.Payload));
        Assert.Equal(2, _rig.Counters.WaitingDropped);
    }

    [Fact]
    public void After_a_late_grant_who_joins_after_the_third_burst_hears_a_header_and_the_next()
    {
        byte[][] spurt = [.. _talker.Spurt(superframes: 4)];
        foreach (byte[] datagram in spurt.AsSpan(0, 5)) _rig.Receive(1, datagram);
        StreamId stream = _rig.LastStream;
        _rig.Grant(stream);
        foreach (byte[] datagram in spurt.AsSpan(5, 4)) _rig.Receive(1, datagram);
        _rig.Reroute(stream, _rig.To(3));
        foreach (byte[] datagram in spurt.AsSpan(9)) _rig.Receive(1, datagram);
        Assert.Equal(spurt[9..].Select(datagram => datagram[20..53]), Assert.Single(Transmission.Of(_rig.SentTo(3))).Bursts.Skip(1).Select(burst => burst.Payload));
    }

    [Fact]
    public void Who_joins_later_hears_a_rebuilt_header_and_then_the_next_burst()
    {
        _talker.Options = new ServiceOptions(0x08);
        StreamId stream = Begin();
        Destination first = _rig.To(2), second = _rig.To(3);
        _rig.Grant(stream, first);
        Say(0, 1, 2);
        _rig.Reroute(stream, first, second);
        Assert.Empty(_rig.SentTo(3));
        Say(3, 4);
        _rig.Receive(1, _talker.Terminator());

        List<SentBurst> heard = _rig.SentTo(3);
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceD, DmrdBurst.VoiceE, DmrdBurst.Terminator], heard.Select(sent => sent.Burst));
        Assert.Equal([3, 4, 5, 6], heard.Select(sent => (int)sent.Sequence));
        Assert.True(FullLinkControl.TryReadHeader(heard[0].Payload, out LinkControl lc));
        Assert.Equal(_talker.Lc, lc);
        Assert.Equal(SyncPattern.BaseStationData, Sync.Recognise(heard[0].Payload));
    }

    [Fact]
    public void Who_would_hear_nothing_but_the_terminator_hears_nothing()
    {
        StreamId stream = Begin();
        Destination first = _rig.To(2);
        _rig.Grant(stream, first);
        Say(0, 1, 2);
        _rig.Reroute(stream, first, _rig.To(3));
        _rig.Receive(1, _talker.Terminator());
        Assert.Empty(_rig.SentTo(3));
    }

    [Fact]
    public void Who_leaves_gets_a_terminator_at_once_and_may_come_back()
    {
        StreamId stream = Begin();
        Destination first = _rig.To(2), second = _rig.To(3);
        _rig.Grant(stream, first, second);
        Say(0, 1, 2);
        _rig.Reroute(stream, first);
        SentBurst terminator = _rig.SentTo(3)[^1];
        Assert.Equal((DmrdBurst.Terminator, 4), (terminator.Burst, terminator.Sequence));
        Say(3);
        _rig.Reroute(stream, first, second);
        Say(4);
        _rig.Receive(1, _talker.Terminator());
        Assert.Equal([5, 3], Transmission.Of(_rig.SentTo(3)).Select(heard => heard.Bursts.Count));
        Assert.Equal([7], Transmission.Of(_rig.SentTo(2)).Select(heard => heard.Bursts.Count));
    }

    [Fact]
    public void A_refused_stream_is_dropped_to_its_end()
    {
        StreamId stream = Begin();
        Say(0);
        _rig.Obey(new RouterCommand.Refuse(stream));
        Say(1, 2, 3);
        _rig.Receive(1, _talker.Terminator());
        Assert.Empty(_rig.Sent);
        Assert.Equal((2L, 4L), (_rig.Counters.WaitingDropped, _rig.Counters.RefusedDropped));
        Assert.Equal(StreamEnd.Terminator, _rig.Host.Of(RouterEventKind.StreamEnded).Single().End);
    }

    [Fact]
    public void A_refused_stream_may_be_let_in_late()
    {
        StreamId stream = Begin();
        _rig.Obey(new RouterCommand.Refuse(stream));
        Say(0, 1);
        _rig.Grant(stream, _rig.To(2));
        Say(2);
        _rig.Receive(1, _talker.Terminator());
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceC, DmrdBurst.Terminator], Transmission.Of(_rig.SentTo(2)).Single().Bursts.Select(burst => burst.Burst));
    }

    [Fact]
    public void A_stopped_stream_ends_everywhere_at_once_and_the_rest_is_dropped()
    {
        StreamId stream = Begin();
        _rig.Grant(stream, _rig.To(2), _rig.To(3));
        Say(0);
        _rig.Obey(new RouterCommand.Stop(stream));
        foreach (int port in new[] { 2, 3 }) Assert.Equal(3, Transmission.Of(_rig.SentTo(port)).Single().Bursts.Count);
        Say(1, 2);
        _rig.Reroute(stream, _rig.To(4));
        _rig.Receive(1, _talker.Terminator());
        Assert.Equal(6, _rig.Sent.Count);
        Assert.Equal((3L, 1L), (_rig.Counters.RefusedDropped, _rig.Counters.CommandsIgnored));
    }

    [Fact]
    public void A_second_grant_with_the_same_id_changes_the_route_and_with_another_begins_anew()
    {
        StreamId stream = Begin();
        Destination first = _rig.To(2), second = _rig.To(3);
        _rig.Grant(stream, first);
        Say(0, 1, 2);
        _rig.Grant(stream, first, second);
        Say(3);
        _rig.Obey(new RouterCommand.Grant(stream, 7, new Route([first, second])));
        Say(4);
        _rig.Receive(1, _talker.Terminator());
        Assert.Equal([6, 3], Transmission.Of(_rig.SentTo(2)).Select(heard => heard.Bursts.Count));
        Assert.Equal([3, 3], Transmission.Of(_rig.SentTo(3)).Select(heard => heard.Bursts.Count));
        Assert.Equal(7u, _rig.SentTo(2)[^1].Stream);
    }

    [Fact]
    public void A_command_for_no_stream_and_a_destination_that_is_not_open_are_counted()
    {
        _rig.Grant(new StreamId(0), _rig.To(2));
        _rig.Grant(new StreamId(123456), _rig.To(2));
        _rig.Obey(new RouterCommand.Refuse(new StreamId(-1)));
        StreamId stream = Begin();
        _rig.Grant(stream, _rig.To(9), _rig.To(2, Timeslot.None), _rig.To(2));
        _rig.Obey(new RouterCommand.Reroute(stream, new Route(default)));
        Assert.Equal((3L, 2L), (_rig.Counters.CommandsIgnored, _rig.Counters.UnknownDestinations));
        Assert.Equal(2, Transmission.Of(_rig.SentTo(2)).Single().Bursts.Count);
    }

    [Fact]
    public void Data_that_waited_is_sent_as_it_came_and_a_late_joiner_gets_what_comes_from_then_on()
    {
        byte[][] data = [_talker.Data(), _talker.Data(), _talker.Data(DmrdBurst.DataHeader), _talker.Data(DmrdBurst.Rate12Data), _talker.Data(DmrdBurst.Rate12Data)];
        _rig.Receive(1, data[0]);
        _rig.Receive(1, data[1]);
        Destination first = _rig.To(2);
        _rig.Grant(_rig.LastStream, first);
        _rig.Receive(1, data[2]);
        _rig.Receive(1, data[3]);
        _rig.Reroute(_rig.LastStream, first, _rig.To(3));
        _rig.Receive(1, data[4]);
        _rig.Obey(new RouterCommand.Stop(_rig.LastStream));
        Assert.Equal(data.Select(datagram => datagram[20..53]), _rig.SentTo(2).Select(sent => sent.Payload));
        Assert.Equal(data[4][20..53], Assert.Single(_rig.SentTo(3)).Payload);
    }
}
