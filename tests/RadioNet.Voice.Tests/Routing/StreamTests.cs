using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;

namespace RadioNet.Voice.Tests.Routing;

public sealed class StreamTests
{
    private readonly RouterRig _rig = new();
    private readonly Talker _talker = new() { Repeater = RouterRig.Repeater(1), BitErrors = 4, Rssi = -80 };

    public StreamTests()
    {
        _rig.Open(1);
        _rig.Open(2);
    }

    private RouterEvent Ended => Assert.Single(_rig.Host.Of(RouterEventKind.StreamEnded));

    private StreamId Begin(Talker? talker = null)
    {
        _rig.Receive(1, (talker ?? _talker).Header());
        StreamId stream = _rig.LastStream;
        _rig.Grant(stream, _rig.To(2));
        return stream;
    }

    [Fact]
    public void A_stream_is_told_from_start_to_end()
    {
        _talker.Options = new ServiceOptions(0x83);
        long started = _rig.Time.GetTimestamp();
        foreach (byte[] datagram in _talker.Spurt(15))
        {
            _rig.Receive(1, datagram);
            _rig.Advance(60);
        }

        RouterEvent start = _rig.Host.Said[0];
        Assert.Equal(
            (RouterEventKind.StreamStarted, new PortId(1), Timeslot.One, StreamKind.Voice, AddressKind.Group, new RadioId(4520001), 1001u, (byte)0x83, started),
            (start.Kind, start.Port, start.Slot, start.StreamKind, start.TargetKind, start.Source, start.Target, start.ServiceOptions, start.Started));
        Assert.Single(_rig.Host.Of(RouterEventKind.StreamAlive));
        Assert.Equal(
            (StreamEnd.Terminator, 92u, 0u, 90u, 360u, -80),
            (Ended.End, Ended.Bursts, Ended.Missing, Ended.VoiceBursts, Ended.BitErrors, Ended.Rssi));
        Assert.Equal(TimeSpan.FromMilliseconds(91 * 60), _rig.Time.GetElapsedTime(started, Ended.LastHeard));
        Assert.Empty(_rig.Host.Of(RouterEventKind.StreamUpdated));
    }

    [Fact]
    public void Duplicates_late_bursts_and_gaps_are_told_apart()
    {
        Begin();
        byte[][] voice = [.. Enumerable.Range(0, 12).Select(i => _talker.Voice(i % 6))];
        int[] order = [0, 1, 1, 3, 2, 4, 4, 0, 7, 6, 5, 11];
        foreach (int index in order) _rig.Receive(1, voice[index]);
        _rig.Receive(1, _talker.Terminator());

        Assert.Equal(new[] { 0, 1, 3, 4, 7, 11 }.Select(i => voice[i][20..53]), Assert.Single(Transmission.Of(_rig.SentTo(2))).Voice);
        Assert.Equal((2L, 4L), (_rig.Counters.Duplicates, _rig.Counters.Late));
        Assert.Equal((8u, 6u, 6u), (Ended.Bursts, Ended.Missing, Ended.Dropped));
    }

    [Fact]
    public void A_sequence_that_wraps_or_never_moves_is_accepted()
    {
        _talker.Sequence = 250;
        Begin();
        for (int i = 0; i < 12; i++) _rig.Receive(1, _talker.Voice(i % 6));
        for (int i = 0; i < 12; i++)
        {
            _talker.Sequence = 6;
            _rig.Receive(1, _talker.Voice(i % 6));
        }

        Assert.Equal(25, _rig.SentTo(2).Count);
        Assert.Equal((0L, 0L), (_rig.Counters.Duplicates, _rig.Counters.Late));
    }

    [Fact]
    public void Three_headers_with_three_stream_ids_are_one_stream()
    {
        for (uint id = 0x275; id <= 0x277; id++)
        {
            _talker.Stream = id;
            _talker.Sequence = 0;
            _rig.Receive(1, _talker.Header());
            if (id == 0x275) _rig.Grant(_rig.LastStream, _rig.To(2));
        }

        _talker.Stream = 0x278;
        _talker.Sequence = 0;
        for (int i = 0; i < 6; i++) _rig.Receive(1, _talker.Voice(i));
        _rig.Receive(1, _talker.Terminator());
        Assert.Single(_rig.Host.Of(RouterEventKind.StreamStarted));
        Assert.Equal(10, Assert.Single(Transmission.Of(_rig.SentTo(2))).Bursts.Count);
        Assert.Equal(0u, Ended.Missing);
    }

