using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Routing;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>Voice links as ports beside repeaters: links 1 and 2, repeaters 3 and 4.</summary>
public sealed class LinkRoutingTests
{
    /// <summary>So many spurts later an SSRC is given up (firmware-interfaces/voice-link).</summary>
    private const int LargestAge = 3840;

    private readonly RouterRig _rig = new();
    private readonly FarEnd _first;
    private readonly FarEnd _second;
    private readonly Talker _talker = new() { Repeater = RouterRig.Repeater(3), BitErrors = 5, Rssi = -81 };

    public LinkRoutingTests()
    {
        (_first, _second) = (_rig.OpenLink(1), _rig.OpenLink(2));
        _rig.Open(3);
        _rig.Open(4);
    }

    public static TheoryData<int, int> DelaysAndSpacings => DecisionTests.DelaysAndSpacings;

    private RouterEvent Started => _rig.Host.Of(RouterEventKind.StreamStarted).Last();

    private RouterEvent Ended => _rig.Host.Of(RouterEventKind.StreamEnded).Last();

    private static IEnumerable<byte[]> PayloadsOf(IEnumerable<byte[]> spurt) => spurt.Select(dmrd => dmrd[20..53]);

    private static IEnumerable<byte[]> PayloadsOf(IEnumerable<SentBurst> sent) => sent.Select(burst => burst.Payload);

    [Fact]
    public void From_a_link_to_repeaters_and_another_link_every_octet_arrives()
    {
        List<byte[]> spurt = _talker.Spurt(2);
        var out1 = new LinkSpurt();
        _rig.ReceiveVoice(_first.Address, _first.Seal(out1, spurt[0], call: 77, spurtNumber: 88, hops: FarEnd.HopsOf(1500)));
        Assert.Equal((new PortId(1), 77ul, 88ul, TimeSpan.FromMicroseconds(1500)), (Started.Port, Started.Call, Started.Spurt, Started.LongestHeld));
        Assert.Equal((_talker.Source, 1001u, AddressKind.Group, Timeslot.One, StreamKind.Voice), (Started.Source, Started.Target, Started.TargetKind, Started.Slot, Started.StreamKind));
        _rig.Time.Advance(TimeSpan.FromMilliseconds(2));
        _rig.Grant(_rig.LastStream, _rig.To(2), _rig.To(3), _rig.To(4, Timeslot.Two));
        foreach (byte[] dmrd in spurt.Skip(1)) _rig.ReceiveVoice(_first.Address, _first.Seal(out1, dmrd, 77, 88, FarEnd.HopsOf(1200)));

        foreach ((int port, Timeslot slot) in new[] { (3, Timeslot.One), (4, Timeslot.Two) }) Assert.Equal(PayloadsOf(spurt), PayloadsOf(Assert.Single(Transmission.Of(_rig.SentTo(port, slot))).Bursts));
        Assert.Equal(PayloadsOf(spurt), PayloadsOf(Assert.Single(Transmission.Of(_rig.HeardAt(_second))).Bursts));
        Assert.All(_second.Said, said => Assert.Equal((77ul, 88ul, (byte)5, -81), (said.Burst.Call, said.Burst.Spurt, said.Burst.BitErrors, said.Burst.Rssi)));
        Assert.Equal(FarEnd.HopsOf(1500, 2000), _second.Said[0].Burst.Hops);
        Assert.Equal(FarEnd.HopsOf(1200, 0), _second.Said[1].Burst.Hops);
        Assert.Equal(Enumerable.Range(0, spurt.Count).Select(i => ((ushort)i, 480u * (uint)i, i == 0)), _second.Said.Select(said => (said.Header.Sequence, said.Header.Timestamp, said.Header.Marker)));
        Assert.Equal((StreamEnd.Terminator, 14u, 0u, 60u, 12u, -81), (Ended.End, Ended.Bursts, Ended.Missing, Ended.BitErrors, Ended.VoiceBursts, Ended.Rssi));
        Assert.Empty(_rig.HeardAt(_first));
    }

