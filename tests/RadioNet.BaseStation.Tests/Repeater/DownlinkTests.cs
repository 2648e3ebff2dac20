using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;
using ServiceOptions = RadioNet.Protocols.Dmr.ServiceOptions;

namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>From the node to the air.</summary>
public sealed class DownlinkTests
{
    private static readonly ColorCode One = new(1);

    private readonly Air _air = new(Air.Group(), One);

    [Fact]
    public void A_call_is_played_whole_and_its_delay_is_the_buffers_and_the_modems()
    {
        var rig = Awake();
        rig.ReceiveCall(Timeslot.One, _air, stream: 5, voice: 30);
        var first = rig.Now + TimeSpan.FromMilliseconds(60);
        rig.Run(600);
        Assert.InRange(rig.Repeater.PlayoutDelay(Timeslot.One).TotalMilliseconds, 120, 180);
        rig.Run(4000);
        UplinkTests.AssertSpeech(rig, Timeslot.One, _air, 30, Enumerable.Range(0, 30));
        Assert.Equal([_air.LinkControl], rig.Aired(Timeslot.One).Streams);

        var ended = rig.Of(RepeaterEventKind.DownlinkEnded).Single();
        Assert.Equal(SpurtEnd.Terminated, ended.Why);
        Assert.Equal((30, 0, 0, 0, 0, 0), (ended.Playout.Played, ended.Playout.Concealed, ended.Playout.Late, ended.Playout.Dropped, ended.Playout.HeadersRebuilt, ended.Playout.TerminatorsRebuilt));
        Assert.Equal(TimeSpan.FromMilliseconds(120), ended.Playout.JitterDelay);

        // From when the node sent the first voice burst to when it is on the air: the buffer, and what waits in the modem.
        var aired = rig.OnAir.First(turn => turn.Burst is not null && _air.NumberOf(turn.Burst, 1) == 0).At;
        Assert.InRange((aired - first).TotalMilliseconds, 240, 420);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(17.0)]
    [InlineData(59.0)]
    public void Bursts_that_come_unevenly_within_the_buffer_are_played_without_a_gap(double phase)
    {
        var rig = Awake(TimeSpan.FromMilliseconds(phase));
        var random = new Random(4);
        rig.ReceiveCall(Timeslot.Two, _air, stream: 5, voice: 300, delay: place => place == 0 ? 0 : random.NextDouble() * 120);
        rig.Run(25_000);
        UplinkTests.AssertSpeech(rig, Timeslot.Two, _air, 300, Enumerable.Range(0, 300));
    }

    [Fact]
    public void Bursts_that_overtake_each_other_or_come_twice_are_put_in_order()
    {
        var rig = Awake();
        rig.ReceiveCall(Timeslot.Two, _air, stream: 5, voice: 30, delay: place => place % 5 == 2 ? 100 : 0);
        rig.ReceiveCall(Timeslot.Two, _air, stream: 5, voice: 30, delay: _ => 5, isLost: place => place % 3 != 0);
        rig.Run(5000);
        UplinkTests.AssertSpeech(rig, Timeslot.Two, _air, 30, Enumerable.Range(0, 30));
        Assert.Equal(11, rig.Of(RepeaterEventKind.DownlinkEnded).Single().Playout.Duplicates);
    }

    [Fact]
    public void A_modem_whose_clock_is_fast_does_not_lose_bursts_that_others_overtook()
    {
        var rig = Awake();
        rig.Turn = TimeSpan.FromMilliseconds(59.8);
        rig.ReceiveCall(Timeslot.Two, _air, stream: 5, voice: 300, delay: place => place % 5 == 2 ? 100 : 0);
        rig.Run(25_000);
        UplinkTests.AssertSpeech(rig, Timeslot.Two, _air, 300, Enumerable.Range(0, 300));
    }

    [Fact]
    public void A_stall_that_is_longer_than_the_buffer_may_use_up_what_the_modem_has()
    {
        var rig = Awake();
        rig.ReceiveCall(Timeslot.Two, _air, stream: 5, voice: 60, delay: place => place is >= 30 and <= 33 ? 190 - 60 * (place - 30) : 0);
        rig.Run(6000);
        UplinkTests.AssertSpeech(rig, Timeslot.Two, _air, 60, Enumerable.Range(0, 60));
    }

