using RadioNet.BaseStation.Modems;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;
using static RadioNet.BaseStation.Tests.Modems.ModemBytes;

namespace RadioNet.BaseStation.Tests.Modems;

/// <summary>Bursts, the transmitter's switch and identifications of a modem that works.</summary>
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
        long before = Allocated.SoFar();
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
