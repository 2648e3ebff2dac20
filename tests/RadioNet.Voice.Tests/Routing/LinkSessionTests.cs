using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>Links that open, move, are alive and close, at the router.</summary>
public sealed class LinkSessionTests
{
    private readonly RouterRig _rig = new();
    private readonly Talker _talker = new() { Repeater = RouterRig.Repeater(3) };

    public LinkSessionTests() => _rig.Open(3);

    private static PeerAddress Elsewhere => PeerAddress.FromV4(0xC0A8_0001, 1024);

    [Fact]
    public void Nothing_is_sent_to_a_link_before_it_was_heard()
    {
        FarEnd far = _rig.OpenLink(1, silent: true);
        _rig.Receive(3, _talker.Header());
        _rig.Grant(_rig.LastStream, _rig.To(1));
        Assert.Empty(_rig.VoiceSocket.Sent);
        Assert.Equal((1L, null, null), (_rig.Counters.LinksUnreachable, far.Near.Peer, far.Near.LastHeard));

        byte[] keepAlive = far.KeepAlive();
        byte[] forged = [.. keepAlive];
        forged[15] ^= 1;
        _rig.ReceiveVoice(Elsewhere, forged);
        Assert.Empty(_rig.VoiceSocket.Sent);
        for (int i = 0; i < 5; i++) _rig.Receive(3, _talker.Voice(i));
        Assert.Equal((6L, 0L, 0L), (_rig.Counters.LinksUnreachable, _rig.Counters.BurstsForwarded, _rig.Counters.HeadersRebuilt));

        // From then on it has the spurt, as who joins late.
        _rig.ReceiveVoice(far.Address, keepAlive);
        _rig.Receive(3, _talker.Voice(5));
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceF], _rig.HeardAt(far).Select(burst => burst.Burst));
        Assert.Equal((1, _rig.Time.GetTimestamp()), (far.KeepAlivesHeard, far.Near.LastHeard));
        Assert.Equal((6L, 1L, 1L), (_rig.Counters.LinksUnreachable, _rig.Counters.BurstsForwarded, _rig.Counters.HeadersRebuilt));
    }

    [Fact]
    public void Who_never_heard_a_spurt_over_its_link_gets_no_terminator_of_it()
    {
        FarEnd far = _rig.OpenLink(1, silent: true);
        _rig.Receive(3, _talker.Header());
        _rig.Grant(_rig.LastStream, _rig.To(1));
        _rig.Receive(3, _talker.Voice(0));
        _rig.ReceiveVoice(far.Address, far.KeepAlive());
        _rig.Reroute(_rig.LastStream);
        Assert.Empty(_rig.HeardAt(far));
        Assert.Equal((2L, 0L), (_rig.Counters.LinksUnreachable, _rig.Counters.TerminatorsRebuilt));
    }

    [Fact]
    public void Each_keep_alive_of_the_lower_end_gets_one_answer_and_a_replayed_one_none()
    {
        FarEnd far = _rig.OpenLink(1);
        byte[] second = far.KeepAlive();
        _rig.ReceiveVoice(far.Address, second);
        _rig.ReceiveVoice(Elsewhere, second, second);
        _rig.HeardAt(far);
        Assert.Equal((2, 2L, far.Address), (far.KeepAlivesHeard, far.Near.Counters.Incoming.Replayed, far.Near.Peer!.Value));
        _rig.Advance(20_000);
        Assert.Equal(2, _rig.VoiceSocket.Sent.Count);
    }

    [Fact]
    public void The_router_as_the_lower_end_says_twice_a_second_that_it_is_there_until_it_is_answered_and_then_each_five_seconds()
    {
        var up = new LinkDirection(new VoiceLinkId(1), SrtpMasterKey.Draw());
        var down = new LinkDirection(new VoiceLinkId(2), SrtpMasterKey.Draw());
        VoiceLink lower = VoiceLink.Lower(up, down, Elsewhere, _rig.Time), upper = VoiceLink.Upper(down, up, _rig.Time);
        _rig.Obey(new RouterCommand.OpenLink(new PortId(9), lower, new LinkPortDescription(null, ManyCalls: true)));
        PassTime(seconds: 2);
        Assert.Equal(5, _rig.VoiceSocket.Sent.Count);

        // The first four were lost.
        byte[] room = new byte[256], answer = new byte[VoiceLinkPacket.Longest];
        (PeerAddress to, byte[] octets) = _rig.VoiceSocket.Sent[^1];
        Assert.Equal(Elsewhere, to);
        Assert.Equal(SrtpVerdict.Opened, upper.Open(to, octets, room, 1, out VoiceLinkPacket packet));
        Assert.True(packet.IsKeepAlive && upper.IsKeepAliveDue(1));
        _rig.ReceiveVoice(to, answer[..upper.SealKeepAlive(answer, 1)]);
        Assert.Equal((1L, _rig.Time.GetTimestamp()), (lower.Counters.Incoming.Received, lower.LastHeard));

        PassTime(seconds: 15);
        Assert.Equal(8, _rig.VoiceSocket.Sent.Count);

        void PassTime(int seconds)
        {
            for (int step = 0; step < seconds * 10; step++)
            {
                _rig.Time.Advance(TimeSpan.FromMilliseconds(100));
                _rig.Core.KeepLinksAlive(_rig.Time.GetTimestamp());
            }
        }
    }

    [Fact]
    public void Keep_alives_go_on_when_an_SSRC_has_no_more_numbers_and_a_spurt_that_never_ends_does_not()
    {
        var far = new FarEnd(1, _rig.Time);
        byte[] room = new byte[256], sealed1 = new byte[256];
        const int numbers = 65_536;
        for (int i = 0; i < numbers + 10; i++)
            Assert.Equal(SrtpVerdict.Opened, far.Near.Open(far.Address, sealed1.AsSpan(0, far.Link.SealKeepAlive(sealed1, 0)), room, 0, out _));

        var spurt = new LinkSpurt();
        byte[] payload = new byte[33];
        for (int i = 0; i < numbers; i++)
        {
            Assert.Equal(i is > 0 and < numbers - 1, far.Link.MayContinue(spurt));
            int length = far.Link.Seal(spurt, default, payload, 1, sealed1);
            Assert.Equal(SrtpVerdict.Opened, far.Near.Open(far.Address, sealed1.AsSpan(0, length), room, 0, out _));
        }

        Assert.Equal(0, far.Link.Seal(spurt, default, payload, 1, sealed1));
        Assert.Equal(((2L * numbers) + 10, 0L, 0L), (far.Near.Counters.Incoming.Received, far.Near.Counters.Incoming.Lost, far.Near.Counters.Incoming.Refused));
    }

    [Fact]
    public void A_link_that_comes_from_another_address_is_answered_there_from_its_next_packet_on()
    {
        FarEnd far = _rig.OpenLink(1);
        FarEnd other = _rig.OpenLink(2);
        var spurt = new LinkSpurt();
        byte[][] bursts = [.. _talker.Spurt().Select(dmrd => far.Seal(spurt, dmrd))];
        _rig.ReceiveVoice(far.Address, bursts[0]);
        _rig.Receive(3, _talker.Header());
        _rig.Grant(_rig.LastStream, _rig.To(1), _rig.To(2));

        PeerAddress before = far.Address;
        far.Address = Elsewhere;
        _rig.ReceiveVoice(Elsewhere, bursts[2]);
        _rig.Receive(3, _talker.Voice(0));
        Assert.Equal((2, 2), (_rig.VoiceSocket.Sent.Count(sent => sent.To == before), _rig.VoiceSocket.Sent.Count(sent => sent.To == Elsewhere) + 1));

        // One that was overtaken comes from where it was before: the link stays where it is.
        _rig.ReceiveVoice(before, bursts[1]);
        Assert.Equal((Elsewhere, 1L, 1L), (far.Near.Peer!.Value, far.Near.Counters.Moved, far.Near.Counters.Incoming.Reordered));
        Assert.Equal((other.Address, 0L), (other.Near.Peer!.Value, other.Near.Counters.Moved));
    }

    [Fact]
    public void What_comes_after_a_spurts_terminator_is_late_and_makes_no_stream()
    {
        FarEnd far = _rig.OpenLink(1);
        List<byte[]> spurt = far.Seal(_talker.Spurt());
        _rig.ReceiveVoice(far.Address, spurt[0], spurt[7], spurt[1], spurt[7]);
        _rig.Advance(1000);
        _rig.ReceiveVoice(far.Address, spurt[2]);
        Assert.Equal((2L, 2L, 1L), (_rig.Counters.BurstsIn, far.Near.Counters.Incoming.Late, far.Near.Counters.Incoming.Replayed));
        Assert.Single(_rig.Host.Of(RouterEventKind.StreamStarted));
    }

    [Fact]
    public void A_closed_link_ends_its_streams_hears_nothing_more_and_is_sent_nothing()
    {
        FarEnd far = _rig.OpenLink(1);
        var spurt = new LinkSpurt();
        _rig.ReceiveVoice(far.Address, far.Seal(spurt, _talker.Header()));
        _rig.Receive(3, _talker.Header());
        _rig.Grant(_rig.LastStream, _rig.To(1, Protocols.Timeslot.Two));
        int sent = _rig.VoiceSocket.Sent.Count;

        // A burst that waits in the ring while its port closes.
        _rig.VoiceSocket.Incoming.Add((far.Address, far.Seal(spurt, _talker.Voice(0))));
        _rig.Links.Receive(TimeSpan.Zero);
        _rig.Obey(new RouterCommand.ClosePort(new PortId(1)));
        Assert.Equal(StreamEnd.PortClosed, _rig.Host.Of(RouterEventKind.StreamEnded).Single().End);
        _rig.ReceiveVoice(far.Address, far.Seal(spurt, _talker.Voice(1)));
        _rig.Receive(3, _talker.Voice(0));
        Assert.Equal((sent, 1L, 1L, 0L), (_rig.VoiceSocket.Sent.Count, _rig.Counters.Strangers, _rig.Counters.LinksUnknown, _rig.Counters.Faults));
        Assert.Throws<ObjectDisposedException>(() => far.Near.SealKeepAlive(new byte[256], 0));
    }

    [Fact]
    public void A_link_with_the_id_of_an_open_one_is_refused_and_takes_nothing_from_it()
    {
        FarEnd first = _rig.OpenLink(1);
        var second = new FarEnd(1, _rig.Time) { Address = Elsewhere };
        _rig.Obey(new RouterCommand.OpenLink(new PortId(7), second.Near, new LinkPortDescription(null, false)));
        second.KeepAlive();
        _rig.ReceiveVoice(Elsewhere, second.Seal(new LinkSpurt(), _talker.Header()));
        _rig.ReceiveVoice(first.Address, first.Seal(new LinkSpurt(), _talker.Header()));
        Assert.Equal((1L, 1L), (_rig.Counters.LinksRefused, first.Near.Counters.Incoming.Forged));
        Assert.Null(second.Near.Peer);

        _rig.Obey(new RouterCommand.ClosePort(new PortId(7)));
        _rig.Advance(1000);
        _rig.ReceiveVoice(first.Address, first.Seal(new LinkSpurt(), _talker.Header()));
        Assert.Equal([new PortId(1), new PortId(1)], _rig.Host.Of(RouterEventKind.StreamStarted).Select(said => said.Port));
        Assert.Equal((0L, 0L), (_rig.Counters.LinksUnknown, _rig.Counters.Faults));
    }

    [Fact]
    public void A_session_of_the_same_port_takes_the_id_over()
    {
        FarEnd old = _rig.OpenLink(1);
        FarEnd again = _rig.OpenLink(1);
        _rig.ReceiveVoice(old.Address, old.Seal(new LinkSpurt(), _talker.Header()));
        _rig.ReceiveVoice(again.Address, again.Seal(new LinkSpurt(), _talker.Header()));
        Assert.Equal(new PortId(1), _rig.Host.Of(RouterEventKind.StreamStarted).Single().Port);
        Assert.Equal((1L, 0L), (again.Near.Counters.Incoming.Forged, _rig.Counters.LinksRefused));
    }

    [Fact]
    public void Bursts_for_which_the_ring_has_no_room_are_dropped_and_counted()
    {
        FarEnd far = _rig.OpenLink(1);
        var spurt = new LinkSpurt();
        for (int i = 0; i <= LinkReceiver.RingSize; i++) _rig.VoiceSocket.Incoming.Add((far.Address, far.Seal(spurt, _talker.Voice(i % 6))));
        _rig.Links.Receive(TimeSpan.Zero);
        Assert.Equal((LinkReceiver.RingSize, 1L), (_rig.Links.Ring.Count, _rig.Counters.LinksNoRoom));
        _rig.ReceiveVoice(far.Address, far.Seal(spurt, _talker.Terminator()));
        Assert.Equal((0L, 2L, (long)LinkReceiver.RingSize), (_rig.Links.Ring.Count, _rig.Counters.LinksNoRoom, _rig.Counters.BurstsIn));
    }

    [Fact]
    public void The_longest_packet_fits_a_sockets_queue() => Assert.True(VoiceLinkPacket.Longest <= IDatagramSocket.LongestQueued);
}
