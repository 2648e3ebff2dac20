using RadioNet.BaseStation.Modems;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;
using static RadioNet.BaseStation.Tests.Modems.ModemBytes;

namespace RadioNet.BaseStation.Tests.Modems;

/// <summary>Bursts, the transmitter's switch, identifications, flags and refusals of a modem that works.</summary>
[Collection(nameof(Alone))]
public sealed class SessionTrafficTests
{
    private readonly HandMadeModem _modem = new();
    private readonly SessionRig _rig;

    public SessionTrafficTests()
    {
        _rig = SessionRig.Ready(_modem);
        _modem.Heard.Clear();
    }

    [Fact]
    public void Bursts_come_with_their_signal_strength_where_they_have_one()
    {
        var rssi = RssiMapping.Parse("0 -120\n100 -70", out _)!;
        var rig = SessionRig.Ready(setup: SessionRig.Setup with { Rssi = rssi });
        rig.Hear(Header);
        rig.Hear(VoiceB);
        rig.Hear(LostSlot2);

        Assert.Equal("2 41 00200808023815002CA01460846D5D7F77FD757E30300110014003C013C11E806F", rig.User.Bursts[0].Burst);
        Assert.Equal(-80, rig.User.Bursts[0].Dbm);
        Assert.StartsWith("2 01 CEA8FE83", rig.User.Bursts[1].Burst, StringComparison.Ordinal);
        Assert.Null(rig.User.Bursts[1].Dbm);
        Assert.Equal([Timeslot.Two], rig.User.Lost);
        Assert.Equal(2, rig.Session.Health.Bursts);
    }

    [Fact]
    public void A_burst_that_says_of_itself_what_no_burst_is_goes_nowhere()
    {
        _rig.Hear(VoiceB.Replace("E0251A01", "E0251A13", StringComparison.Ordinal));
        Assert.Empty(_rig.User.Bursts);
        Assert.Equal(1, _rig.Session.Health.BurstsWithoutCall);
    }

    [Fact]
    public void Bursts_before_the_modem_is_ready_go_nowhere()
    {
        var rig = new SessionRig();
        rig.Open();
        rig.Hear(Header + Version2 + VoiceB);
        Assert.Empty(rig.User.Bursts);
        Assert.False(rig.Send(IdleToModem));
        Assert.Equal((2, 1), (rig.Session.Health.BurstsWithoutCall, rig.Session.Health.FramesUnsent));
    }

    [Fact]
    public void What_a_carrier_sends_goes_out_as_it_is_and_in_order()
    {
        string[] frames = [StartOn, "E0041E02", "E00C1C333AA0300055A65F50", IdleToModem, StartOff];
        foreach (string frame in frames) Assert.True(_rig.Send(frame));
        Assert.Equal(frames, _rig.Sent());
    }

    [Fact]
    public void Commands_that_are_the_sessions_own_are_not_taken_from_a_carrier()
    {
        foreach (string frame in (string[])[SetModeIdle, SetConfiguration2, GetStatus, Tune, "E00408", "00", ""]) Assert.False(_rig.Send(frame));
        Assert.Empty(_rig.Sent());
    }

    [Fact]
    public void A_port_that_takes_nothing_keeps_room_for_commands_and_whole_frames_only()
    {
        _rig.Modem = null;
        int taken = 0;
        while (_rig.Send(IdleToModem)) taken++;
        Assert.InRange(taken, 50, 110);
        Assert.True(_rig.Send(StartOn));
        _rig.Pass(250);

        var sent = _rig.Sent();
        Assert.Equal([.. Enumerable.Repeat(IdleToModem, taken), StartOn, GetStatus], sent);
        Assert.Equal(1, _rig.Session.Health.FramesUnsent);
    }

    [Fact]
    public void A_transmitter_that_does_not_come_on_is_alarmed_about_after_two_seconds_and_its_obedience_is_told()
    {
        _modem.ObeysStart = false;
        _rig.Send(StartOn);
        _rig.Pass(1700);
        Assert.Empty(_rig.User.Alarms);
        _rig.Pass(400);
        Assert.Equal(ModemAlarmKind.TransmitterOff, Assert.Single(_rig.User.Alarms).Kind);

        _modem.IsTransmitting = true;
        _rig.Pass(300);
        Assert.True(_rig.User.Alarms[1] is { Kind: ModemAlarmKind.TransmitterOff, IsOver: true });
        _rig.Send(StartOff);
        _rig.Pass(3000);
        Assert.Equal(ModemAlarmKind.TransmitterOn, _rig.User.Alarms[2].Kind);
        Assert.Equal([ModemPhase.Ready], _rig.User.Phases);
    }