    [Fact]
    public void Stream_id_0_makes_streams_like_any_other()
    {
        _talker.Stream = 0;
        for (int spurt = 0; spurt < 2; spurt++)
        {
            _talker.Sequence = 0;
            StreamId stream = Begin();
            for (int i = 0; i < 6; i++) _rig.Receive(1, _talker.Voice(i));
            _rig.Receive(1, _talker.Terminator());
            Assert.Equal(stream, _rig.Host.Of(RouterEventKind.StreamEnded).Last().Stream);
            _rig.Advance(60);
        }

        Assert.Equal([8, 8], Transmission.Of(_rig.SentTo(2)).Select(heard => heard.Bursts.Count));
    }

    [Fact]
    public void A_header_after_voice_is_a_new_transmission()
    {
        StreamId first = Begin();
        for (int i = 0; i < 20; i++) _rig.Receive(1, _talker.Voice(i % 6));
        _talker.Sequence = 0;
        _talker.Stream = 99;
        StreamId second = Begin();
        Assert.NotEqual(first, second);
        Assert.Equal((first, StreamEnd.Replaced), (Ended.Stream, Ended.End));
        _rig.Receive(1, _talker.Voice(0));
        _rig.Receive(1, _talker.Terminator());
        Assert.Equal([22, 3], Transmission.Of(_rig.SentTo(2)).Select(heard => heard.Bursts.Count));
    }

    [Fact]
    public void A_late_duplicate_of_a_header_is_no_new_transmission()
    {
        byte[] header = _talker.Header();
        _rig.Receive(1, header);
        _rig.Grant(_rig.LastStream, _rig.To(2));
        _rig.Receive(1, _talker.Voice(0));
        _rig.Receive(1, _talker.Voice(1));
        _rig.Receive(1, header);
        _rig.Receive(1, _talker.Terminator());
        Assert.Single(_rig.Host.Of(RouterEventKind.StreamStarted));
        Assert.Equal(4, Assert.Single(Transmission.Of(_rig.SentTo(2))).Bursts.Count);
        Assert.Equal(1, _rig.Counters.Late);
    }

    [Fact]
    public void A_burst_that_its_terminator_overtook_begins_nothing_nor_does_the_terminator_again()
    {
        Begin();
        byte[] voice = _talker.Voice(0);
        byte[] overtaken = _talker.Voice(1);
        byte[] terminator = _talker.Terminator();
        _rig.Receive(1, voice);
        _rig.Receive(1, terminator);
        _rig.Receive(1, terminator);
        _rig.Receive(1, overtaken);
        _rig.Advance(400);
        _rig.Receive(1, terminator);
        _rig.Advance(400);
        _rig.Receive(1, terminator);
        Assert.Single(_rig.Host.Of(RouterEventKind.StreamStarted));
        Assert.Equal(3, Assert.Single(Transmission.Of(_rig.SentTo(2))).Bursts.Count);
        Assert.Equal((3L, 1L), (_rig.Counters.StrayTerminators, _rig.Counters.Late));
    }

    [Fact]
    public void A_terminator_of_the_transmission_before_does_not_end_the_new_one()
    {
        Begin();
        _rig.Receive(1, _talker.Voice(0));
        byte[] terminator = _talker.Terminator();
        _rig.Receive(1, terminator);
        _talker.Stream = 77;
        _talker.Sequence = 0;
        Begin();
        _rig.Receive(1, _talker.Voice(0));
        _rig.Receive(1, terminator);
        _rig.Receive(1, _talker.Voice(1));
        _rig.Receive(1, _talker.Terminator());
        Assert.Equal([3, 4], Transmission.Of(_rig.SentTo(2)).Select(heard => heard.Bursts.Count));
    }

