using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Routing;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>What comes from other nodes: nodes behind ports 1 and 2, repeaters 3 and 4.</summary>
public sealed class RelayTests
{
    private const ulong Call = 0xC0FF_EE00_0000_0001, Spurt = 0xBEEF_0000_0000_0002;

    private readonly RouterRig _rig = new();
    private readonly FarEnd _above;
    private readonly FarEnd _below;
    private readonly Talker _talker = new() { Repeater = default, BitErrors = 5, Rssi = -81 };

    public RelayTests()
    {
        (_above, _below) = (_rig.OpenNode(1), _rig.OpenNode(2));
        _rig.Open(3);
        _rig.Open(4, colorCode: 7);
    }

    public static TheoryData<int, int> DelaysAndSpacings => DecisionTests.DelaysAndSpacings;

    private static IEnumerable<byte[]> PayloadsOf(IEnumerable<byte[]> spurt) => spurt.Select(dmrd => dmrd[20..53]);

    private static IEnumerable<byte[]> PayloadsOf(IEnumerable<SentBurst> sent) => sent.Select(burst => burst.Payload);

    private static IEnumerable<DmrdBurst> KindsOf(IEnumerable<SentBurst> sent) => sent.Select(burst => burst.Burst);

    private void Say(FarEnd from, LinkSpurt spurt, byte[] dmrd, ulong call = Call, ulong number = Spurt) =>
        _rig.ReceiveVoice(from.Address, from.Seal(spurt, dmrd, call, number));

    [Fact]
    public void An_order_before_its_voice_passes_every_octet_on_and_nobody_is_asked()
    {
        List<byte[]> spurt = _talker.Spurt(2);
        var spoken = new LinkSpurt();
        _rig.Relay(Call, Spurt, 1, _rig.To(2), _rig.To(3), _rig.To(4, Timeslot.Two));
        Assert.Equal(1, _rig.Counters.Relays);
        foreach (byte[] dmrd in spurt) _rig.ReceiveVoice(_above.Address, _above.Seal(spoken, dmrd, Call, Spurt, FarEnd.HopsOf(1500, 700)));

        Assert.Equal(PayloadsOf(spurt), PayloadsOf(Assert.Single(Transmission.Of(_rig.SentTo(3))).Bursts));
        Assert.Equal(spurt.Select(dmrd => dmrd[20..32]), Assert.Single(Transmission.Of(_rig.SentTo(4, Timeslot.Two))).Bursts.Select(burst => burst.Payload[..12]));
        Assert.Equal(PayloadsOf(spurt), PayloadsOf(Assert.Single(Transmission.Of(_rig.HeardAt(_below))).Bursts));
        Assert.All(_below.Said, said => Assert.Equal(
            (Call, Spurt, Timeslot.One, (byte)5, -81, FarEnd.HopsOf(1500, 700, 0)),
            (said.Burst.Call, said.Burst.Spurt, said.Burst.Slot, said.Burst.BitErrors, said.Burst.Rssi, said.Burst.Hops)));
        Assert.All(_rig.SentTo(3), burst => Assert.Equal((uint)(Spurt & uint.MaxValue), burst.Stream));
        Assert.Empty(_rig.HeardAt(_above));
        _rig.Advance(6000);
        Assert.Empty(_rig.Host.Said);
        Assert.Equal((0L, 0L), (_rig.Counters.WaitingDropped, _rig.Counters.RelaysUnordered));
    }

    [Fact]
    public void It_is_noted_once_where_a_spurt_begins_and_that_it_is_over()
    {
        var spoken = new LinkSpurt();
        _rig.Relay(Call, Spurt, 1, _rig.To(2), _rig.To(3));
        foreach (byte[] dmrd in _talker.Spurt(2)) Say(_above, spoken, dmrd);
        Assert.Equal([2, 3, null], _rig.Host.Passed.Select(mark => mark.To?.Value));
        Assert.All(_rig.Host.Passed, mark => Assert.Equal((Spurt, 1, true), (mark.Spurt, mark.From.Value, mark.FromNode)));
    }

