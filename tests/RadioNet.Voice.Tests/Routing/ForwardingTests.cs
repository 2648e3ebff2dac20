using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;

namespace RadioNet.Voice.Tests.Routing;

public sealed class ForwardingTests
{
    private readonly RouterRig _rig = new();

    private static Talker TalkerAt(int port, byte colorCode = 1, int length = 55) =>
        new() { Repeater = RouterRig.Repeater(port), ColorCode = new ColorCode(colorCode), Length = length, BitErrors = 3, Rssi = -90 };

    [Theory]
    [InlineData(53)]
    [InlineData(55)]
    [InlineData(71)]
    public void A_granted_spurt_reaches_every_destination_byte_for_byte(int length)
    {
        for (int port = 1; port <= 3; port++) _rig.Open(port);
        List<byte[]> spurt = TalkerAt(1, length: length).Spurt();
        _rig.Receive(1, spurt[0]);
        _rig.Grant(_rig.LastStream, _rig.To(2), _rig.To(3, Timeslot.Two), _rig.To(1));
        foreach (byte[] datagram in spurt.Skip(1)) _rig.Receive(1, datagram);

        Assert.DoesNotContain(_rig.Sent, sent => sent.Port == 1);
        foreach (List<SentBurst> heard in new[] { _rig.SentTo(2), _rig.SentTo(3, Timeslot.Two) })
        {
            Assert.Equal(spurt.Count, heard.Count);
            foreach ((byte[] came, SentBurst went) in spurt.Zip(heard))
            {
                Assert.True(DmrdPacket.TryRead(came, out DmrdPacket packet));
                Assert.Equal(packet.Payload, went.Payload);
                Assert.Equal((packet.Sequence, packet.Burst, packet.Source, packet.Target, packet.TargetKind), (went.Sequence, went.Burst, went.Source, went.Target, went.TargetKind));
                Assert.Equal((RouterRig.Repeater(went.Port), (uint)_rig.LastStream.Value | 0x8000_0000), (went.Repeater, went.Stream));
                Assert.Equal([0, 0], went.Octets[53..]);
            }
        }

        Assert.Equal(spurt.Count * 2, _rig.Counters.BurstsForwarded);
        Assert.Equal((0L, 0L), (_rig.Counters.HeadersRebuilt, _rig.Counters.TerminatorsRebuilt));
    }

    [Fact]
    public void A_port_may_hear_itself_on_its_other_timeslot()
    {
        _rig.Open(1);
        List<byte[]> spurt = TalkerAt(1).Spurt();
        _rig.Receive(1, spurt[0]);
        _rig.Grant(_rig.LastStream, _rig.To(1), _rig.To(1, Timeslot.Two));
        foreach (byte[] datagram in spurt.Skip(1)) _rig.Receive(1, datagram);
        Assert.Empty(_rig.SentTo(1));
        Assert.Equal(spurt.Count, _rig.SentTo(1, Timeslot.Two).Count);
    }

    [Fact]
    public void A_port_of_many_calls_never_hears_itself_whatever_the_slot()
    {
        PortId link = _rig.Open(1, manyCalls: true);
        _rig.Receive(1, TalkerAt(1).Header());
        _rig.Grant(_rig.LastStream, new Destination(link, Timeslot.One, 0), new Destination(link, Timeslot.Two, 0));
        _rig.Receive(1, TalkerAt(1).Voice(0));
        Assert.Empty(_rig.Sent);
    }

    [Fact]
    public void A_burst_gets_the_colour_code_of_its_destination_and_nothing_else_changes()
    {
        _rig.Open(1, colorCode: 1);
        _rig.Open(2, colorCode: 7);
        _rig.Open(3, colorCode: 7);
        _rig.Open(4, colorCode: 1);
        List<byte[]> spurt = TalkerAt(1, colorCode: 1).Spurt();
        _rig.Receive(1, spurt[0]);
        _rig.Grant(_rig.LastStream, _rig.To(2), _rig.To(3), _rig.To(4));
        foreach (byte[] datagram in spurt.Skip(1)) _rig.Receive(1, datagram);

        List<byte[]> expected = TalkerAt(1, colorCode: 7).Spurt();
        Assert.Equal(expected.Select(datagram => datagram[20..53]), _rig.SentTo(2).Select(sent => sent.Payload));
        Assert.Equal(expected.Select(datagram => datagram[20..53]), _rig.SentTo(3).Select(sent => sent.Payload));
        Assert.Equal(spurt.Select(datagram => datagram[20..53]), _rig.SentTo(4).Select(sent => sent.Payload));
    }

    [Fact]
    public void A_colour_code_beyond_repair_is_written_anew_in_a_slot_type_and_left_alone_in_an_EMB()
    {
        _rig.Open(1, colorCode: 1);
        _rig.Open(2, colorCode: 7);
        Talker talker = TalkerAt(1);
        byte[] header = talker.Header();
        FirstUnreadable(header.AsSpan(20, 33), BurstKind.Data);
        byte[] voice = talker.Voice(1);
        FirstUnreadable(voice.AsSpan(20, 33), BurstKind.VoiceEmbedded);
        _rig.Receive(1, header);
        _rig.Grant(_rig.LastStream, _rig.To(2));
        _rig.Receive(1, voice);

        Assert.True(SlotType.TryRead(_rig.Sent[0].Payload, out SlotType slotType));
        Assert.Equal(new SlotType(new ColorCode(7), DataType.VoiceHeader), slotType);
        Assert.Equal(voice[20..53], _rig.Sent[1].Payload);

        static void FirstUnreadable(Span<byte> payload, BurstKind kind)
        {
            // Flips bits of the field's first octets until its code gives up.
            for (int pattern = 1; BurstColorCode.TryRead(payload, kind, out _); pattern++)
            {
                payload[13] ^= (byte)pattern;
                payload[12] ^= (byte)(pattern * 37);
            }
        }
    }

