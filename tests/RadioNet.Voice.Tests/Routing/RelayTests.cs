using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Routing;
using static RadioNet.Voice.Tests.Routing.RelayRig;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>Orders to relay what comes from other nodes: nodes behind ports 1 and 2, repeaters 3 and 4.</summary>
public sealed class RelayTests
{
    private readonly RelayRig _relays = new();
    private readonly RouterRig _rig;
    private readonly FarEnd _above;
    private readonly FarEnd _below;
    private readonly Talker _talker;

    public RelayTests() => (_rig, _above, _below, _talker) = (_relays.Router, _relays.Above, _relays.Below, _relays.Talker);

    public static TheoryData<int, int> DelaysAndSpacings => DecisionTests.DelaysAndSpacings;

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
        foreach (byte[] dmrd in _talker.Spurt(2)) _relays.Say(_above, spoken, dmrd);
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
        _relays.Say(_above, spoken, _talker.Header());
        for (int i = 0; i < 4; i++) _relays.Say(_above, spoken, _talker.Voice(i));
        _rig.Relay(Call, Spurt, 1, repeater, link);
        _relays.Say(_above, spoken, _talker.Voice(4));
        _rig.Relay(Call, Spurt, 1, link);
        _relays.Say(_above, spoken, _talker.Voice(5));
        _rig.EndRelay(Call, Spurt);
        _relays.Say(_above, spoken, _talker.Voice(0));

        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceE, DmrdBurst.VoiceF, DmrdBurst.Terminator], KindsOf(Assert.Single(Transmission.Of(_rig.HeardAt(_below))).Bursts));
        Assert.Equal(7, Assert.Single(Transmission.Of(_rig.SentTo(3))).Bursts.Count);
        Assert.Equal((0L, 1L), (_rig.Counters.Relays, _rig.Counters.RefusedDropped));

        // Ordered again while it is still spoken, it goes on with a header.
        _rig.Relay(Call, Spurt, 1, _rig.To(3));
        _relays.Say(_above, spoken, _talker.Voice(1));
        _relays.Say(_above, spoken, _talker.Terminator());
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
        _relays.Say(_above, spoken, _talker.Header());
        _relays.Say(_above, spoken, _talker.Voice(0));
        byte[] late = _above.Seal(spoken, _talker.Voice(1), Call, Spurt);
        _relays.Say(_above, spoken, _talker.Voice(2));
        _rig.Advance(600);
        Assert.Single(Transmission.Of(_rig.SentTo(3)));

        // What the link held for all that time is late; the same SSRC and, later, another one are the spurt again.
        _rig.ReceiveVoice(_above.Address, late);
        Assert.Equal(1, _rig.Counters.Late);
        _relays.Say(_above, spoken, _talker.Voice(3));
        _relays.Say(_above, spoken, _talker.Terminator());
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
        foreach (byte[] dmrd in spurt.Take(5)) _relays.Say(_above, spoken, dmrd);

        if (!orderFirst) _relays.Say(_above, spoken, spurt[5], other);
        _rig.Relay(other, Spurt, 1, same, _rig.To(4), _rig.To(2));
        if (orderFirst) _relays.Say(_above, spoken, spurt[5]);
        _rig.EndRelay(Call, Spurt);
        foreach (byte[] dmrd in spurt.Skip(6)) _relays.Say(_above, spoken, dmrd, other);

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
        _relays.Say(_above, spoken, _talker.Header());
        _rig.EndRelay(Call + 1, Spurt);
        _relays.Say(_above, spoken, _talker.Voice(0));
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
}