    [Fact]
    public void An_identification_makes_the_modem_idle_waits_for_its_end_and_makes_it_DMR_again()
    {
        Assert.True(_rig.Send(CwId));
        _rig.Pass(10);
        Assert.Equal([SetModeIdle, CwId], _modem.Heard);
        _rig.Pass(4000);
        Assert.Empty(_rig.User.Identifications);
        _modem.IsTransmitting = false;
        _rig.Pass(300);

        Assert.Equal([true], _rig.User.Identifications);
        Assert.Equal(SetModeDmr, _modem.Heard[^1]);
        Assert.Equal([ModemState.Idle, ModemState.Dmr], _rig.User.States);
        Assert.Equal(1, _rig.Session.Health.Identifications);
        _rig.Pass(5000);
        Assert.Equal([ModemPhase.Ready], _rig.User.Phases);
        Assert.Empty(_rig.User.Alarms);
    }

    [Fact]
    public void An_identification_gives_way_to_a_transmission()
    {
        _rig.Send(CwId);
        _rig.Pass(1000);
        Assert.True(_rig.Send(StartOn));
        _rig.Pass(10);

        Assert.Equal([SetModeIdle, CwId, SetModeDmr, StartOn], _modem.Heard.Where(frame => frame != GetStatus));
        Assert.Equal([false], _rig.User.Identifications);
        _rig.Pass(1000);
        Assert.True(_modem is { State: 2, IsTransmitting: true });
        Assert.Equal([ModemPhase.Ready], _rig.User.Phases);
    }

    [Fact]
    public void A_start_while_the_modem_is_being_made_idle_comes_after_its_return()
    {
        _rig.Modem = null;
        _rig.Send(CwId);
        _rig.Send(StartOn);
        _rig.Modem = _modem;
        _rig.Pass(10);

        Assert.Equal([SetModeIdle, SetModeDmr, StartOn], _modem.Heard);
        Assert.Equal([false], _rig.User.Identifications);
    }

    [Fact]
    public void An_identification_is_refused_while_the_transmitter_is_on()
    {
        _rig.Send(StartOn);
        Assert.False(_rig.Send(CwId));
        Assert.Equal([false], _rig.User.Identifications);
    }

    [Fact]
    public void An_identification_that_the_modem_refuses_or_never_begins_is_told_and_no_fault()
    {
        _modem.Instead[ModemCommand.SendCwId] = NakCwId;
        _rig.Send(CwId);
        _rig.Pass(10);
        Assert.Equal([false], _rig.User.Identifications);
        _modem.Instead.Clear();
        _modem.SendsMorse = false;
        _rig.Send(CwId);
        _rig.Pass(3000);

        Assert.Equal([false, false], _rig.User.Identifications);
        Assert.Equal(2, _modem.State);
        Assert.Empty(_rig.User.Alarms);
        Assert.Empty(_rig.User.Refusals);
    }

    [Fact]
    public void Asking_for_DMR_ends_an_identification_and_costs_nothing_otherwise()
    {
        _rig.Session.WantDmr(_rig.Now);
        Assert.Empty(_rig.Sent());
        _rig.Send(CwId);
        _rig.Pass(10);
        _rig.Session.WantDmr(_rig.Now);
        _rig.Pass(10);
        Assert.Equal(2, _modem.State);
    }

    [Fact]
    public void Refused_data_is_counted_told_each_time_and_alarmed_about_once_a_minute()
    {
        for (int time = 0; time < 100; time++) _rig.Hear("E0057F1A05");
        Assert.Equal(100, _rig.User.Refusals.Count);
        Assert.Equal((ModemCommand.DmrData2, NakReason.NoRoom), _rig.User.Refusals[0]);
        Assert.Equal((ModemAlarmKind.NoRoom, 1), (Assert.Single(_rig.User.Alarms).Kind, _rig.User.Alarms[0].Count));
        _rig.Pass(59_000);
        Assert.Single(_rig.User.Alarms);
        _rig.Hear("E0057F1A05");
        _rig.Pass(2000);
        Assert.Single(_rig.User.Alarms);
        _rig.Hear("E0057F1A05");
        Assert.Equal((101, false), (_rig.User.Alarms[1].Count, _rig.User.Alarms[1].IsOver));
        Assert.Equal(102, _rig.Session.Health.NoRoom);
    }