    [Theory, MemberData(nameof(DelaysAndSpacings))]
    public void However_late_an_order_comes_the_spurt_crosses_in_order_header_first_and_whole(int delay, int spacing)
    {
        List<byte[]> spurt = _talker.Spurt(superframes: 4);
        List<byte[]> sealed1 = _above.Seal(spurt, Call, Spurt);
        int cameBefore = 0;
        for (int millisecond = 0; millisecond <= Math.Max(delay, spurt.Count * spacing); millisecond++)
        {
            if (millisecond % spacing == 0 && millisecond / spacing < spurt.Count) _rig.ReceiveVoice(_above.Address, sealed1[millisecond / spacing]);
            if (millisecond == delay)
            {
                cameBefore = Math.Min(spurt.Count, (delay / spacing) + 1);
                _rig.Relay(Call, Spurt, 1, _rig.To(2), _rig.To(3));
            }

            _rig.Advance(1);
        }

        int dropped = Math.Max(0, cameBefore - 3);
        int made = dropped > 0 ? 1 : 0;
        foreach (List<SentBurst> sent in new[] { _rig.HeardAt(_below), _rig.SentTo(3) })
            Assert.Equal(PayloadsOf(spurt.Skip(dropped)), PayloadsOf(Assert.Single(Transmission.Of(sent)).Bursts.Skip(made)));
        Assert.Equal(dropped, _rig.Counters.WaitingDropped);
        Assert.Empty(_rig.Host.Said);
    }