    [Fact]
    public void From_a_repeater_to_links_every_octet_arrives_with_the_numbers_that_the_grant_gave()
    {
        List<byte[]> spurt = _talker.Spurt(2);
        _rig.Receive(3, spurt[0]);
        _rig.Obey(new RouterCommand.Grant(_rig.LastStream, 5, new Route([_rig.To(1, Timeslot.Two), _rig.To(2), _rig.To(4)])) { Call = 7, Spurt = 8 });
        foreach (byte[] dmrd in spurt.Skip(1)) _rig.Receive(3, dmrd);
        foreach ((FarEnd far, Timeslot slot) in new[] { (_first, Timeslot.Two), (_second, Timeslot.One) })
        {
            Transmission heard = Assert.Single(Transmission.Of(_rig.HeardAt(far)));
            Assert.Equal(PayloadsOf(spurt), PayloadsOf(heard.Bursts));
            Assert.All(heard.Bursts, burst => Assert.Equal(slot, burst.Slot));
            Assert.All(far.Said, said => Assert.Equal((7ul, 8ul, 1, (byte)5, -81), (said.Burst.Call, said.Burst.Spurt, said.Burst.Hops.Count, said.Burst.BitErrors, said.Burst.Rssi)));
        }

        Assert.Equal(PayloadsOf(spurt), PayloadsOf(_rig.SentTo(4)));
        // Repeaters are not told what another one measured.
        Assert.All(_rig.SentTo(4), burst => Assert.Equal((0, 0), (burst.Octets[53], burst.Octets[54])));
    }

    [Theory, MemberData(nameof(DelaysAndSpacings))]
    public void However_late_a_decision_comes_the_spurt_crosses_in_order_header_first_and_whole(int delay, int spacing)
    {
        List<byte[]> spurt = _talker.Spurt(superframes: 4);
        List<byte[]> sealed1 = _first.Seal(spurt);
        int cameBefore = 0;
        for (int millisecond = 0; millisecond <= Math.Max(delay, spurt.Count * spacing); millisecond++)
        {
            if (millisecond % spacing == 0 && millisecond / spacing < spurt.Count) _rig.ReceiveVoice(_first.Address, sealed1[millisecond / spacing]);
            if (millisecond == delay)
            {
                cameBefore = Math.Min(spurt.Count, (delay / spacing) + 1);
                _rig.Grant(_rig.LastStream, _rig.To(2), _rig.To(3));
            }

            _rig.Advance(1);
        }

        int dropped = Math.Max(0, cameBefore - 3);
        int made = dropped > 0 ? 1 : 0;
        foreach (List<SentBurst> sent in new[] { _rig.HeardAt(_second), _rig.SentTo(3) })
        {
            Transmission heard = Assert.Single(Transmission.Of(sent));
            Assert.Equal(PayloadsOf(spurt.Skip(dropped)), PayloadsOf(heard.Bursts.Skip(made)));
        }

        Assert.Equal(Enumerable.Range(0, spurt.Count - dropped + made), _second.Said.Select(said => (int)said.Header.Sequence));
        Assert.Equal(dropped, _rig.Counters.WaitingDropped);
    }

