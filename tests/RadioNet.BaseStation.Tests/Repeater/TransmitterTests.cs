using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Control;
using RadioNet.Protocols.Mmdvm;
using ServiceOptions = RadioNet.Protocols.Dmr.ServiceOptions;

namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>On, off, how long, and how much; and what the modem has no room for.</summary>
public sealed class TransmitterTests
{
    private static readonly ColorCode One = new(1);

    private readonly Air _air = new(Air.Group(), One);

    [Fact]
    public void It_starts_in_state_DMR_alone_and_bursts_wait_until_it_is_awake()
    {
        var rig = new RepeaterRig();
        rig.Put(ModemState.Idle);
        rig.ReceiveCall(Timeslot.One, _air, stream: 1, voice: 24);
        rig.Run(4);
        Assert.Empty(rig.Frames);
        Assert.True(rig.Repeater.NeedsDmrState);
        rig.Run(5000);
        Assert.Equal(RepeaterEventKind.DmrStateWanted, rig.Events[0].Kind);
        Assert.Equal([ModemCommand.DmrStart, ModemCommand.DmrData1], rig.Commands.Take(2));
        UplinkTests.AssertSpeech(rig, Timeslot.One, _air, 24, Enumerable.Range(0, 24));
        Assert.Equal([_air.LinkControl], rig.Aired(Timeslot.One).Streams);
        Assert.InRange(rig.Of(RepeaterEventKind.DownlinkEnded).Single().Playout.Delay.TotalMilliseconds, 400, 800);
    }

    [Fact]
    public void What_a_session_before_left_in_the_modem_is_thrown_away()
    {
        var rig = new RepeaterRig();
        byte[] frame = new byte[37];
        DmrData.Write(frame, Timeslot.Two, default, _air.Voice(3));
        rig.Modem.MayMissStart = true;
        for (int i = 0; i < 4; i++) rig.Modem.Obey(frame, rig.Now);
        rig.Run(300);
        rig.ReceiveCall(Timeslot.One, _air, stream: 1, voice: 12);
        rig.Run(4000);
        Assert.Equal([ModemCommand.DmrStart, ModemCommand.DmrAbort, ModemCommand.DmrData2, ModemCommand.DmrData1], rig.Commands.Take(4));
        Assert.DoesNotContain(rig.OnAir, turn => turn is { Slot: Timeslot.Two, Burst: not null } && Sync.Recognise(turn.Burst) != SyncPattern.BaseStationData);
        Assert.Equal([_air.LinkControl], rig.Aired(Timeslot.One).Streams);
    }

    [Fact]
    public void The_state_is_asked_for_each_second_until_it_is_there()
    {
        var rig = new RepeaterRig { Obliges = false };
        rig.Put(ModemState.Idle);
        rig.HearCall(Timeslot.One, _air, voice: 50);
        rig.Run(2500);
        Assert.Equal(3, rig.Of(RepeaterEventKind.DmrStateWanted).Count());
        Assert.Empty(rig.Frames);
        Assert.NotEmpty(rig.ToNetwork);
    }

    [Fact]
    public void It_stays_on_for_the_hang_time_and_then_stops()
    {
        var rig = new RepeaterRig(new RepeaterSettings { TransmitHang = TimeSpan.FromSeconds(2) });
        rig.HearCall(Timeslot.One, _air, voice: 12);
        rig.Run(4000);
        var last = rig.OnAir.Last(turn => turn.Burst is not null).At;
        var off = rig.Frames[^1];
        Assert.Equal("E0041D00", Convert.ToHexString(off.Frame));
        Assert.InRange((off.At - last).TotalMilliseconds, 2000, 2200);
        Assert.False(rig.Modem.IsKeyed);
        Assert.Equal([RepeaterEventKind.TransmitterOn, RepeaterEventKind.TransmitterOff], rig.Events.Where(said => said.Slot == Timeslot.None).Select(said => said.Kind));
    }

