using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;
using ServiceOptions = RadioNet.Protocols.Dmr.ServiceOptions;

namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>From the air to the node, and back to the air.</summary>
public sealed class UplinkTests
{
    private static readonly ColorCode One = new(1);

    private readonly Air _air = new(Air.Group(), One);

    [Fact]
    public void A_call_is_told_sent_and_repeated_whole()
    {
        var rig = new RepeaterRig();
        rig.HearCall(Timeslot.One, _air, voice: 18, dbm: -97);
        rig.Run(4000);

        Assert.Equal(
            [RepeaterEventKind.SpurtStarted, RepeaterEventKind.SpurtEnded],
            rig.Events.Where(said => said.Slot == Timeslot.One).Select(said => said.Kind));
        var ended = rig.Of(RepeaterEventKind.SpurtEnded).Single();
        Assert.Equal(new Reception(21, 0, 0, 18 * 141, -97, -97, -97), ended.Reception);
        Assert.Equal(0.0, ended.Reception.BitErrorPercent);
        Assert.Equal(SpurtEnd.Terminated, ended.Why);

        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceHeader, .. Enumerable.Range(0, 18).Select(Air.Kind), DmrdBurst.Terminator], rig.ToNetwork.Select(sent => sent.Head.Burst));
        Assert.True(rig.ToNetwork[0].Place.Begins);
        Assert.All(rig.ToNetwork.Skip(1), sent => Assert.Equal((false, 1), (sent.Place.Begins, sent.Place.Ahead)));
        Assert.Equal(Enumerable.Repeat(false, 20).Append(true), rig.ToNetwork.Select(sent => sent.Place.Ends));
        Assert.Equal(Enumerable.Range(0, 18).Select(n => Convert.ToHexString(_air.Voice(n))), rig.ToNetwork.Skip(2).Take(18).Select(sent => Convert.ToHexString(sent.Burst)));
        AssertSpeech(rig, Timeslot.One, _air, 18, Enumerable.Range(0, 18));
        Assert.Equal([_air.LinkControl], rig.Aired(Timeslot.One).Streams);
    }

    [Fact]
    public void A_call_whose_header_was_lost_starts_at_burst_E_with_all_of_its_superframe()
    {
        var rig = new RepeaterRig();
        rig.HearCall(Timeslot.One, _air, voice: 12, headers: 0);
        rig.Run(230);
        Assert.Empty(rig.ToNetwork);
        rig.Run(20);
        Assert.Equal([DmrdBurst.VoiceHeader, .. Enumerable.Range(0, 5).Select(Air.Kind)], rig.ToNetwork.Select(sent => sent.Head.Burst));
        Assert.Equal([0u, 240_000, 180_000, 120_000, 60_000, 0], rig.ToNetwork.Select(sent => sent.Head.Hops[0]));
        rig.Run(3000);

        Assert.Equal(_air.LinkControl, ReadHeader(rig.ToNetwork[0].Burst));
        Assert.Equal(14, rig.ToNetwork.Count);
        Assert.True(rig.Of(RepeaterEventKind.SpurtStarted).Single().LateEntry);
        AssertSpeech(rig, Timeslot.One, _air, 12, Enumerable.Range(0, 12));
    }

    [Fact]
    public void A_call_joined_within_a_superframe_starts_with_the_next_one()
    {
        var rig = new RepeaterRig();
        rig.HearCall(Timeslot.One, _air, voice: 18, headers: 0, isLost: number => number < 2);
        rig.Run(3000);
        Assert.Equal([DmrdBurst.VoiceHeader, .. Enumerable.Range(6, 12).Select(Air.Kind), DmrdBurst.Terminator], rig.ToNetwork.Select(sent => sent.Head.Burst));
        AssertSpeech(rig, Timeslot.One, _air, 18, Enumerable.Range(6, 12));
    }

    [Fact]
    public void Missing_bursts_are_counted_told_to_the_node_and_put_in_on_the_air()
    {
        var rig = new RepeaterRig();
        int[] lost = [3, 4, 9];
        rig.HearCall(Timeslot.Two, _air, voice: 18, isLost: lost.Contains);
        rig.Run(4000);
        var reception = rig.Of(RepeaterEventKind.SpurtEnded).Single().Reception;
        Assert.Equal((18, 3), (reception.Bursts, reception.Lost));
        var ahead = rig.ToNetwork.Where(sent => sent.Place.Ahead > 1).Select(sent => (sent.Head.Burst, sent.Place.Ahead));
        Assert.Equal([(Air.Kind(5), 3), (Air.Kind(10), 2)], ahead);

        // A lost burst is the one before it once more, then silence.
        var played = Speech(rig, Timeslot.Two).Select(burst => _air.NumberOf(burst, 18)).ToList();
        Assert.Equal([0, 1, 2, 2, -1, 5, 6, 7, 8, 8, 10, 11, 12, 13, 14, 15, 16, 17], played);
    }

    [Fact]
    public void A_whole_superframe_that_is_missing_is_counted_by_the_clock()
    {
        var rig = new RepeaterRig();
        rig.HearCall(Timeslot.Two, _air, voice: 18, isLost: number => number is >= 4 and <= 10);
        rig.Run(4000);
        Assert.Equal(7, rig.Of(RepeaterEventKind.SpurtEnded).Single().Reception.Lost);
        Assert.Contains(rig.ToNetwork, sent => sent.Place.Ahead == 8);
    }

    [Theory]
    [InlineData(true, SpurtEnd.SignalLost)]
    [InlineData(false, SpurtEnd.Silent)]
    public void A_radio_that_vanishes_gets_its_terminator_here(bool modemSays, SpurtEnd why)
    {
        var rig = new RepeaterRig();
        rig.HearCall(Timeslot.One, _air, voice: 8, terminator: false);
        if (modemSays) rig.In(60 * 10 + 100, () => rig.Repeater.OnAirLost(Timeslot.One, rig.Now));
        rig.Run(3000);
        Assert.Equal(why, rig.Of(RepeaterEventKind.SpurtEnded).Single().Why);
        var (head, burst, place) = rig.ToNetwork[^1];
        Assert.Equal((DmrdBurst.Terminator, true), (head.Burst, place.Ends));
        Assert.True(FullLinkControl.TryReadTerminator(burst, out var lc) && lc == _air.LinkControl);
        Assert.Equal([_air.LinkControl], rig.Aired(Timeslot.One).Streams);
    }

    [Fact]
    public void A_terminator_ends_a_stream_though_silence_was_played_in_its_place()
    {
        var rig = DownlinkTests.Awake(settings: new RepeaterSettings { JitterLeast = TimeSpan.Zero, JitterStart = TimeSpan.Zero, JitterMost = TimeSpan.Zero });
        rig.HearCall(Timeslot.One, _air, voice: 8, terminator: false);
        rig.Run(3000);
        Assert.Equal([_air.LinkControl], rig.Aired(Timeslot.One).Streams);
        Assert.False(rig.Aired(Timeslot.One).IsOpen);
    }

    [Fact]
    public void Half_a_second_of_silence_ends_a_spurt_and_not_less()
    {
        var rig = new RepeaterRig();
        rig.HearCall(Timeslot.One, _air, voice: 2, headers: 1, terminator: false);
        rig.Run(120 + 499);
        Assert.Empty(rig.Of(RepeaterEventKind.SpurtEnded));
        rig.Run(1);
        Assert.Single(rig.Of(RepeaterEventKind.SpurtEnded));
    }

    [Fact]
    public void Bursts_of_another_color_code_are_not_ours()
    {
        var foreign = new Air(Air.Group(9, 77), new ColorCode(2));
        var rig = new RepeaterRig();
        rig.HearCall(Timeslot.One, foreign, voice: 12);
        rig.Run(2000);
        Assert.Empty(rig.ToNetwork);
        Assert.Empty(rig.Events);
        Assert.Empty(rig.Frames);
        Assert.True(rig.Repeater.Counters.Foreign >= 12);
    }

    [Fact]
    public void Bursts_of_another_color_code_within_a_call_are_missing_bursts()
    {
        var foreign = new Air(Air.Group(9, 77), new ColorCode(2));
        var rig = new RepeaterRig();
        rig.HearCall(Timeslot.One, _air, voice: 12, isLost: number => number is 7 or 8);
        rig.In(60 * 9, () => rig.Hear(Timeslot.One, Air.Control(7), foreign.Voice(7)));
        rig.In(60 * 10, () => rig.Hear(Timeslot.One, Air.Control(8), foreign.Voice(8)));
        rig.Run(3000);
        Assert.Equal(2, rig.Of(RepeaterEventKind.SpurtEnded).Single().Reception.Lost);
        Assert.Equal(2, rig.Repeater.Counters.Foreign);
        Assert.DoesNotContain(rig.ToNetwork, sent => foreign.NumberOf(sent.Burst, 12) >= 0);
    }

    [Fact]
    public void A_refused_radio_is_heard_nowhere()
    {
        AccessRequest? asked = null;
        var rig = new RepeaterRig(access: (in AccessRequest request) =>
        {
            asked = request;
            return Reason.NotAllowed;
        });
        rig.HearCall(Timeslot.Two, _air, voice: 12);
        rig.Run(2000);
        var refused = Assert.Single(rig.Events);
        Assert.Equal((RepeaterEventKind.SpurtRefused, Reason.NotAllowed), (refused.Kind, refused.Reason));
        Assert.Equal(new AccessRequest(AccessKind.Voice, Timeslot.Two, new RadioId(4520001), AddressKind.Group, 1001), asked);
        Assert.Empty(rig.ToNetwork);
        Assert.Empty(rig.Frames);
    }

    [Fact]
    public void Vocoder_frames_are_mended_where_their_codes_can_and_counted()
    {
        var rig = new RepeaterRig();
        rig.Hear(Timeslot.One, DmrControl.FromDataType(DataType.VoiceHeader), _air.Header());
        for (int number = 0; number < 6; number++)
        {
            byte[] burst = _air.Voice(number);
            Flip(burst, 0, 4, 8);                                   // 3 of frame 1's C0
            if (number == 2) Flip(burst, 192, 196, 200, 204);       // 4 of frame 3's C0: beyond correction
            int n = number;
            rig.In(60 * (n + 1), () => rig.Hear(Timeslot.One, Air.Control(n), burst));
        }

        rig.Run(500);
        for (int number = 0; number < 6; number++)
        {
            byte[] expected = _air.Voice(number);
            if (number == 2) Flip(expected, 192, 196, 200, 204);
            Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(rig.ToNetwork[number + 1].Burst));
            Assert.Equal(number == 2 ? 7 : 3, rig.ToNetwork[number + 1].Head.BitErrors);
        }

        rig.Run(1000);
        var reception = rig.Of(RepeaterEventKind.SpurtEnded).Single().Reception;
        Assert.Equal((6 * 3 + 4, 6 * 141), (reception.BitErrors, reception.BitsCounted));
        Assert.Equal(6, rig.Repeater.Counters.Mended);
    }

    [Fact]
    public void Enciphered_speech_passes_as_it_came_and_no_errors_are_counted()
    {
        var air = new Air(Air.Group(options: ServiceOptions.PrivacyBit), One);
        var rig = new RepeaterRig();
        rig.Hear(Timeslot.One, DmrControl.FromDataType(DataType.VoiceHeader), air.Header());
        byte[] burst = air.Voice(0);
        Flip(burst, 0, 4, 8);
        rig.In(60, () => rig.Hear(Timeslot.One, Air.Control(0), burst));
        rig.Run(1500);
        Assert.Equal(Convert.ToHexString(burst), Convert.ToHexString(rig.ToNetwork[1].Burst));
        Assert.Null(rig.Of(RepeaterEventKind.SpurtEnded).Single().Reception.BitErrorPercent);
        Assert.Contains(rig.Bursts(Timeslot.One), sent => sent.AsSpan(0, 13).SequenceEqual(burst.AsSpan(0, 13)));
    }

    [Theory]
    [InlineData(FloorOutcome.Denied)]
    [InlineData(FloorOutcome.Stopped)]
    public void Repeating_ends_when_the_node_denies_or_stops_and_the_node_hears_on(FloorOutcome outcome)
    {
        var rig = new RepeaterRig();
        rig.HearCall(Timeslot.One, _air, voice: 60);
        rig.In(1500, () => rig.Repeater.OnDecision(Timeslot.One, new RadioId(4520001), 1001, outcome, Reason.Busy, rig.Now));
        rig.Run(1400);
        Assert.True(rig.Aired(Timeslot.One).IsOpen);
        rig.Run(1000);
        Assert.False(rig.Aired(Timeslot.One).IsOpen);
        rig.Run(3000);
        Assert.Equal(63, rig.ToNetwork.Count);
        Assert.Single(rig.Sent(Timeslot.One).Streams);
        var ended = rig.Of(RepeaterEventKind.SpurtEnded).Single();
        Assert.Equal((outcome, Reason.Busy), (ended.Outcome, ended.Reason));
    }

    [Fact]
    public void A_radio_that_gets_the_floor_after_all_is_repeated_again_from_the_next_superframe()
    {
        var rig = new RepeaterRig();
        rig.HearCall(Timeslot.One, _air, voice: 60);
        rig.In(1000, () => rig.Repeater.OnDecision(Timeslot.One, new RadioId(4520001), 1001, FloorOutcome.Denied, Reason.Busy, rig.Now));
        rig.In(2000, () => rig.Repeater.OnDecision(Timeslot.One, new RadioId(4520001), 1001, FloorOutcome.Granted, Reason.None, rig.Now));
        rig.Run(6000);
        Assert.Equal([_air.LinkControl, _air.LinkControl], rig.Aired(Timeslot.One).Streams);
        Assert.Equal(59, UplinkTests.Speech(rig, Timeslot.One).Select(burst => _air.NumberOf(burst, 60)).Last());
    }

    [Fact]
    public void A_new_session_of_the_link_gets_the_spurt_with_a_header_again()
    {
        var rig = new RepeaterRig();
        rig.HearCall(Timeslot.One, _air, voice: 30);
        rig.In(1000, () => rig.Repeater.OnLinkState(isUp: true, rig.Now));
        rig.Run(4000);
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceHeader], rig.ToNetwork.Where(sent => sent.Place.Begins).Select(sent => sent.Head.Burst));
        Assert.Equal(1 + 2 + 30 + 1, rig.ToNetwork.Count);
    }

    [Fact]
    public void A_decision_about_another_radio_means_nothing()
    {
        var rig = new RepeaterRig();
        rig.HearCall(Timeslot.One, _air, voice: 30);
        rig.In(500, () => rig.Repeater.OnDecision(Timeslot.One, new RadioId(4520002), 1001, FloorOutcome.Denied, Reason.Busy, rig.Now));
        rig.In(500, () => rig.Repeater.OnDecision(Timeslot.Two, new RadioId(4520001), 1001, FloorOutcome.Denied, Reason.Busy, rig.Now));
        rig.Run(4000);
        AssertSpeech(rig, Timeslot.One, _air, 30, Enumerable.Range(0, 30));
    }

    [Fact]
    public void Who_talks_too_long_is_cut_with_a_terminator_and_dropped_to_his_end()
    {
        var rig = new RepeaterRig(new RepeaterSettings { TimeOut = TimeSpan.FromSeconds(2) });
        rig.HearCall(Timeslot.One, _air, voice: 60);
        rig.Run(6000);
        var ended = rig.Of(RepeaterEventKind.SpurtEnded).Single();
        Assert.Equal(SpurtEnd.TimeOut, ended.Why);
        Assert.Equal(DmrdBurst.Terminator, rig.ToNetwork[^1].Head.Burst);
        Assert.InRange(rig.ToNetwork.Count, 34, 36);
        Assert.Single(rig.Sent(Timeslot.One).Streams);
        rig.HearCall(Timeslot.One, _air, voice: 6);
        rig.Run(3000);
        Assert.Equal(2, rig.Sent(Timeslot.One).Streams.Count);
    }

    [Fact]
    public void Without_a_link_radios_are_repeated_and_the_node_joins_late_when_it_is_back()
    {
        var rig = new RepeaterRig();
        rig.Repeater.OnLinkState(isUp: false, rig.Now);
        rig.HearCall(Timeslot.One, _air, voice: 30);
        rig.In(1000, () => rig.Repeater.OnLinkState(isUp: true, rig.Now));
        rig.Run(999);
        Assert.Empty(rig.ToNetwork);
        rig.Run(4000);
        Assert.Equal(DmrdBurst.VoiceHeader, rig.ToNetwork[0].Head.Burst);
        Assert.True(rig.ToNetwork[0].Place.Begins);
        Assert.Equal(1, rig.ToNetwork[1].Place.Ahead);
        Assert.Equal(_air.LinkControl, ReadHeader(rig.ToNetwork[0].Burst));
        Assert.Equal(DmrdBurst.Terminator, rig.ToNetwork[^1].Head.Burst);
        AssertSpeech(rig, Timeslot.One, _air, 30, Enumerable.Range(0, 30));
    }

    [Fact]
    public void Another_radio_that_takes_over_without_a_header_is_told_apart()
    {
        var second = new Air(Air.Group(source: 4520002), One);
        var rig = new RepeaterRig();
        rig.HearCall(Timeslot.One, _air, voice: 12, terminator: false);
        rig.In(60 * 14, () => rig.HearCall(Timeslot.One, second, voice: 18, headers: 0));
        rig.Run(5000);
        Assert.Equal([4520001u, 4520002], rig.Of(RepeaterEventKind.SpurtStarted).Select(said => said.Source.Value));
        Assert.Equal([SpurtEnd.Replaced, SpurtEnd.Terminated], rig.Of(RepeaterEventKind.SpurtEnded).Select(said => said.Why));
        Assert.Equal([_air.LinkControl, second.LinkControl], rig.Aired(Timeslot.One).Streams);
    }

    [Fact]
    public void An_emergency_that_begins_while_a_radio_talks_is_told_at_its_end_and_to_radios_that_listen()
    {
        var emergency = Air.Group(options: ServiceOptions.EmergencyBit);
        var rig = new RepeaterRig();
        rig.Hear(Timeslot.One, DmrControl.FromDataType(DataType.VoiceHeader), _air.Header());
        for (int i = 0; i < 24; i++)
        {
            int number = i;
            rig.In(60 * (i + 1), () => rig.Hear(Timeslot.One, Air.Control(number), _air.Voice(number, number < 6 ? null : emergency)));
        }

        rig.Run(4000);
        Assert.True(rig.Of(RepeaterEventKind.SpurtEnded).Single().Options.IsEmergency);
        Assert.Contains(emergency, rig.Sent(Timeslot.One).Embedded);
    }

    internal static IEnumerable<byte[]> Speech(RepeaterRig rig, Timeslot slot) =>
        rig.Bursts(slot).Where(burst => !Sync.IsData(Sync.Recognise(burst)));

    internal static void AssertSpeech(RepeaterRig rig, Timeslot slot, Air air, int most, IEnumerable<int> expected) =>
        Assert.Equal(expected, Speech(rig, slot).Select(burst => air.NumberOf(burst, most)));

    private static LinkControl ReadHeader(byte[] burst)
    {
        Assert.Equal(SyncPattern.MobileData, Sync.Recognise(burst));
        Assert.True(FullLinkControl.TryReadHeader(burst, out var lc));
        return lc;
    }

    private static void Flip(byte[] burst, params int[] bits)
    {
        foreach (int bit in bits) burst[bit / 8] ^= (byte)(0x80 >> (bit % 8));
    }
}