    [Fact]
    public void Who_joins_a_call_late_over_a_link_hears_a_header_and_who_comes_back_hears_a_new_spurt()
    {
        _rig.Receive(3, _talker.Header());
        Destination link = _rig.To(1), repeater = _rig.To(4);
        _rig.Grant(_rig.LastStream, repeater);
        for (int i = 0; i < 4; i++) _rig.Receive(3, _talker.Voice(i));
        _rig.Reroute(_rig.LastStream, repeater, link);
        _rig.Receive(3, _talker.Voice(4));
        _rig.Reroute(_rig.LastStream, repeater);
        _rig.Receive(3, _talker.Voice(5));
        _rig.Reroute(_rig.LastStream, repeater, link);
        _rig.Receive(3, _talker.Voice(0));
        _rig.Receive(3, _talker.Terminator());

        List<Transmission> heard = Transmission.Of(_rig.HeardAt(_first));
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceE, DmrdBurst.Terminator], heard[0].Bursts.Select(burst => burst.Burst));
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceA, DmrdBurst.Terminator], heard[1].Bursts.Select(burst => burst.Burst));
        Assert.True(heard[1].Stream > heard[0].Stream);
        Assert.Equal([0, 1, 2, 0, 1, 2], _first.Said.Select(said => (int)said.Header.Sequence));
        Assert.True(FullLinkControl.TryReadHeader(heard[0].Bursts[0].Payload, out LinkControl lc));
        Assert.Equal(_talker.Lc, lc);
        Assert.Equal(9, Assert.Single(Transmission.Of(_rig.SentTo(4))).Bursts.Count);
    }

    [Fact]
    public void What_was_lost_before_the_sender_shows_in_the_timestamp_alone()
    {
        byte[][] spurt = [.. _talker.Spurt(1)];
        _rig.Receive(3, spurt[0]);
        _rig.Grant(_rig.LastStream, _rig.To(1));
        foreach (int index in new[] { 1, 4, 5, 7 }) _rig.Receive(3, spurt[index]);
        _rig.HeardAt(_first);
        Assert.Equal([(0, 0u), (1, 480u), (2, 1920u), (3, 2400u), (4, 3360u)], _first.Said.Select(said => ((int)said.Header.Sequence, said.Header.Timestamp)));
        Assert.Equal(0, _first.Link.Counters.Incoming.Lost);

        // And the next node tells it from what the link lost.
        var other = new LinkSpurt();
        List<byte[]> sealed1 = [.. new[] { (0, 1), (1, 1), (4, 3), (5, 1), (7, 2) }.Select(each => _second.Seal(other, spurt[each.Item1], ahead: each.Item2))];
        sealed1.RemoveAt(1);
        _rig.ReceiveVoice(_second.Address, sealed1);
        Assert.Equal((4u, 4u), (Ended.Bursts, Ended.Missing));
        Assert.Equal(1, _second.Near.Counters.Incoming.Lost);
    }

    [Fact]
    public void A_repeater_whose_sequence_stands_still_gives_a_link_rising_timestamps()
    {
        _rig.Receive(3, _talker.Header());
        _rig.Grant(_rig.LastStream, _rig.To(1));
        for (int i = 0; i < 3; i++)
        {
            _talker.Sequence = 9;
            _rig.Receive(3, _talker.Voice(i));
        }

        _rig.HeardAt(_first);
        Assert.Equal([0u, 9 * 480u, 10 * 480u, 11 * 480u], _first.Said.Select(said => said.Header.Timestamp));
    }

    [Fact]
    public void Forged_replayed_and_foreign_datagrams_make_no_stream_and_are_counted()
    {
        List<byte[]> spurt = _first.Seal(_talker.Spurt());
        byte[] forged = [.. spurt[0]];
        forged[20] ^= 1;
        _rig.ReceiveVoice(_second.Address, forged);
        Assert.Empty(_rig.Host.Said);
        Assert.Equal(_first.Address, _first.Near.Peer);

        _rig.ReceiveVoice(_first.Address, spurt[0], spurt[1], spurt[0], spurt[1]);
        byte[] nobodys = [.. spurt[2]];
        nobodys[^1] ^= 0x80;
        _rig.ReceiveVoice(_first.Address, nobodys, [], [1, 2, 3], new byte[1000]);
        Assert.Single(_rig.Host.Said, said => said.Kind == RouterEventKind.StreamStarted);
        Assert.Equal(2, _rig.Counters.BurstsIn);
        Assert.Equal((1L, 2L, 3L), (_first.Near.Counters.Incoming.Forged, _first.Near.Counters.Incoming.Replayed, _first.Near.Counters.Incoming.Received));
        Assert.Equal((4L, 0L), (_rig.Counters.LinksUnknown, _rig.Counters.Faults));
        Assert.Empty(_rig.Host.Datagrams);
    }

    [Fact]
    public void An_SSRC_is_one_stream_and_an_overtaken_burst_of_the_spurt_before_disturbs_none()
    {
        var before = new LinkSpurt();
        var after = new LinkSpurt();
        byte[] header = _first.Seal(before, _talker.Header()), late = _first.Seal(before, _talker.Voice(0));
        _rig.ReceiveVoice(_first.Address, header);
        _rig.ReceiveVoice(_first.Address, _first.Seal(after, _talker.Header()));
        Assert.Equal(StreamEnd.Replaced, Ended.End);
        _rig.ReceiveVoice(_first.Address, late);
        _rig.ReceiveVoice(_first.Address, _first.Seal(after, _talker.Voice(0)));
        Assert.Equal((2, 1), (_rig.Host.Of(RouterEventKind.StreamStarted).Count(), _rig.Host.Of(RouterEventKind.StreamEnded).Count()));
        Assert.Equal((3L, 1L), (_rig.Counters.BurstsIn - _rig.Counters.Late, _rig.Counters.Late));
    }

    [Fact]
    public void A_link_with_many_calls_carries_them_on_one_timeslot_label_and_passes_any_colour_code()
    {
        FarEnd node = _rig.OpenLink(5, colorCode: null, manyCalls: true);
        Talker[] talkers = [.. Enumerable.Range(0, 3).Select(i => new Talker { Repeater = default, Source = new RadioId(100u + (uint)i), Target = 2000u + (uint)i, ColorCode = new ColorCode((byte)(7 + i)) })];
        List<byte[]>[] spurts = [.. talkers.Select(talker => talker.Spurt())];
        List<byte[]>[] sealed1 = [.. spurts.Select(spurt => node.Seal(spurt))];
        for (int burst = 0; burst < 8; burst++)
        {
            for (int call = 0; call < 3; call++)
            {
                _rig.ReceiveVoice(node.Address, sealed1[call][burst]);
                if (burst == 0) _rig.Grant(_rig.LastStream, _rig.To(call + 1), _rig.To(4, call == 2 ? Timeslot.One : Timeslot.Two));
            }
        }

        Assert.Equal(3, _rig.Host.Of(RouterEventKind.StreamEnded).Count(said => said.End == StreamEnd.Terminator));
        // The carriers behind links 1 and 2 and the repeater have colour code 1: slot types and EMBs are rewritten, voice is not.
        foreach ((List<SentBurst> sent, int call) in new[] { (_rig.HeardAt(_first), 0), (_rig.HeardAt(_second), 1), (_rig.SentTo(3), 2) })
        {
            Transmission heard = Assert.Single(Transmission.Of(sent));
            Assert.Equal(8, heard.Bursts.Count);
            Assert.True(SlotType.TryRead(heard.Bursts[0].Payload, out SlotType type, out _));
            Assert.Equal(new ColorCode(1), type.ColorCode);
            Assert.Equal(spurts[call].Select(dmrd => dmrd[20..32]), heard.Bursts.Select(burst => burst.Payload[..12]));
        }

        // Towards the node they pass as they came, whatever colour code they have.
        _rig.Receive(3, _talker.Header());
        _rig.Grant(_rig.LastStream, _rig.To(5), _rig.To(1));
        byte[] voice = _talker.Voice(1);
        _rig.Receive(3, voice);
        Assert.Equal(voice[20..53], _rig.HeardAt(node)[^1].Payload);
    }

    [Fact]
    public void Data_crosses_as_it_came_without_a_header_made()
    {
        byte[][] data = [_talker.Data(), _talker.Data(DmrdBurst.DataHeader), _talker.Data(DmrdBurst.Rate12Data)];
        var spurt = new LinkSpurt();
        foreach (byte[] dmrd in data)
        {
            _rig.ReceiveVoice(_first.Address, _first.Seal(spurt, dmrd));
            if (_rig.Sent.Count == 0) _rig.Grant(_rig.LastStream, _rig.To(2), _rig.To(3));
        }

        Assert.Equal(PayloadsOf(data), PayloadsOf(_rig.HeardAt(_second)));
        Assert.Equal(PayloadsOf(data), PayloadsOf(_rig.SentTo(3)));
        Assert.Equal(StreamKind.Data, Started.StreamKind);
    }

    [Fact]
    public void A_spurt_that_is_about_to_use_up_its_place_goes_on_as_another_one()
    {
        _rig.Receive(3, _talker.Header());
        _rig.Grant(_rig.LastStream, _rig.To(1), _rig.To(4));
        for (int i = 0; i < 3; i++) _rig.Receive(3, _talker.Voice(i));
        byte[] nowhere = new byte[VoiceLinkPacket.Longest];
        for (int i = 0; i < LargestAge; i++) _first.Near.Seal(new LinkSpurt(), default, new byte[33], 1, nowhere);
        for (int i = 3; i < 6; i++) _rig.Receive(3, _talker.Voice(i));
        _rig.Receive(3, _talker.Terminator());

        List<Transmission> heard = Transmission.Of(_rig.HeardAt(_first));
        Assert.Equal([5, 5], heard.Select(each => each.Bursts.Count));
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceD], heard[1].Bursts.Take(2).Select(burst => burst.Burst));
        Assert.True(heard[1].Stream > LargestAge);
        Assert.Equal(8, Assert.Single(Transmission.Of(_rig.SentTo(4))).Bursts.Count);
    }
}