    [Fact]
    public void A_wake_up_opens_it_for_the_hang_time()
    {
        var rig = new RepeaterRig();
        for (int i = 0; i < 3; i++) rig.In(60 * i, () => rig.Hear(Timeslot.One, DmrControl.FromDataType(DataType.Csbk, isIdleReceive: true), WakeUp()));
        rig.Run(3900);
        Assert.True(rig.Modem.IsKeyed);
        Assert.Equal(4520001u, rig.Of(RepeaterEventKind.WokenUp).Single().Source.Value);
        rig.Run(400);
        Assert.False(rig.Modem.IsKeyed);
    }

    [Theory]
    [InlineData(2, 0u, false)]
    [InlineData(1, 0u, true)]
    [InlineData(1, 98u, true)]
    public void A_wake_up_is_ours_by_its_color_code_whatever_base_station_it_names(int colorCode, uint wanted, bool wakes)
    {
        var rig = new RepeaterRig();
        rig.Hear(Timeslot.One, DmrControl.FromDataType(DataType.Csbk, isIdleReceive: true), WakeUp(colorCode, wanted));
        Assert.Equal(wakes, rig.Repeater.IsTransmitting);
    }

    [Fact]
    public void A_refused_radio_wakes_nothing_and_is_told_once_a_second()
    {
        var rig = new RepeaterRig(access: (in AccessRequest request) => request.Kind == AccessKind.WakeUp ? Reason.UnknownRadio : Reason.None);
        for (int i = 0; i < 40; i++) rig.In(60 * i, () => rig.Hear(Timeslot.One, DmrControl.FromDataType(DataType.Csbk, isIdleReceive: true), WakeUp()));
        rig.Run(3000);
        Assert.Empty(rig.Frames);
        Assert.Equal(3, rig.Of(RepeaterEventKind.WakeUpRefused).Count());
    }

    [Fact]
    public void A_start_that_was_lost_is_sent_again()
    {
        int starts = 0;
        var rig = new RepeaterRig { Loses = command => command == ModemCommand.DmrStart && starts++ == 0 };
        rig.Modem.MayMissStart = true;
        rig.HearCall(Timeslot.One, _air, voice: 30);
        rig.Run(6000);
        Assert.Equal(1, rig.Repeater.Counters.SwitchedAgain);
        Assert.True(starts >= 2);
        UplinkTests.AssertSpeech(rig, Timeslot.One, _air, 30, Enumerable.Range(0, 30));
        Assert.Equal([_air.LinkControl], rig.Aired(Timeslot.One).Streams);
    }

    [Fact]
    public void A_stop_that_was_lost_is_sent_again()
    {
        int stops = 0;
        var rig = new RepeaterRig(new RepeaterSettings { TransmitHang = TimeSpan.Zero });
        rig.HearCall(Timeslot.One, _air, voice: 6);
        rig.Run(700);
        rig.Loses = command => command == ModemCommand.DmrStart && stops++ == 0;
        rig.Run(3000);
        Assert.False(rig.Modem.IsKeyed);
        Assert.Equal(1, rig.Repeater.Counters.SwitchedAgain);
    }

    [Fact]
    public void A_modem_whose_watchdog_barked_is_started_again_and_the_call_goes_on()
    {
        var rig = new RepeaterRig();
        rig.HearCall(Timeslot.One, _air, voice: 60);
        rig.In(1500, rig.Modem.BarkAndStop);
        rig.In(1500, () => rig.Repeater.OnModemState(ModemState.Idle, rig.Now));
        rig.Run(8000);
        Assert.Equal(2, rig.Of(RepeaterEventKind.TransmitterOn).Count());
        Assert.Equal([_air.LinkControl], rig.Aired(Timeslot.One).Streams);
    }