    [Fact]
    public void Who_joins_while_it_runs_hears_a_header_and_who_leaves_a_terminator_and_at_its_end_everybody()
    {
        var spoken = new LinkSpurt();
        Destination link = _rig.To(2), repeater = _rig.To(3);
        _rig.Relay(Call, Spurt, 1, repeater);
        Say(_above, spoken, _talker.Header());
        for (int i = 0; i < 4; i++) Say(_above, spoken, _talker.Voice(i));
        _rig.Relay(Call, Spurt, 1, repeater, link);
        Say(_above, spoken, _talker.Voice(4));
        _rig.Relay(Call, Spurt, 1, link);
        Say(_above, spoken, _talker.Voice(5));
        _rig.EndRelay(Call, Spurt);
        Say(_above, spoken, _talker.Voice(0));

        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceE, DmrdBurst.VoiceF, DmrdBurst.Terminator], KindsOf(Assert.Single(Transmission.Of(_rig.HeardAt(_below))).Bursts));
        Assert.Equal(7, Assert.Single(Transmission.Of(_rig.SentTo(3))).Bursts.Count);
        Assert.Equal((0L, 1L), (_rig.Counters.Relays, _rig.Counters.RefusedDropped));

        // Ordered again while it is still spoken, it goes on with a header.
        _rig.Relay(Call, Spurt, 1, _rig.To(3));
        Say(_above, spoken, _talker.Voice(1));
        Say(_above, spoken, _talker.Terminator());
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceB, DmrdBurst.Terminator], KindsOf(Transmission.Of(_rig.SentTo(3))[1].Bursts));
    }

    [Fact]
    public void Who_joins_within_the_first_bursts_hears_them_all()
    {
        List<byte[]> spurt = _talker.Spurt();
        List<byte[]> sealed1 = _above.Seal(spurt, Call, Spurt);
        _rig.Relay(Call, Spurt, 1, _rig.To(2));
        _rig.ReceiveVoice(_above.Address, sealed1.Take(2));
        Destination link = _rig.To(2), repeater = _rig.To(3);
        _rig.Relay(Call, Spurt, 1, link, repeater);
        _rig.ReceiveVoice(_above.Address, sealed1.Skip(2));
        Assert.Equal(PayloadsOf(spurt), PayloadsOf(_rig.SentTo(3)));
        Assert.Equal(PayloadsOf(spurt), PayloadsOf(_rig.HeardAt(_below)));
        Assert.Equal(0, _rig.Counters.HeadersRebuilt);
    }

    [Fact]
    public void A_lost_terminator_is_made_up_and_a_spurt_that_is_heard_again_goes_on()
    {
        var spoken = new LinkSpurt();
        _rig.Relay(Call, Spurt, 1, _rig.To(3));
        Say(_above, spoken, _talker.Header());
        Say(_above, spoken, _talker.Voice(0));
        byte[] late = _above.Seal(spoken, _talker.Voice(1), Call, Spurt);
        Say(_above, spoken, _talker.Voice(2));
        _rig.Advance(600);
        Assert.Single(Transmission.Of(_rig.SentTo(3)));

        // What the link held for all that time is late; the same SSRC and, later, another one are the spurt again.
        _rig.ReceiveVoice(_above.Address, late);
        Assert.Equal(1, _rig.Counters.Late);
        Say(_above, spoken, _talker.Voice(3));
        Say(_above, spoken, _talker.Terminator());
        Assert.Equal(2, Transmission.Of(_rig.SentTo(3)).Count);
        _rig.Advance(5000);
        _rig.ReceiveVoice(_above.Address, _above.Seal(_talker.Spurt(), Call, Spurt));
        List<Transmission> heard = Transmission.Of(_rig.SentTo(3));
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceD, DmrdBurst.Terminator], KindsOf(heard[1].Bursts));
        Assert.Equal((3, 8), (heard.Count, heard[2].Bursts.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_spurt_that_goes_on_in_another_call_is_heard_where_that_call_is(bool orderFirst)
    {
        const ulong other = Call + 1;
        var spoken = new LinkSpurt();
        List<byte[]> spurt = _talker.Spurt(2);
        Destination same = _rig.To(3);
        _rig.Relay(Call, Spurt, 1, same);
        foreach (byte[] dmrd in spurt.Take(5)) Say(_above, spoken, dmrd);

        if (!orderFirst) Say(_above, spoken, spurt[5], other);
        _rig.Relay(other, Spurt, 1, same, _rig.To(4), _rig.To(2));
        if (orderFirst) Say(_above, spoken, spurt[5]);
        _rig.EndRelay(Call, Spurt);
        foreach (byte[] dmrd in spurt.Skip(6)) Say(_above, spoken, dmrd, other);

        Assert.Equal(PayloadsOf(spurt), PayloadsOf(Assert.Single(Transmission.Of(_rig.SentTo(3))).Bursts));
        IEnumerable<byte[]> later = PayloadsOf(spurt.Skip(orderFirst ? 5 : 6)).Select(payload => payload[..12]);
        Assert.Equal(later, PayloadsOf(Assert.Single(Transmission.Of(_rig.SentTo(4))).Bursts.Skip(1)).Select(payload => payload[..12]));
        _ = _rig.HeardAt(_below);
        Assert.All(_below.Said, said => Assert.Equal((other, Spurt), (said.Burst.Call, said.Burst.Spurt)));
        _rig.Advance(11_000);
        Assert.Equal((0L, 0L), (_rig.Counters.Relays, _rig.Counters.RelaysUnordered));
    }

    [Fact]
    public void A_call_ends_only_what_is_its_own()
    {
        var spoken = new LinkSpurt();
        _rig.Relay(Call, Spurt, 1, _rig.To(3));
        Say(_above, spoken, _talker.Header());
        _rig.EndRelay(Call + 1, Spurt);
        Say(_above, spoken, _talker.Voice(0));
        Assert.Equal(2, _rig.SentTo(3).Count);
        _rig.EndRelay(Call, Spurt);
        Assert.Equal(DmrdBurst.Terminator, _rig.SentTo(3)[^1].Burst);
    }

    [Fact]
    public void Orders_without_voice_and_voice_without_orders_are_forgotten_and_counted()
    {
        _rig.Relay(Call, 5, 1, _rig.To(3));
        _rig.Relay(Call, Spurt, 1, _rig.To(3));
        List<byte[]> others = _above.Seal(_talker.Spurt(), Call, 99);
        _rig.ReceiveVoice(_above.Address, others);
        _rig.ReceiveVoice(_above.Address, _above.Seal(_talker.Spurt()));
        _rig.ReceiveVoice(_above.Address, _above.Seal(_talker.Spurt(), Call, Spurt));
        _rig.Advance(3000);
        Assert.Equal((2L, 0L), (_rig.Counters.Relays, _rig.Counters.Streams));
        _rig.Advance(8000);
        Assert.Equal((0L, 1L, 8L), (_rig.Counters.Relays, _rig.Counters.RelaysUnheard, _rig.Counters.WaitingDropped));
        // The spurt of no order, and the bursts (but the terminator) that named no call.
        Assert.Equal((1L + 7, 1L), (_rig.Counters.RelaysUnordered, _rig.Counters.StrayTerminators));
        Assert.Single(Transmission.Of(_rig.SentTo(3)));
        Assert.Empty(_rig.Host.Said);
    }

    [Fact]
    public void There_are_so_many_orders_and_a_new_one_takes_the_place_of_the_one_that_rested_longest()
    {
        var rig = new RouterRig(new RouterOptions { MostRelays = 3 });
        FarEnd above = rig.OpenNode(1);
        rig.Open(3);
        rig.Open(4);
        rig.Relay(1, 1, 1, rig.To(3));
        rig.ReceiveVoice(above.Address, above.Seal(_talker.Spurt().Take(3), 1, 1));
        for (ulong spurt = 2; spurt <= 4; spurt++) rig.Relay(1, spurt, 1, rig.To(4));
        Assert.Equal((3L, 1L), (rig.Counters.Relays, rig.Counters.RelaysNoRoom));
        rig.ReceiveVoice(above.Address, above.Seal(new Talker { Repeater = default, Source = new RadioId(2) }.Spurt(), 1, 2));
        Assert.Empty(rig.SentTo(4));
        rig.ReceiveVoice(above.Address, above.Seal(new Talker { Repeater = default, Source = new RadioId(3) }.Spurt(), 1, 3));
        Assert.Equal(new RadioId(3), Assert.Single(Transmission.Of(rig.SentTo(4))).Source);
        Assert.Equal(3, rig.SentTo(3).Count);
    }

    [Fact]
    public void Only_the_neighbour_that_the_order_names_is_heard_until_another_order_names_the_other()
    {
        LinkSpurt fromAbove = new(), fromBelow = new();
        _rig.Relay(Call, Spurt, 1, _rig.To(3));
        Say(_below, fromBelow, _talker.Header());
        Assert.Empty(_rig.Sent);
        Say(_above, fromAbove, _talker.Header());
        Say(_above, fromAbove, _talker.Voice(0));
        Say(_below, fromBelow, _talker.Voice(1));
        Assert.Equal(2, _rig.SentTo(3).Count);

        _rig.Relay(Call, Spurt, 2, _rig.To(3));
        Say(_above, fromAbove, _talker.Voice(2));
        Say(_below, fromBelow, _talker.Voice(3));
        Say(_below, fromBelow, _talker.Terminator());
        List<Transmission> heard = Transmission.Of(_rig.SentTo(3));
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceA, DmrdBurst.Terminator], KindsOf(heard[0].Bursts));
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceB, DmrdBurst.VoiceD, DmrdBurst.Terminator], KindsOf(heard[1].Bursts));
    }

    [Fact]
    public void A_later_SSRC_takes_a_spurt_over_and_what_the_earlier_one_still_says_is_late()
    {
        LinkSpurt earlier = new(), later = new();
        _rig.Relay(Call, Spurt, null, _rig.To(3));
        Say(_above, earlier, _talker.Header());
        Say(_above, earlier, _talker.Voice(0));
        Say(_above, later, _talker.Header());
        Say(_above, earlier, _talker.Voice(1));
        Say(_above, later, _talker.Voice(2));
        Say(_above, later, _talker.Terminator());
        List<Transmission> heard = Transmission.Of(_rig.SentTo(3));
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceA, DmrdBurst.Terminator], KindsOf(heard[0].Bursts));
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceC, DmrdBurst.Terminator], KindsOf(heard[1].Bursts));
        Assert.Equal(1, _rig.Counters.Late);
    }

    [Fact]
    public void Two_spurts_each_way_cross_one_link_at_once()
    {
        _rig.Open(5);
        Talker[] down = [.. Enumerable.Range(1, 2).Select(i => new Talker { Repeater = default, Source = new RadioId((uint)i), Target = 1001, Slot = Timeslot.Two })];
        Talker[] up = [.. Enumerable.Range(3, 2).Select(i => new Talker { Repeater = RouterRig.Repeater(i), Source = new RadioId((uint)i), Target = 2000u + (uint)i })];
        List<byte[]>[] downSpurts = [.. down.Select(talker => talker.Spurt())], upSpurts = [.. up.Select(talker => talker.Spurt())];
        List<byte[]>[] sealed1 = [.. downSpurts.Select((spurt, i) => _above.Seal(spurt, 1, (ulong)i + 1))];
        _rig.Relay(1, 1, 1, _rig.To(5));
        _rig.Relay(1, 2, 1, _rig.To(5, Timeslot.Two));
        for (int burst = 0; burst < 8; burst++)
        {
            for (int i = 0; i < 2; i++)
            {
                _rig.ReceiveVoice(_above.Address, sealed1[i][burst]);
                _rig.Receive(i + 3, upSpurts[i][burst]);
                if (burst == 0) _rig.Obey(new RouterCommand.Grant(_rig.LastStream, 9, new Route([new Destination(new PortId(1), Timeslot.Two, 0)])) { Call = 7, Spurt = (ulong)i + 70 });
            }
        }

        foreach ((int i, Timeslot slot) in new[] { (0, Timeslot.One), (1, Timeslot.Two) })
        {
            Assert.Equal(PayloadsOf(downSpurts[i]), PayloadsOf(Assert.Single(Transmission.Of(_rig.SentTo(5, slot))).Bursts));
            List<SentBurst> heard = [.. _rig.HeardAt(_above).Where(burst => burst.Source == up[i].Source)];
            Assert.Equal(PayloadsOf(upSpurts[i]), PayloadsOf(Assert.Single(Transmission.Of(heard)).Bursts));
            // The label is the talker's timeslot, whatever the route says.
            Assert.All(heard, burst => Assert.Equal(Timeslot.One, burst.Slot));
        }

        Assert.Equal([(7ul, 70ul), (7ul, 71ul)], _above.Said.Select(said => (said.Burst.Call, said.Burst.Spurt)).Distinct().Order());
    }

    [Fact]
    public void Data_is_passed_on_too()
    {
        byte[][] data = [_talker.Data(), _talker.Data(DmrdBurst.DataHeader), _talker.Data(DmrdBurst.Rate12Data)];
        var spoken = new LinkSpurt();
        Say(_above, spoken, data[0]);
        _rig.Relay(Call, Spurt, 1, _rig.To(2), _rig.To(3));
        foreach (byte[] dmrd in data.Skip(1)) Say(_above, spoken, dmrd);
        Assert.Equal(PayloadsOf(data), PayloadsOf(_rig.HeardAt(_below)));
        Assert.Equal(PayloadsOf(data), PayloadsOf(_rig.SentTo(3)));
        _rig.Advance(400);
        Assert.Equal(6, _rig.Sent.Count + _below.Heard.Count);
    }

    /// <summary>5 % lost, 10 % overtaken, 5 % doubled: what arrives in order leaves in the moment it comes, and nothing else.</summary>
    [Fact]
    public void Loss_never_holds_up_what_arrives()
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var rig = new RouterRig();
            FarEnd above = rig.OpenNode(1), below = rig.OpenNode(2);
            rig.Open(3);
            rig.Relay(Call, Spurt, 1, rig.To(2), rig.To(3));
            List<byte[]> spurt = _talker.Spurt(30);
            List<(double At, int Index, byte[] Octets)> way = [];
            foreach ((int index, byte[] octets) in above.Seal(spurt, Call, Spurt).Index())
            {
                // The first and the last come through, so that all are between them.
                int fate = index == 0 || index == spurt.Count - 1 ? 99 : random.Next(100);
                if (fate < 5) continue;
                way.Add((index + (fate < 15 ? 0.5 + random.Next(1, 4) : 0), index, octets));
                if (fate is >= 15 and < 20) way.Add((index + 0.1, index, octets));
            }

            int newest = -1;
            foreach ((_, int index, byte[] octets) in way.OrderBy(one => one.At))
            {
                int before = rig.SentTo(3).Count;
                rig.ReceiveVoice(above.Address, octets);
                rig.Advance(30);
                bool expected = index > newest;
                Assert.Equal(before + (expected ? 1 : 0), rig.SentTo(3).Count);
                newest = Math.Max(newest, index);
                if (expected) Assert.Equal(spurt[index][20..53], rig.SentTo(3)[^1].Payload);
            }

            Assert.Equal(PayloadsOf(rig.SentTo(3)), PayloadsOf(rig.HeardAt(below)));
            Assert.InRange(Assert.Single(Transmission.Of(rig.SentTo(3))).Bursts.Count, 130, spurt.Count);
        }
    }

    [Fact]
    public void A_new_session_opens_nothing_of_the_one_before_and_the_spurt_goes_on_over_it()
    {
        var spoken = new LinkSpurt();
        _rig.Relay(Call, Spurt, 1, _rig.To(3));
        Say(_above, spoken, _talker.Header());
        Say(_above, spoken, _talker.Voice(0));
        byte[] old = _above.Seal(spoken, _talker.Voice(1), Call, Spurt);
        _rig.Obey(new RouterCommand.ClosePort(new PortId(1)));
        Assert.Equal(DmrdBurst.Terminator, _rig.SentTo(3)[^1].Burst);

        // Nothing is known of the old session's id; and under the new one's id its tag is wrong.
        FarEnd again = _rig.OpenNode(6, session: 1001);
        _rig.ReceiveVoice(_above.Address, old);
        byte[] claimed = [.. old];
        (claimed[^2], claimed[^1]) = (0x03, 0xE9);
        _rig.ReceiveVoice(_above.Address, claimed);
        Assert.Equal((1L, 1L), (_rig.Counters.LinksUnknown, again.Near.Counters.Incoming.Forged));
        Assert.Throws<ObjectDisposedException>(() => _above.Near.SealKeepAlive(new byte[200], 0));
        Assert.Equal(3, _rig.Sent.Count);

        Say(again, new LinkSpurt(), _talker.Voice(2));
        Assert.Equal(3, _rig.Sent.Count);
        _rig.Relay(Call, Spurt, 6, _rig.To(3));
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceC], KindsOf(_rig.Sent.Skip(3)));
    }

    [Fact]
    public void A_node_that_a_NAT_gives_another_address_is_followed_and_its_spurts_go_on()
    {
        List<byte[]> spurt = _talker.Spurt();
        var spoken = new LinkSpurt();
        _rig.Relay(Call, Spurt, 1, _rig.To(3));
        _rig.Receive(3, new Talker { Repeater = RouterRig.Repeater(3), Slot = Timeslot.Two }.Header());
        _rig.Grant(_rig.LastStream, _rig.To(1));
        foreach ((int index, byte[] dmrd) in spurt.Index())
        {
            if (index == 4) _above.Address = RadioNet.Voice.Transport.PeerAddress.FromV4(0xC0A8_0001, 1024);
            Say(_above, spoken, dmrd);
        }

        Assert.Equal(PayloadsOf(spurt), PayloadsOf(Assert.Single(Transmission.Of(_rig.SentTo(3))).Bursts));
        Assert.Equal((_above.Address, 1L), (_above.Near.Peer, _above.Near.Counters.Moved));
        _rig.Receive(3, new Talker { Repeater = RouterRig.Repeater(3), Slot = Timeslot.Two, Sequence = 1 }.Voice(0));
        Assert.Equal(_above.Address, _rig.VoiceSocket.Sent[^1].To);
    }

    [Fact]
    public void The_lower_end_keeps_itself_alive()
    {
        LinkDirection up = new(new VoiceLinkId(500), SrtpMasterKey.Draw()), down = new(new VoiceLinkId(501), SrtpMasterKey.Draw());
        var address = RadioNet.Voice.Transport.PeerAddress.FromV4(0x0A00_00FF, 62040);
        using VoiceLink lower = VoiceLink.Lower(up, down, address, _rig.Time), upper = VoiceLink.Upper(down, up, _rig.Time);
        int before = _rig.VoiceSocket.Sent.Count;
        _rig.Obey(new RouterCommand.OpenLink(new PortId(9), lower, LinkPortDescription.Nodes));
        int Sent() => _rig.VoiceSocket.Sent.Skip(before).Count(sent => sent.To == address);
        Assert.Equal(1, Sent());
        Pass(1000);
        Assert.Equal(3, Sent());
        byte[] room = new byte[200];
        Assert.Equal(SrtpVerdict.Opened, upper.Open(address, _rig.VoiceSocket.Sent[^1].Octets, room, _rig.Time.GetTimestamp(), out VoiceLinkPacket packet));
        Assert.True(packet.IsKeepAlive);
        byte[] answer = new byte[200];
        _rig.ReceiveVoice(address, answer[..upper.SealKeepAlive(answer, _rig.Time.GetTimestamp())]);
        Pass(4900);
        Assert.Equal(3, Sent());
        Pass(100);
        Assert.Equal(4, Sent());

        void Pass(int milliseconds)
        {
            for (int passed = 0; passed < milliseconds; passed += 20)
            {
                _rig.Time.Advance(TimeSpan.FromMilliseconds(20));
                _rig.Core.KeepLinksAlive(_rig.Time.GetTimestamp());
            }
        }
    }

    [Fact]
    public void What_all_hops_added_is_measured_where_the_voice_leaves_the_nodes()
    {
        var spoken = new LinkSpurt();
        _rig.Relay(Call, Spurt, 1, _rig.To(2));
        _rig.ReceiveVoice(_above.Address, _above.Seal(spoken, _talker.Header(), Call, Spurt, FarEnd.HopsOf(1000, 2000)));
        _rig.Core.Meter.Settle();
        Assert.Equal(0, _rig.Core.Meter.Relayed.Count);
        Destination link = _rig.To(2), repeater = _rig.To(3), other = _rig.To(4);
        _rig.Relay(Call, Spurt, 1, link, repeater, other);
        _rig.Time.Advance(TimeSpan.FromMilliseconds(3));
        _rig.Core.Meter.Settle();
        DelaySummary relayed = _rig.Core.Meter.Relayed;
        Assert.Equal((1L, TimeSpan.FromMilliseconds(6)), (relayed.Count, relayed.Longest));
        _rig.ReceiveVoice(_above.Address, _above.Seal(spoken, _talker.Voice(0), Call, Spurt, FarEnd.HopsOf(100, 200)));
        _rig.Core.Meter.Settle();
        relayed = _rig.Core.Meter.Relayed;
        Assert.Equal((2L, 0L), (relayed.Count, _rig.Core.Meter.Own.Count));
        Assert.InRange(relayed.Median.TotalMicroseconds, 300, 310);
        Assert.Equal(TimeSpan.FromMilliseconds(6), relayed.P99);
    }
}
