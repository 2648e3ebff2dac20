using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Routing;
using static RadioNet.Voice.Tests.Routing.RelayRig;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>The ways on which voice comes from other nodes and goes to them: neighbours, sessions, losses, addresses.</summary>
public sealed class RelayPathTests
{
    private readonly RelayRig _relays = new();
    private readonly RouterRig _rig;
    private readonly FarEnd _above;
    private readonly FarEnd _below;
    private readonly Talker _talker;

    public RelayPathTests() => (_rig, _above, _below, _talker) = (_relays.Router, _relays.Above, _relays.Below, _relays.Talker);

    [Fact]
    public void Only_the_neighbour_that_the_order_names_is_heard_until_another_order_names_the_other()
    {
        LinkSpurt fromAbove = new(), fromBelow = new();
        _rig.Relay(Call, Spurt, 1, _rig.To(3));
        _relays.Say(_below, fromBelow, _talker.Header());
        Assert.Empty(_rig.Sent);
        _relays.Say(_above, fromAbove, _talker.Header());
        _relays.Say(_above, fromAbove, _talker.Voice(0));
        _relays.Say(_below, fromBelow, _talker.Voice(1));
        Assert.Equal(2, _rig.SentTo(3).Count);

        _rig.Relay(Call, Spurt, 2, _rig.To(3));
        _relays.Say(_above, fromAbove, _talker.Voice(2));
        _relays.Say(_below, fromBelow, _talker.Voice(3));
        _relays.Say(_below, fromBelow, _talker.Terminator());
        List<Transmission> heard = Transmission.Of(_rig.SentTo(3));
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceA, DmrdBurst.Terminator], KindsOf(heard[0].Bursts));
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceB, DmrdBurst.VoiceD, DmrdBurst.Terminator], KindsOf(heard[1].Bursts));
    }

    [Fact]
    public void A_later_SSRC_takes_a_spurt_over_and_what_the_earlier_one_still_says_is_late()
    {
        LinkSpurt earlier = new(), later = new();
        _rig.Relay(Call, Spurt, null, _rig.To(3));
        _relays.Say(_above, earlier, _talker.Header());
        _relays.Say(_above, earlier, _talker.Voice(0));
        _relays.Say(_above, later, _talker.Header());
        _relays.Say(_above, earlier, _talker.Voice(1));
        _relays.Say(_above, later, _talker.Voice(2));
        _relays.Say(_above, later, _talker.Terminator());
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
        _relays.Say(_above, spoken, data[0]);
        _rig.Relay(Call, Spurt, 1, _rig.To(2), _rig.To(3));
        foreach (byte[] dmrd in data.Skip(1)) _relays.Say(_above, spoken, dmrd);
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
        _relays.Say(_above, spoken, _talker.Header());
        _relays.Say(_above, spoken, _talker.Voice(0));
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

        _relays.Say(again, new LinkSpurt(), _talker.Voice(2));
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
            _relays.Say(_above, spoken, dmrd);
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