    [Fact]
    public void A_burst_for_which_there_was_no_room_is_sent_again()
    {
        var rig = DownlinkTests.Awake();
        rig.Polls = false;
        Fill(rig);
        rig.ReceiveCall(Timeslot.Two, _air, stream: 1, voice: 30);
        rig.Run(5000);
        Assert.True(rig.Repeater.Counters.Refused > 0);
        UplinkTests.AssertSpeech(rig, Timeslot.Two, _air, 30, Enumerable.Range(0, 30));
        Assert.Equal([_air.LinkControl], rig.Aired(Timeslot.Two).Streams);
    }

    [Fact]
    public void A_status_that_tells_of_more_bursts_than_were_sent_is_believed()
    {
        var rig = DownlinkTests.Awake();
        rig.Run(10);
        rig.Polls = false;
        Fill(rig);
        rig.Repeater.OnModemStatus(rig.Modem.Status, rig.Now);
        Assert.InRange(rig.Repeater.Queued(Timeslot.Two, rig.Now).TotalMilliseconds, 580, 600);
        rig.ReceiveCall(Timeslot.Two, _air, stream: 1, voice: 30);
        rig.Run(400);
        Assert.Empty(rig.Bursts(Timeslot.Two));
        rig.Run(5000);
        Assert.Equal(0, rig.Repeater.Counters.Refused);
        UplinkTests.AssertSpeech(rig, Timeslot.Two, _air, 30, Enumerable.Range(0, 30));
    }

    [Fact]
    public void A_status_that_tells_of_fewer_bursts_than_were_sent_is_believed()
    {
        var rig = DownlinkTests.Awake();
        rig.Loses = command => command == ModemCommand.DmrData2;
        rig.ReceiveCall(Timeslot.Two, _air, stream: 1, voice: 30);
        rig.Run(45);
        Assert.Equal(3, rig.Bursts(Timeslot.Two).Count());
        Assert.InRange(rig.Repeater.Queued(Timeslot.Two, rig.Now).TotalMilliseconds, 120, 180);
        rig.Repeater.OnModemStatus(rig.Modem.Status, rig.Now);

        // Nothing, and two that were sent at once.
        Assert.Equal(120, rig.Repeater.Queued(Timeslot.Two, rig.Now).TotalMilliseconds);
    }

    [Fact]
    public void Other_refusals_are_counted()
    {
        var rig = new RepeaterRig();
        rig.Repeater.OnRefused(ModemCommand.DmrShortLc, NakReason.WrongData, rig.Now);
        rig.Repeater.OnRefused(ModemCommand.DmrData1, NakReason.WrongMode, rig.Now);
        Assert.Equal(2, rig.Repeater.Counters.OtherRefused);
    }

    [Fact]
    public void A_modem_that_is_gone_ends_everything_and_a_new_one_begins_anew()
    {
        var rig = DownlinkTests.Awake();
        rig.HearCall(Timeslot.One, _air, voice: 12);
        rig.ReceiveCall(Timeslot.Two, _air, stream: 1, voice: 12);
        rig.Run(600);
        rig.Repeater.OnModemGone(rig.Now);
        Assert.Equal(SpurtEnd.ModemGone, rig.Of(RepeaterEventKind.SpurtEnded).Single().Why);
        Assert.Equal(SpurtEnd.ModemGone, rig.Of(RepeaterEventKind.DownlinkEnded).Single().Why);
        Assert.Equal(RepeaterEventKind.TransmitterOff, rig.Events[^1].Kind);
        Assert.Equal(Protocols.Homebrew.DmrdBurst.Terminator, rig.ToNetwork[^1].Head.Burst);
        Assert.False(rig.Repeater.IsTransmitting);
        Assert.Equal(TimeSpan.Zero, rig.Repeater.Queued(Timeslot.One, rig.Now));
    }