    [Theory]
    [InlineData("E0057F1A05", ModemAlarmKind.NoRoom)]
    [InlineData("E0057F1D04", ModemAlarmKind.Refused)]
    [InlineData("010203040506070809", ModemAlarmKind.Garbage)]
    public void What_happened_once_is_over_when_it_has_not_happened_again_for_a_minute(string heard, ModemAlarmKind kind)
    {
        _rig.Hear(heard);
        _rig.Pass(300);
        _rig.Pass(59_000);
        Assert.Equal((kind, false), (Assert.Single(_rig.User.Alarms).Kind, _rig.User.Alarms[0].IsOver));
        _rig.Pass(1300);
        Assert.Equal((2, kind, true), (_rig.User.Alarms.Count, _rig.User.Alarms[1].Kind, _rig.User.Alarms[1].IsOver));
        Assert.NotEqual(_rig.User.Alarms[0].Text, _rig.User.Alarms[1].Text);
        _rig.Pass(120_000);
        Assert.Equal(2, _rig.User.Alarms.Count);
        _rig.Hear(heard);
        _rig.Pass(300);
        Assert.Equal((kind, 1, false), (_rig.User.Alarms[2].Kind, _rig.User.Alarms[2].Count, _rig.User.Alarms[2].IsOver));
    }

    [Fact]
    public void Flags_are_over_a_minute_after_the_last_though_the_modem_is_gone_meanwhile()
    {
        _modem.Flags = 0x02;
        _rig.Pass(2000);
        _modem.Flags = 0;
        _modem.IsDumb = true;
        _rig.PassUntil(() => _rig.Session.IsLost);
        Assert.Single(_rig.User.Alarms);
        _rig.Pass(60_000);
        Assert.True(_rig.User.Alarms is [{ Kind: ModemAlarmKind.AdcOverflow }, { Kind: ModemAlarmKind.AdcOverflow, IsOver: true }]);
    }

    [Theory]
    [InlineData("E0057F1701", "doesn't know DMR trunking")]
    [InlineData("E0057F1802", "has no timeslot 1")]
    [InlineData("E0057F1D04", "not in the state DMR")]
    [InlineData("E0057F1C04", "a wrong length or value")]
    [InlineData("E0057F1E02", "not enabled")]
    [InlineData("E0057FC001", "0xC0")]
    public void Each_refusal_has_its_words(string nak, string words)
    {
        _rig.Hear(nak);
        var alarm = Assert.Single(_rig.User.Alarms);
        Assert.Equal(ModemAlarmKind.Refused, alarm.Kind);
        Assert.Contains(words, alarm.Text.En, StringComparison.Ordinal);
        Assert.StartsWith("Modem từ chối", alarm.Text.Vi, StringComparison.Ordinal);
        Assert.Equal([ModemPhase.Ready], _rig.User.Phases);
    }

    [Fact]
    public void Flags_are_counted_and_alarmed_about_once_a_minute_each()
    {
        _modem.Flags = 0x02 | 0x04 | 0x08 | 0x20;
        _rig.Pass(10_000);
        var kinds = _rig.User.Alarms.Select(alarm => alarm.Kind);
        Assert.Equal([ModemAlarmKind.AdcOverflow, ModemAlarmKind.DacOverflow, ModemAlarmKind.ReceiveOverflow, ModemAlarmKind.TransmitOverflow], kinds);
        var health = _rig.Session.Health;
        Assert.Equal((40, 40, 40, 40), (health.AdcOverflows, health.DacOverflows, health.ReceiveOverflows, health.TransmitOverflows));
    }

    [Fact]
    public void A_lockout_is_raised_and_ended()
    {
        _modem.Flags = 0x10;
        _rig.Pass(1000);
        Assert.False(Assert.Single(_rig.User.Alarms).IsOver);
        _modem.Flags = 0;
        _rig.Pass(1000);
        Assert.True(_rig.User.Alarms is [{ Kind: ModemAlarmKind.Lockout }, { Kind: ModemAlarmKind.Lockout, IsOver: true }]);
        Assert.Equal(1, _rig.Session.Health.Lockouts);
    }