    [Fact]
    public void Lost_bursts_are_put_in_and_the_link_control_stays_whole()
    {
        var rig = Awake();
        rig.ReceiveCall(Timeslot.One, _air, stream: 5, voice: 36, isLost: place => place is 4 or 9 or 10 or 20);
        rig.Run(5000);
        var played = UplinkTests.Speech(rig, Timeslot.One).Select(burst => _air.NumberOf(burst, 36)).ToList();
        Assert.Equal([0, 1, 2, 2, 4, 5, 6, 7, 7, -1, 10], played.Take(11));
        Assert.Equal(36, played.Count);
        Assert.Equal(4, rig.Of(RepeaterEventKind.DownlinkEnded).Single().Playout.Concealed);
        Assert.Equal(Enumerable.Repeat(_air.LinkControl, 6), rig.Sent(Timeslot.One).Embedded);
    }

    [Fact]
    public void Bursts_lost_in_a_row_are_put_in_once()
    {
        var rig = Awake();
        rig.ReceiveCall(Timeslot.One, _air, stream: 5, voice: 36, isLost: place => place is > 10 and < 17);
        rig.Run(5000);
        Assert.Equal(36, UplinkTests.Speech(rig, Timeslot.One).Count());
        Assert.Equal((30, 6), (rig.Of(RepeaterEventKind.DownlinkEnded).Single().Playout.Played, rig.Of(RepeaterEventKind.DownlinkEnded).Single().Playout.Concealed));
    }

    [Fact]
    public void Talker_alias_and_position_are_relayed_whole_past_lost_bursts()
    {
        Span<LinkControl> alias = new LinkControl[TalkerAlias.MostMessages];
        Assert.True(TalkerAlias.TrySplit("PCCC 01 Tân Lợi", TalkerAliasFormat.Utf8, alias, out int count));
        LinkControl[] messages = [.. alias[..count], GpsInfo.FromDegrees(12.6797, 108.0447, PositionError.Below20Metres).ToLinkControl()];
        var rig = Awake();
        rig.ReceiveCall(
            Timeslot.One, _air, stream: 5, voice: 6 * 10,
            isLost: place => place == 1 + 6 * 2 + 3,
            message: superframe => superframe % 2 == 0 ? null : messages[superframe / 2 % messages.Length]);
        rig.Run(8000);
        var others = rig.Sent(Timeslot.One).Embedded.Where(lc => lc != _air.LinkControl).ToList();
        Assert.Equal([messages[0], messages[1], messages[2], messages[3]], others.Take(4));
        Assert.Equal(_air.LinkControl, rig.Sent(Timeslot.One).Embedded[0]);
    }