    [Fact]
    public void At_the_duty_cycles_limit_talk_ends_and_emergencies_pass()
    {
        var rig = new RepeaterRig(new RepeaterSettings { DutyLimit = 0.25, DutyWindow = TimeSpan.FromSeconds(60), TimeOut = TimeSpan.Zero });
        var emergency = new Air(Air.Group(source: 4520007, options: ServiceOptions.EmergencyBit), One);
        rig.HearCall(Timeslot.One, _air, voice: 400);
        rig.ReceiveCall(Timeslot.Two, _air, stream: 1, voice: 400);
        rig.Run(14_900);
        Assert.True(rig.Modem.IsKeyed);
        rig.Run(1500);
        Assert.Single(rig.Of(RepeaterEventKind.DutyLimitReached));
        Assert.False(rig.Modem.IsKeyed);
        Assert.Equal(SpurtEnd.DutyCycle, rig.Of(RepeaterEventKind.DownlinkEnded).Single().Why);
        Assert.Single(rig.Aired(Timeslot.One).Streams);
        Assert.Single(rig.Aired(Timeslot.Two).Streams);

        rig.Run(10_000);
        rig.ReceiveCall(Timeslot.One, emergency, stream: 2, voice: 24);
        rig.Run(4000);
        Assert.Equal(emergency.LinkControl, rig.Aired(Timeslot.One).Streams[^1]);
        rig.Run(60_000);
        Assert.Single(rig.Of(RepeaterEventKind.DutyLimitOver));
        Assert.True(rig.Repeater.DutyShare < 0.25);
    }

    [Fact]
    public void Identification_is_asked_for_when_due_and_idle_never_within_a_call()
    {
        var rig = new RepeaterRig(new RepeaterSettings { CwIdInterval = TimeSpan.FromSeconds(10) });
        rig.In(9000, () => rig.HearCall(Timeslot.One, _air, voice: 60));
        rig.Run(9900);
        Assert.Empty(rig.Of(RepeaterEventKind.CwIdDue));
        rig.Run(6900);
        Assert.Empty(rig.Of(RepeaterEventKind.CwIdDue));
        rig.Run(2000);
        Assert.Single(rig.Of(RepeaterEventKind.CwIdDue));
        var off = rig.Events.FindIndex(said => said.Kind == RepeaterEventKind.TransmitterOff);
        Assert.Equal(RepeaterEventKind.CwIdDue, rig.Events[off + 1].Kind);
        rig.Run(20_000);
        Assert.Equal(3, rig.Of(RepeaterEventKind.CwIdDue).Count());
    }

    [Fact]
    public void Another_color_code_ends_what_runs()
    {
        var rig = DownlinkTests.Awake();
        rig.ReceiveCall(Timeslot.One, _air, stream: 1, voice: 60);
        rig.Run(1000);
        rig.Repeater.Configure(rig.Repeater.Settings with { TransmitHang = TimeSpan.FromSeconds(9) }, rig.Now);
        Assert.Empty(rig.Of(RepeaterEventKind.DownlinkEnded));
        rig.Repeater.Configure(rig.Repeater.Settings with { ColorCode = new ColorCode(4) }, rig.Now);
        Assert.Equal(SpurtEnd.Configured, rig.Of(RepeaterEventKind.DownlinkEnded).Single().Why);
        Assert.False(rig.Modem.IsKeyed);
        Assert.Throws<ArgumentException>(() => rig.Repeater.Configure(rig.Repeater.Settings with { ColorCode = new ColorCode(16) }, rig.Now));
        Assert.Equal(new ColorCode(4), rig.Repeater.Settings.ColorCode);
    }

    internal static byte[] WakeUp(int colorCode = 1, uint baseStation = 0)
    {
        byte[] burst = new byte[33];
        new BaseStationActivation(baseStation, new RadioId(4520001)).ToCsbk().WriteBurst(burst, new ColorCode((byte)colorCode), SyncPattern.MobileData);
        return burst;
    }

    /// <summary>Somebody else has filled timeslot 2's queue.</summary>
    private static void Fill(RepeaterRig rig)
    {
        byte[] frame = new byte[37];
        byte[] burst = new byte[33];
        IdleBurst.Write(burst, One);
        DmrData.Write(frame, Timeslot.Two, default, burst);
        for (int i = 0; i < 10; i++) Assert.Null(rig.Modem.Obey(frame, rig.Now));
    }
}