    [Fact]
    public void A_link_carries_many_calls_at_once_on_one_slot()
    {
        _rig.Open(1, manyCalls: true);
        PortId link = _rig.Open(2, manyCalls: true);
        Talker[] talkers = [.. Enumerable.Range(0, 20).Select(i => new Talker { Repeater = RouterRig.Repeater(1), Source = new RadioId(100u + (uint)i), Target = 9000u + (uint)i, Stream = 0 })];
        foreach (Talker talker in talkers)
        {
            _rig.Receive(1, talker.Header());
            _rig.Grant(_rig.LastStream, new Destination(link, Timeslot.One, 0));
        }

        for (int burst = 0; burst < 12; burst++)
            foreach (Talker talker in talkers) _rig.Receive(1, talker.Voice(burst % 6));
        foreach (Talker talker in talkers) _rig.Receive(1, talker.Terminator());

        var heard = _rig.SentTo(2).GroupBy(sent => sent.Stream).ToList();
        Assert.Equal(20, heard.Count);
        Assert.All(heard, stream => Assert.Equal(14, Assert.Single(Transmission.Of(stream)).Bursts.Count));
        Assert.All(_rig.Host.Of(RouterEventKind.StreamEnded), ended => Assert.Equal(StreamEnd.Terminator, ended.End));
    }

    [Fact]
    public void What_is_no_burst_of_an_open_port_goes_to_the_host()
    {
        PortId port = _rig.Open(1);
        byte[] burst = TalkerAt(1).Header();
        _rig.Receive(2, burst);
        _rig.Receive(1, [.. "RPTPING"u8, 0, 6, 230, 89]);
        _rig.Receive(1, burst[..54]);
        Assert.Equal([(null, RouterRig.Address(2)), (port, RouterRig.Address(1)), (port, RouterRig.Address(1))], _rig.Host.Datagrams.Select(taken => (taken.Port, taken.From)));
        Assert.Equal([burst.Length, 11, 54], _rig.Host.Datagrams.Select(taken => taken.Octets.Length));
        Assert.Equal((1L, 0L), (_rig.Counters.Strangers, _rig.Counters.BurstsIn));
        Assert.Null(_rig.Core.LastHeard(port));

        _rig.Host.IsFull = true;
        _rig.Receive(2, burst);
        Assert.Equal(1, _rig.Counters.HostFull);
    }

    [Fact]
    public void A_burst_with_another_repeaters_id_is_dropped_and_is_no_sign_of_life()
    {
        PortId port = _rig.Open(1);
        _rig.Receive(1, TalkerAt(2).Header());
        Assert.Equal((1L, 0L), (_rig.Counters.WrongRepeater, _rig.Counters.BurstsIn));
        Assert.Empty(_rig.Host.Said);
        Assert.Empty(_rig.Host.Datagrams);
        Assert.Null(_rig.Core.LastHeard(port));
    }

    [Fact]
    public void A_burst_is_a_sign_of_life()
    {
        PortId port = _rig.Open(1);
        _rig.Advance(40);
        _rig.Receive(1, TalkerAt(1).Header());
        Assert.Equal(_rig.Time.GetTimestamp(), _rig.Core.LastHeard(port));
        _rig.Obey(new RouterCommand.ClosePort(port));
        Assert.Null(_rig.Core.LastHeard(port));
    }

    [Fact]
    public void Bursts_of_no_stream_are_dropped()
    {
        _rig.Open(1);
        _rig.Receive(1, TalkerAt(1).Data(DmrdBurst.Idle));
        _rig.Receive(1, TalkerAt(1).Datagram((DmrdBurst)0x3F, new byte[33]));
        _rig.Receive(1, TalkerAt(1).Datagram((DmrdBurst)0x07, new byte[33]));
        Assert.Equal(3, _rig.Counters.Meaningless);
        Assert.Empty(_rig.Host.Said);
    }

    [Fact]
    public void A_new_session_takes_its_address_over_and_an_old_ones_end_does_not_close_it()
    {
        var old = new PortId(71);
        var young = new PortId(72);
        var description = new PortDescription(RouterRig.Repeater(1), RouterRig.Address(1), new ColorCode(1), ManyCalls: false);
        _rig.Obey(new RouterCommand.OpenPort(old, description));
        _rig.Obey(new RouterCommand.OpenPort(young, description with { Repeater = RouterRig.Repeater(5) }));
        _rig.Obey(new RouterCommand.ClosePort(old));
        _rig.Receive(1, TalkerAt(5).Header());
        Assert.Equal(young, Assert.Single(_rig.Host.Said).Port);
        Assert.Equal(1, _rig.Counters.Ports);
    }
}
