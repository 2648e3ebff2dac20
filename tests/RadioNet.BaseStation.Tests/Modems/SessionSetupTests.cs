using RadioNet.BaseStation.Modems;
using RadioNet.Protocols.Mmdvm;
using static RadioNet.BaseStation.Tests.Modems.ModemBytes;

namespace RadioNet.BaseStation.Tests.Modems;

/// <summary>Other setups, maintenance with a technician's requests, and the stop.</summary>
public sealed class SessionSetupTests
{
    private static readonly ModemSetup _louder = SessionRig.Setup with
    {
        Configuration = SessionRig.Setup.Configuration with { DmrLevel = ModemLevel.FromPercent(60) },
    };

    private static readonly ModemSetup _maintenance = SessionRig.Setup with { Maintenance = true };

    private readonly HandMadeModem _modem = new();
    private readonly SessionRig _rig;

    public SessionSetupTests()
    {
        _rig = SessionRig.Ready(_modem);
        _modem.Heard.Clear();
        _rig.User.Conditions.Clear();
    }

    [Fact]
    public void A_setup_that_asks_the_modem_for_the_same_is_not_told_to_it()
    {
        _rig.Session.Apply(SessionRig.Setup with { Rssi = RssiMapping.Parse("0 -100", out _)! }, _rig.Now);
        _rig.Pass(100);
        Assert.Empty(_modem.Heard);
        _rig.Hear(Header);
        Assert.Equal(-100, Assert.Single(_rig.User.Bursts).Dbm);
    }

    [Fact]
    public void Another_setup_is_told_to_a_quiet_modem_at_once()
    {
        _rig.Session.Apply(_louder, _rig.Now);
        _rig.Pass(10);
        Assert.Equal([ModemPhase.Opening, ModemPhase.Ready], _rig.User.Phases);
        Assert.Equal(0x99, Octets(_modem.Heard.Single(frame => frame.StartsWith("E02802", StringComparison.Ordinal)))[13]);
    }

    [Fact]
    public void Another_setup_waits_for_the_transmitter_to_go_off()
    {
        _rig.Send(StartOn);
        _rig.Session.Apply(_louder, _rig.Now);
        _rig.Pass(5000);
        Assert.Empty(_rig.User.Conditions);
        _rig.Send(StartOff);
        _rig.Pass(260);
        Assert.Equal([ModemPhase.Opening, ModemPhase.Ready], _rig.User.Phases);
    }

    [Fact]
    public void Another_setup_does_not_wait_for_ever()
    {
        _rig.Send(StartOn);
        _rig.Session.Apply(_louder, _rig.Now);
        _rig.Pass(9900);
        Assert.Empty(_rig.User.Conditions);
        _rig.Pass(200);
        Assert.Equal([ModemPhase.Opening, ModemPhase.Ready], _rig.User.Phases);
        var commands = _modem.Heard.Where(frame => frame != GetStatus).ToList();
        Assert.Equal([StartOn, StartOff, GetVersion], commands[..3]);
    }

    [Fact]
    public void A_setup_that_waits_when_the_modem_is_lost_is_the_one_that_it_comes_back_to()
    {
        _rig.Send(StartOn);
        _rig.Session.Apply(_louder, _rig.Now);
        _modem.IsDumb = true;
        _rig.PassUntil(() => _rig.Session.IsLost);
        (_modem.IsDumb, _modem.IsTransmitting) = (false, false);
        _modem.Heard.Clear();
        _rig.Open();
        _rig.Pass(10);
        Assert.Equal(0x99, Octets(_modem.Heard.Single(frame => frame.StartsWith("E02802", StringComparison.Ordinal)))[13]);
    }

    [Fact]
    public void A_refused_modem_is_asked_at_once_when_the_setup_is_another_one()
    {
        _modem.Instead[ModemCommand.SetConfig] = "E0057F0206";
        _rig.Session.Apply(_louder, _rig.Now);
        _rig.Pass(1000);
        Assert.Equal(ModemPhase.Refused, _rig.Session.Condition.Phase);
        _modem.Instead.Clear();
        _rig.Session.Apply(SessionRig.Setup, _rig.Now);
        _rig.Pass(10);
        Assert.Equal(ModemPhase.Ready, _rig.Session.Condition.Phase);
    }

    [Fact]
    public void Under_maintenance_the_modem_rests_and_its_bursts_are_the_technicians()
    {
        _rig.Session.Apply(_maintenance, _rig.Now);
        _rig.Pass(1000);
        Assert.Equal([ModemPhase.Opening, ModemPhase.Maintenance], _rig.User.Phases);
        Assert.Equal(0, _modem.State);
        _rig.User.Others.Clear();
        _rig.User.Statuses.Clear();
        _rig.Hear(VoiceB);
        _rig.Pass(260);

        Assert.Empty(_rig.User.Bursts);
        Assert.Empty(_rig.User.Statuses);
        Assert.Contains(VoiceB.Replace(" ", "", StringComparison.Ordinal), _rig.User.Others);
        Assert.Contains(StatusIdle, _rig.User.Others);
        Assert.False(_rig.Send(IdleToModem));
    }