    [Fact]
    public void A_lost_terminator_ends_the_stream_after_half_a_second()
    {
        Begin();
        _rig.Receive(1, _talker.Voice(0));
        _rig.Advance(480);
        Assert.Empty(_rig.Host.Of(RouterEventKind.StreamEnded));
        _rig.Advance(20);
        Assert.Equal(StreamEnd.Inactive, Ended.End);
        SentBurst terminator = Assert.Single(Transmission.Of(_rig.SentTo(2))).Bursts[^1];
        Assert.Equal(2, terminator.Sequence);
        Assert.True(FullLinkControl.TryReadTerminator(terminator.Payload, out LinkControl lc));
        Assert.Equal(_talker.Lc, lc);
        _rig.Advance(20);
        Assert.Equal(0, _rig.Counters.Streams);
    }

    [Fact]
    public void Another_radio_on_the_slot_replaces_the_stream_and_another_slot_does_not()
    {
        StreamId first = Begin();
        _rig.Receive(1, new Talker { Repeater = RouterRig.Repeater(1), Slot = Timeslot.Two, Source = new RadioId(7) }.Header());
        Assert.Empty(_rig.Host.Of(RouterEventKind.StreamEnded));
        _rig.Receive(1, new Talker { Repeater = RouterRig.Repeater(1), Source = new RadioId(8) }.Terminator());
        Assert.Empty(_rig.Host.Of(RouterEventKind.StreamEnded));
        _rig.Receive(1, new Talker { Repeater = RouterRig.Repeater(1), Source = new RadioId(8) }.Voice(3));
        Assert.Equal((first, StreamEnd.Replaced), (Ended.Stream, Ended.End));
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.Terminator], _rig.SentTo(2).Select(sent => sent.Burst));
        Assert.Equal(3, _rig.Host.Of(RouterEventKind.StreamStarted).Count());
    }

    [Fact]
    public void A_stream_without_a_header_begins_with_a_rebuilt_one_and_tells_its_link_control_when_it_is_known()
    {
        _talker.Options = new ServiceOptions(0x80);
        _talker.Sequence = 40;
        byte[] first = _talker.Voice(4);
        _rig.Receive(1, first);
        Assert.Equal(0, _rig.Host.Said[0].ServiceOptions);
        _rig.Grant(_rig.LastStream, _rig.To(2));
        for (int i = 5; i < 11; i++) _rig.Receive(1, _talker.Voice(i % 6));

        Assert.Equal(0x80, Assert.Single(_rig.Host.Of(RouterEventKind.StreamUpdated)).ServiceOptions);
        SentBurst header = _rig.SentTo(2)[0];
        Assert.Equal((DmrdBurst.VoiceHeader, 39), (header.Burst, header.Sequence));
        Assert.True(FullLinkControl.TryReadHeader(header.Payload, out LinkControl lc));
        Assert.Equal(LinkControl.GroupVoice(new TalkgroupId(1001), _talker.Source), lc);
        Assert.Equal(first[20..53], _rig.SentTo(2)[1].Payload);
    }

    [Fact]
    public void An_emergency_that_begins_in_a_running_stream_is_told()
    {
        Begin();
        for (int i = 0; i < 6; i++) _rig.Receive(1, _talker.Voice(i));
        Assert.Empty(_rig.Host.Of(RouterEventKind.StreamUpdated));
        _talker.Options = new ServiceOptions(ServiceOptions.EmergencyBit);
        for (int i = 0; i < 12; i++) _rig.Receive(1, _talker.Voice(i % 6));
        Assert.Equal(ServiceOptions.EmergencyBit, Assert.Single(_rig.Host.Of(RouterEventKind.StreamUpdated)).ServiceOptions);
    }

    [Fact]
    public void A_link_control_that_contradicts_the_packet_is_not_believed()
    {
        byte[] header = new Talker { Repeater = RouterRig.Repeater(1), Source = new RadioId(1), Options = new ServiceOptions(0x80) }.Header();
        byte[] false1 = _talker.Header();
        header.AsSpan(20, 33).CopyTo(false1.AsSpan(20));
        _rig.Receive(1, false1);
        Assert.Equal(0, _rig.Host.Said[0].ServiceOptions);
    }

    [Fact]
    public void Data_is_a_stream_of_its_own_with_a_shorter_life_and_nothing_made_up()
    {
        _rig.Receive(1, _talker.Data(DmrdBurst.Csbk));
        _rig.Grant(_rig.LastStream, _rig.To(2));
        DmrdBurst[] rest = [DmrdBurst.Csbk, DmrdBurst.DataHeader, DmrdBurst.Rate12Data, DmrdBurst.Rate34Data, DmrdBurst.Rate1Data];
        foreach (DmrdBurst burst in rest)
        {
            _talker.Stream++;
            _talker.Sequence = 0;
            _rig.Receive(1, _talker.Data(burst));
        }

        _rig.Receive(1, _talker.Terminator());
        _rig.Advance(340);
        Assert.Empty(_rig.Host.Of(RouterEventKind.StreamEnded));
        _rig.Advance(20);
        Assert.Equal((StreamKind.Data, StreamEnd.Inactive, 6u, 0u), (Ended.StreamKind, Ended.End, Ended.Bursts, Ended.Missing));
        Assert.Equal([DmrdBurst.Csbk, .. rest], _rig.SentTo(2).Select(sent => sent.Burst));
    }

    [Fact]
    public void Data_before_voice_of_the_same_radio_is_another_stream()
    {
        _rig.Receive(1, _talker.Data());
        _rig.Receive(1, _talker.Header());
        Assert.Equal([StreamKind.Data, StreamKind.Voice], _rig.Host.Of(RouterEventKind.StreamStarted).Select(said => said.StreamKind));
        Assert.Equal(StreamEnd.Replaced, Ended.End);
    }

    [Fact]
    public void A_closed_port_ends_its_streams_and_is_sent_nothing_more()
    {
        StreamId stream = Begin();
        _rig.Open(3);
        _rig.Reroute(stream, _rig.To(2), _rig.To(3));
        _rig.Receive(1, _talker.Voice(0));
        _rig.Obey(new RouterCommand.ClosePort(new PortId(3)));
        int sentTo3 = _rig.SentTo(3).Count;
        _rig.Receive(1, _talker.Voice(1));
        _rig.Obey(new RouterCommand.ClosePort(new PortId(1)));
        Assert.Equal(sentTo3, _rig.SentTo(3).Count);
        Assert.Equal(StreamEnd.PortClosed, Ended.End);
        Assert.Equal(4, Assert.Single(Transmission.Of(_rig.SentTo(2))).Bursts.Count);
        _rig.Receive(1, _talker.Voice(2));
        Assert.Single(_rig.Host.Datagrams);
        _rig.Advance(20);
        Assert.Equal((0L, 1L), (_rig.Counters.Streams, _rig.Counters.Ports));
    }

    [Fact]
    public void A_full_host_hears_starts_and_ends_later_and_signs_of_life_never()
    {
        _rig.Host.IsFull = true;
        foreach (byte[] datagram in _talker.Spurt(4))
        {
            _rig.Receive(1, datagram);
            _rig.Advance(60);
        }

        Assert.Empty(_rig.Host.Said);
        _rig.Host.IsFull = false;
        _rig.Advance(20);
        Assert.Equal([RouterEventKind.StreamStarted, RouterEventKind.StreamEnded], _rig.Host.Said.Select(said => said.Kind));
        _rig.Advance(2020);
        Assert.Equal(0, _rig.Counters.Streams);
    }

    [Fact]
    public void Streams_are_bounded_per_port_and_in_all()
    {
        var rig = new RouterRig(new RouterOptions { MostStreams = 20, MostStreamsPerManyCallsPort = 15 });
        rig.Open(1, manyCalls: true);
        rig.Open(2, manyCalls: true);
        for (uint i = 0; i < 30; i++) rig.Receive(1, new Talker { Repeater = RouterRig.Repeater(1), Source = new RadioId(i) }.Header());
        Assert.Equal((15L, 15L), (rig.Counters.Streams, rig.Counters.NoRoom));
        for (uint i = 0; i < 30; i++) rig.Receive(2, new Talker { Repeater = RouterRig.Repeater(2), Source = new RadioId(i) }.Header());
        Assert.Equal((20L, 40L), (rig.Counters.Streams, rig.Counters.NoRoom));
        rig.Advance(2600);
        Assert.Equal(0, rig.Counters.Streams);
        rig.Receive(1, new Talker { Repeater = RouterRig.Repeater(1) }.Header());
        Assert.Equal(21, rig.Host.Of(RouterEventKind.StreamStarted).Select(said => said.Stream).Distinct().Count());
    }
}