    [Theory]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 0, 1, 2, 3 })]
    public void A_lost_header_is_made_of_the_addresses(int[] lost)
    {
        var rig = Awake();
        rig.ReceiveCall(Timeslot.One, _air, stream: 5, voice: 24, isLost: lost.Contains);
        rig.Run(4000);
        Assert.Equal([_air.LinkControl], rig.Aired(Timeslot.One).Streams);
        Assert.Equal(1, rig.Of(RepeaterEventKind.DownlinkEnded).Single().Playout.HeadersRebuilt);
        UplinkTests.AssertSpeech(rig, Timeslot.One, _air, 24, Enumerable.Range(lost.Length == 1 ? 0 : 6, lost.Length == 1 ? 24 : 18));
    }

    [Fact]
    public void A_first_burst_that_is_lost_is_silence_and_the_superframe_is_kept()
    {
        var rig = Awake();
        rig.ReceiveCall(Timeslot.One, _air, stream: 5, voice: 12, isLost: place => place is 1 or 2);
        rig.Run(3000);
        UplinkTests.AssertSpeech(rig, Timeslot.One, _air, 12, [-1, -1, .. Enumerable.Range(2, 10)]);
    }

    [Fact]
    public void A_stream_that_dies_is_completed_and_gets_its_terminator()
    {
        var rig = Awake();
        rig.ReceiveCall(Timeslot.One, _air, stream: 5, voice: 20, isLost: place => place > 15);
        rig.Run(4000);
        var ended = rig.Of(RepeaterEventKind.DownlinkEnded).Single();
        Assert.Equal((SpurtEnd.Silent, 15, 1), (ended.Why, ended.Playout.Played, ended.Playout.TerminatorsRebuilt));
        Assert.Equal([_air.LinkControl], rig.Aired(Timeslot.One).Streams);
        Assert.Equal(0, UplinkTests.Speech(rig, Timeslot.One).Count() % 6);
    }

    [Fact]
    public void The_next_talker_follows_the_last_one_though_his_terminator_was_lost()
    {
        var second = new Air(Air.Group(source: 4520002), One);
        var rig = Awake();
        rig.ReceiveCall(Timeslot.One, _air, stream: 5, voice: 12, isLost: place => place == 13);
        rig.In(60 * 14, () => rig.ReceiveCall(Timeslot.One, second, stream: 6, voice: 12));
        rig.Run(4000);
        Assert.Equal([_air.LinkControl, second.LinkControl], rig.Aired(Timeslot.One).Streams);
        Assert.Equal([SpurtEnd.Replaced, SpurtEnd.Terminated], rig.Of(RepeaterEventKind.DownlinkEnded).Select(said => said.Why));
        Assert.Equal(Enumerable.Range(0, 12), UplinkTests.Speech(rig, Timeslot.One).Select(burst => second.NumberOf(burst, 12)).Where(number => number >= 0));
    }

    [Fact]
    public void A_link_that_becomes_slower_costs_a_pause_and_no_word()
    {
        var rig = Awake();
        rig.ReceiveCall(Timeslot.One, _air, stream: 5, voice: 60, delay: place => place > 20 ? 300 : 0);
        rig.Run(8000);
        var played = UplinkTests.Speech(rig, Timeslot.One).Select(burst => _air.NumberOf(burst, 60)).ToList();
        Assert.Equal(Enumerable.Range(0, 60), played.Where(number => number >= 0).Distinct());
        Assert.Equal(0, rig.Of(RepeaterEventKind.DownlinkEnded).Single().Playout.Late);
        Assert.InRange(rig.Repeater.JitterDelay(Timeslot.One).TotalMilliseconds, 240, 300);
    }

    [Fact]
    public void A_calm_link_makes_the_buffer_shorter_in_the_end()
    {
        var rig = Awake();
        for (uint call = 0; call < 4; call++)
        {
            rig.ReceiveCall(Timeslot.One, _air, stream: call, voice: 300);
            rig.Run(20_000);
        }

        Assert.Equal(60, rig.Repeater.JitterDelay(Timeslot.One).TotalMilliseconds);
        Assert.Equal([120.0, 60.0], rig.Of(RepeaterEventKind.DownlinkEnded).Select(said => said.Playout.JitterDelay.TotalMilliseconds).Where((_, i) => i is 0 or 3));
    }

    [Fact]
    public void Enciphered_bursts_keep_their_place_in_the_superframe()
    {
        var air = new Air(Air.Group(options: ServiceOptions.PrivacyBit), One);
        var rig = Awake();
        rig.ReceiveCall(Timeslot.One, air, stream: 5, voice: 36, delay: place => place is > 14 and < 22 ? 290 : 0);
        rig.Run(6000);
        int position = 0;
        foreach (byte[] burst in UplinkTests.Speech(rig, Timeslot.One))
        {
            int number = air.NumberOf(burst, 36);
            if (number >= 0 && !IsRepeat(number)) Assert.Equal(position % 6, number % 6);
            position++;
        }

        // What is put in for a lost burst is the one before it once more.
        bool IsRepeat(int number) => number % 6 != position % 6 && (number + 1) % 6 == position % 6;
    }

    [Fact]
    public void A_radio_displaces_the_network_and_it_joins_again_with_a_header_when_the_radio_is_done()
    {
        var radio = new Air(Air.Group(1002, 4520009), One);
        var rig = Awake();
        rig.ReceiveCall(Timeslot.One, _air, stream: 5, voice: 120);
        rig.In(2000, () => rig.HearCall(Timeslot.One, radio, voice: 24));
        rig.Run(10_000);
        Assert.Equal([_air.LinkControl, radio.LinkControl, _air.LinkControl], rig.Sent(Timeslot.One).Streams);
        Assert.Equal([_air.LinkControl, radio.LinkControl, _air.LinkControl], rig.Aired(Timeslot.One).Streams);
        var played = UplinkTests.Speech(rig, Timeslot.One).Select(burst => radio.NumberOf(burst, 24)).ToList();
        Assert.Equal(Enumerable.Range(0, 24), played.Skip(played.IndexOf(0)).Take(24));
        Assert.Equal([SpurtEnd.Displaced, SpurtEnd.Terminated], rig.Of(RepeaterEventKind.DownlinkEnded).Select(said => said.Why));
        Assert.Equal([0, 1], rig.Of(RepeaterEventKind.DownlinkEnded).Select(said => said.Playout.HeadersRebuilt));
    }

    [Fact]
    public void The_other_timeslot_is_not_displaced()
    {
        var radio = new Air(Air.Group(1002, 4520009), One);
        var rig = Awake();
        rig.ReceiveCall(Timeslot.Two, _air, stream: 5, voice: 60);
        rig.In(1000, () => rig.HearCall(Timeslot.One, radio, voice: 24));
        rig.Run(6000);
        UplinkTests.AssertSpeech(rig, Timeslot.Two, _air, 60, Enumerable.Range(0, 60));
        UplinkTests.AssertSpeech(rig, Timeslot.One, radio, 24, Enumerable.Range(0, 24));
    }

    [Fact]
    public void Without_local_repeat_a_radio_still_has_its_timeslot()
    {
        var radio = new Air(Air.Group(1002, 4520009), One);
        var rig = Awake(settings: new RepeaterSettings { LocalRepeat = false });
        rig.ReceiveCall(Timeslot.One, _air, stream: 5, voice: 100);
        rig.In(1000, () => rig.HearCall(Timeslot.One, radio, voice: 24));
        rig.Run(9000);
        Assert.Equal([_air.LinkControl, _air.LinkControl], rig.Aired(Timeslot.One).Streams);
        Assert.DoesNotContain(UplinkTests.Speech(rig, Timeslot.One), burst => radio.NumberOf(burst, 24) >= 0);
    }

    [Fact]
    public void A_denied_radios_timeslot_is_the_networks_again()
    {
        var radio = new Air(Air.Group(1002, 4520009), One);
        var rig = Awake();
        rig.ReceiveCall(Timeslot.One, _air, stream: 5, voice: 100);
        rig.In(1000, () => rig.HearCall(Timeslot.One, radio, voice: 60));
        rig.In(2000, () => rig.Repeater.OnDecision(Timeslot.One, new RadioId(4520009), 1002, FloorOutcome.Denied, Reason.Busy, rig.Now));
        rig.Run(3300);
        Assert.Equal(_air.LinkControl, rig.Aired(Timeslot.One).Open);
        rig.Run(8000);
        Assert.Equal([_air.LinkControl, radio.LinkControl, _air.LinkControl], rig.Aired(Timeslot.One).Streams);
    }

    [Fact]
    public void When_the_link_falls_what_it_plays_is_completed_and_a_new_session_counts_anew()
    {
        var rig = Awake();
        rig.ReceiveCall(Timeslot.One, _air, stream: 900, voice: 60);
        rig.In(1000, () => rig.Repeater.OnLinkState(isUp: false, rig.Now));
        rig.Run(6000);
        Assert.Equal(SpurtEnd.LinkDown, rig.Of(RepeaterEventKind.DownlinkEnded).Single().Why);
        Assert.Equal([_air.LinkControl], rig.Aired(Timeslot.One).Streams);
        rig.Repeater.OnLinkState(isUp: true, rig.Now);
        rig.ReceiveCall(Timeslot.One, _air, stream: 0, voice: 12);
        rig.Run(3000);
        Assert.Equal(2, rig.Aired(Timeslot.One).Streams.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public void A_new_links_stream_is_not_taken_for_the_one_of_the_same_number_that_is_being_completed(double pause)
    {
        var second = new Air(Air.Group(1002, 4520002), One);
        var rig = Awake();
        rig.ReceiveCall(Timeslot.One, _air, stream: 0, voice: 30, isLost: place => place > 18);
        rig.In(1100, () => rig.Repeater.OnLinkState(isUp: false, rig.Now));
        rig.In(1100 + pause, () =>
        {
            rig.Repeater.OnLinkState(isUp: true, rig.Now);
            rig.ReceiveCall(Timeslot.One, second, stream: 0, voice: 12);
        });
        rig.Run(5000);
        Assert.Equal([_air.LinkControl, second.LinkControl], rig.Aired(Timeslot.One).Streams);
        Assert.Equal([SpurtEnd.LinkDown, SpurtEnd.Terminated], rig.Of(RepeaterEventKind.DownlinkEnded).Select(said => said.Why));
        Assert.Equal(Enumerable.Range(0, 12), UplinkTests.Speech(rig, Timeslot.One).Select(burst => second.NumberOf(burst, 12)).Where(number => number >= 0));
    }

    [Fact]
    public void A_stream_that_a_radio_displaced_is_not_joined_again_on_another_link()
    {
        var radio = new Air(Air.Group(1002, 4520009), One);
        var rig = Awake();
        rig.ReceiveCall(Timeslot.One, _air, stream: 0, voice: 30);
        rig.In(1000, () => rig.HearCall(Timeslot.One, radio, voice: 0));
        rig.In(1070, () => rig.Repeater.OnLinkState(isUp: false, rig.Now));
        rig.Run(5000);
        Assert.Equal([_air.LinkControl, radio.LinkControl], rig.Aired(Timeslot.One).Streams);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(-1000)]
    [InlineData(4_000_000)]
    [InlineData(-4_000_000)]
    public void A_burst_whose_place_can_not_be_changes_nothing(int place)
    {
        var rig = Awake();
        rig.ReceiveCall(Timeslot.Two, _air, stream: 5, voice: 60);
        rig.In(1000, () => rig.Receive(Timeslot.Two, _air.LinkControl, 5, place, Air.Kind(0), _air.Voice(0)));
        rig.Run(6000);
        UplinkTests.AssertSpeech(rig, Timeslot.Two, _air, 60, Enumerable.Range(0, 60));
        var played = rig.Of(RepeaterEventKind.DownlinkEnded).Single().Playout;
        Assert.Equal((60, 0, 1), (played.Played, played.Concealed, played.Late));
        Assert.InRange(rig.Repeater.JitterDelay(Timeslot.Two).TotalMilliseconds, 60, 120);
    }

    [Fact]
    public void Bursts_of_a_stream_that_is_over_are_stray()
    {
        var rig = Awake();
        rig.ReceiveCall(Timeslot.One, _air, stream: 5, voice: 12);
        rig.Run(3000);
        rig.Receive(Timeslot.One, _air.LinkControl, 5, 7, Air.Kind(6), _air.Voice(6));
        rig.Receive(Timeslot.One, _air.LinkControl, 4, 7, Air.Kind(6), _air.Voice(6));
        rig.Receive(Timeslot.One, _air.LinkControl, 9, 7, DmrdBurst.Terminator, _air.Terminator());
        rig.Receive(Timeslot.One, _air.LinkControl, 9, 7, DmrdBurst.Idle, _air.Header());
        rig.Run(2000);
        Assert.Equal(4, rig.Repeater.Counters.Stray);
        Assert.Single(rig.Aired(Timeslot.One).Streams);
    }

    [Fact]
    public void A_private_call_and_a_PI_header_are_played()
    {
        var lc = LinkControl.UnitVoice(new RadioId(4520003), new RadioId(4520001), new ServiceOptions(ServiceOptions.PrivacyBit));
        var air = new Air(lc, One);
        byte[] pi = new byte[33];
        new PrivacyHeader(0x21, (FeatureSetId)0x10, 1, 0xCAFE_8123, 4520003).WriteBurst(pi, new ColorCode(3), SyncPattern.MobileData);
        var rig = Awake();
        rig.Receive(Timeslot.Two, lc, 1, 0, DmrdBurst.VoiceHeader, air.Header());
        rig.In(60, () => rig.Receive(Timeslot.Two, lc, 1, 1, DmrdBurst.PrivacyHeader, pi));
        for (int i = 0; i < 6; i++)
        {
            int number = i;
            rig.In(120 + 60 * i, () => rig.Receive(Timeslot.Two, lc, 1, number + 2, Air.Kind(number), air.Voice(number)));
        }

        rig.In(480, () => rig.Receive(Timeslot.Two, lc, 1, 8, DmrdBurst.Terminator, air.Terminator()));
        rig.Run(3000);
        var sent = rig.Bursts(Timeslot.Two).ToList();
        Assert.Equal([lc], rig.Aired(Timeslot.Two).Streams);
        Assert.Single(sent, burst => PrivacyHeader.TryReadBurst(burst, out _, out _) && SlotType.TryRead(burst, out var type) && type == new SlotType(One, DataType.PrivacyHeader));
        UplinkTests.AssertSpeech(rig, Timeslot.Two, air, 6, Enumerable.Range(0, 6));
        Assert.Contains(rig.Frames, frame => frame.Frame[2] == (byte)ModemCommand.DmrShortLc && IsActivity(frame.Frame, SlotActivity.UnitVoice, 4520003));
    }

    internal static RepeaterRig Awake(TimeSpan phase = default, RepeaterSettings? settings = null)
    {
        var rig = new RepeaterRig(settings, phase: phase);
        rig.Hear(Timeslot.One, DmrControl.FromDataType(DataType.Csbk, isIdleReceive: true), TransmitterTests.WakeUp());
        rig.Run(1000);
        Assert.True(rig.Repeater.IsTransmitting);
        return rig;
    }

    internal static bool IsActivity(byte[] frame, SlotActivity slot2, uint target) =>
        ModemFrame.TryRead(frame, out var read) && DmrShortLc.TryRead(read, out var shortLc)
        && ActivityUpdate.TryRead(shortLc.Message, out var update) && update.Slot2 == slot2 && update.Hash2 == ActivityUpdate.HashOf(target);
}