    [Fact]
    public void A_technicians_requests_are_answered_with_what_the_modem_says()
    {
        Assert.False(_rig.Session.TryRequest(Octets(GetVersion), _rig.Now));
        _rig.Session.Apply(_maintenance, _rig.Now);
        _rig.Pass(10);

        Request("E0040362"); // the 1.2 kHz tone
        Assert.Equal(ModemAnswerKind.Acknowledged, Answer().Kind);
        Request("E0040801"); // on
        Assert.Equal(ModemAnswerKind.Acknowledged, Answer().Kind);
        Request(GetVersion);
        Assert.Equal((ModemAnswerKind.Replied, Version2), (Answer().Kind, Convert.ToHexString(Answer().Reply.Span)));
        _modem.Instead[ModemCommand.SetMode] = "E0057F0304";
        Request("E00403C8");
        Assert.Equal((ModemAnswerKind.Refused, NakReason.WrongData), (Answer().Kind, Answer().Reason));
        Request(IdleToModem);
        Assert.Equal(ModemAnswerKind.Refused, Answer().Kind);
        _modem.Instead[ModemCommand.CalibrationData] = "";
        Request("E0040800");
        _rig.Pass(499);
        Assert.Equal(ModemAnswerKind.TimedOut, Answer().Kind);
        Request("E0041E01");
        _rig.Pass(499);
        Assert.Equal(ModemAnswerKind.Sent, Answer().Kind);
        Assert.Equal(ModemPhase.Maintenance, _rig.Session.Condition.Phase);
        Assert.Empty(_rig.User.Alarms);

        void Request(string frame)
        {
            if (frame == IdleToModem) _modem.Instead[ModemCommand.DmrData2] = "E0057F1A02";
            Assert.True(_rig.Session.TryRequest(Octets(frame), _rig.Now));
            Assert.False(_rig.Session.TryRequest(Octets(GetStatus), _rig.Now));
            _rig.Pass(1);
        }

        ModemAnswer Answer() => _rig.User.Answers[^1];
    }

    [Fact]
    public void Whatever_a_technician_did_the_end_of_maintenance_switches_off_and_configures_again()
    {
        _rig.Session.Apply(_maintenance, _rig.Now);
        _rig.Pass(10);
        _rig.Session.TryRequest(Octets("E0040362"), _rig.Now);
        _rig.Pass(2000);
        Assert.Equal(ModemPhase.Maintenance, _rig.Session.Condition.Phase);
        _modem.Heard.Clear();
        _rig.Session.Apply(SessionRig.Setup, _rig.Now);
        _rig.Pass(10);

        Assert.Equal(["E0040800", GetVersion, Tune, SetConfiguration2, SetModeDmr, StartOff, GetStatus], _modem.Heard);
        Assert.Equal(ModemPhase.Ready, _rig.Session.Condition.Phase);
    }

    [Fact]
    public void A_request_that_waits_when_the_modem_is_lost_is_answered()
    {
        _rig.Session.Apply(_maintenance, _rig.Now);
        _rig.Pass(10);
        _rig.Modem = null;
        _rig.Session.TryRequest(Octets("E0040362"), _rig.Now);
        _rig.Session.Closed(ModemFault.Of(RadioNet.BaseStation.Ports.PortFault.Closed), _rig.Now);
        Assert.Equal(ModemAnswerKind.TimedOut, Assert.Single(_rig.User.Answers).Kind);
    }

    [Fact]
    public void A_stop_switches_the_transmitter_off_and_makes_the_modem_idle()
    {
        _rig.Send(StartOn);
        _rig.Pass(1000);
        _modem.Heard.Clear();
        _rig.Session.Stop(_rig.Now);
        Assert.False(_rig.Session.IsStopped);
        _rig.Pass(1);

        Assert.Equal([StartOff, SetModeIdle], _modem.Heard);
        Assert.True(_rig.Session.IsStopped);
        Assert.Equal(ModemPhase.Stopped, _rig.Session.Condition.Phase);
        Assert.True(_modem is { IsTransmitting: false, State: 0 });
        _rig.Session.Opened("again", _rig.Now);
        _rig.Pass(1000);
        Assert.Equal(2, _modem.Heard.Count);
    }

    [Fact]
    public void A_stop_does_not_wait_for_a_modem_that_hangs()
    {
        _modem.IsDumb = true;
        _rig.Session.Stop(_rig.Now);
        _rig.Pass(299);
        Assert.False(_rig.Session.IsStopped);
        _rig.Pass(1);
        Assert.True(_rig.Session.IsStopped);
    }

    [Fact]
    public void A_stop_before_there_is_a_modem_is_done_at_once()
    {
        var rig = new SessionRig();
        rig.Open();
        rig.Session.Stop(rig.Now);
        Assert.True(rig.Session.IsStopped);
    }
}