    [Fact]
    public void A_lockout_that_comes_back_and_stays_is_raised_again_within_the_minute()
    {
        _modem.Flags = 0x10;
        _rig.Pass(1000);
        _modem.Flags = 0;
        _rig.Pass(1000);
        _modem.Flags = 0x10;
        _rig.Pass(59_000);
        Assert.Equal([false, true, false], _rig.User.Alarms.Select(alarm => alarm.IsOver));
        Assert.All(_rig.User.Alarms, alarm => Assert.Equal(ModemAlarmKind.Lockout, alarm.Kind));
        _rig.Pass(300_000);
        Assert.Equal(3, _rig.User.Alarms.Count);
        _modem.Flags = 0;
        _rig.Pass(1000);
        Assert.True(_rig.User.Alarms[3].IsOver);
        Assert.Equal(2, _rig.Session.Health.Lockouts);
    }

    [Fact]
    public void A_lockout_that_comes_and_goes_is_raised_once_a_minute_with_how_often_it_came()
    {
        for (int time = 0; time < 70; time++)
        {
            _modem.Flags = (byte)(time % 2 == 0 ? 0x10 : 0);
            _rig.Pass(1000);
        }

        Assert.Equal([(1L, false), (0L, true), (30L, false), (0L, true)], _rig.User.Alarms.Select(alarm => (alarm.Count, alarm.IsOver)));
    }

    [Fact]
    public void A_transmitter_that_disobeys_again_is_alarmed_about_again()
    {
        _modem.ObeysStart = false;
        _rig.Send(StartOn);
        _rig.Pass(3000);
        _modem.IsTransmitting = true;
        _rig.Pass(1000);
        _modem.ObeysStart = true;
        _rig.Send(StartOff);
        _rig.Pass(1000);
        _modem.ObeysStart = false;
        _rig.Send(StartOn);
        _rig.Pass(60_000);
        Assert.Equal(
            [(ModemAlarmKind.TransmitterOff, false), (ModemAlarmKind.TransmitterOff, true), (ModemAlarmKind.TransmitterOff, false)],
            _rig.User.Alarms.Select(alarm => (alarm.Kind, alarm.IsOver)));
    }

    [Fact]
    public void Garbage_between_answers_is_alarmed_about()
    {
        _rig.Hear("010203040506070809");
        _rig.Pass(300);
        Assert.Equal(ModemAlarmKind.Garbage, Assert.Single(_rig.User.Alarms).Kind);
    }

    [Fact]
    public void Bursts_either_way_and_statuses_allocate_nothing()
    {
        var rssi = RssiMapping.Parse("0 -120\n100 -70", out _)!;
        var user = new SilentModemUser();
        var session = new ModemSession(SessionRig.Setup with { Rssi = rssi }, user);
        var now = TimeSpan.Zero;
        session.Opened("port", now);
        foreach (string heard in (string[])[Version2, AckFrequency, AckConfiguration, AckMode, StatusDmr]) session.Feed(Octets(heard), now);
        byte[] air = [.. Octets(Header), .. Octets(VoiceB), .. Octets(LostSlot2), .. Octets(StatusDmr)];
        var toModem = Octets(IdleToModem);

        void Run(int times)
        {
            for (int time = 0; time < times; time++)
            {
                now += TimeSpan.FromMilliseconds(30);
                session.Feed(air, now);
                session.Tick(now);
                session.Send(toModem, now);
                session.Taken(session.Outgoing.Length);
            }
        }

        Run(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(20_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(42_000, user.Bursts);
    }

    private sealed class SilentModemUser : IModemUser
    {
        public long Bursts { get; private set; }

        public void OnAir(in DmrData burst, double? dbm, TimeSpan now) => Bursts++;

        public void OnAirLost(Timeslot slot, TimeSpan now)
        {
        }

        public void OnStatus(in StatusReply status, TimeSpan now)
        {
        }

        public void OnState(ModemState state, TimeSpan now)
        {
        }

        public void OnRefused(ModemCommand command, NakReason reason, TimeSpan now)
        {
        }

        public void OnIdentified(bool isSent, TimeSpan now)
        {
        }

        public void OnCondition(ModemCondition condition, TimeSpan now)
        {
        }

        public void OnAlarm(ModemAlarm alarm, TimeSpan now)
        {
        }

        public void OnOther(in ModemFrame frame, TimeSpan now)
        {
        }

        public void OnAnswer(ModemAnswer answer, TimeSpan now)
        {
        }
    }
}
