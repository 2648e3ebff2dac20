using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Ports;
using RadioNet.Protocols.Mmdvm;
using static RadioNet.BaseStation.Tests.Modems.ModemBytes;

namespace RadioNet.BaseStation.Tests.Modems;

/// <summary>A modem that works, and then doesn't: known within two seconds, whatever it does.</summary>
public sealed class SessionLossTests
{
    private readonly HandMadeModem _modem = new();
    private readonly SessionRig _rig;

    public SessionLossTests()
    {
        _rig = SessionRig.Ready(_modem);
        _rig.Pass(1000);
        _modem.Heard.Clear();
    }

    private ModemFaultKind? Cause => _rig.Session.Condition.Cause?.Kind;

    [Fact]
    public void The_status_is_asked_each_250_ms_and_no_more_often()
    {
        _rig.Pass(10_000);
        Assert.Equal(40, _modem.Heard.Count);
        Assert.All(_modem.Heard, frame => Assert.Equal(GetStatus, frame));
        Assert.Equal([ModemPhase.Ready], _rig.User.Phases);
    }

    [Fact]
    public void Silence_is_known_in_less_than_two_seconds()
    {
        _modem.IsDumb = true;
        Assert.InRange(_rig.PassUntil(() => _rig.Session.IsLost).TotalSeconds, 1.5, 1.77);
        Assert.Equal((ModemPhase.Lost, ModemFaultKind.Silent), (_rig.Session.Condition.Phase, Cause));
        Assert.True(_rig.Session.Outgoing.IsEmpty);
        Assert.False(_rig.Send(IdleToModem));
    }

    [Fact]
    public void Garbage_is_known_in_less_than_two_seconds_and_by_its_name()
    {
        _modem.IsDumb = true;
        var random = new Random(1);
        var noise = new byte[30];
        var took = _rig.PassUntil(() =>
        {
            random.NextBytes(noise);
            _rig.Hear(noise);
            return _rig.Session.IsLost;
        });

        Assert.InRange(took.TotalSeconds, 1.5, 1.77);
        Assert.Equal(ModemFaultKind.Garbage, Cause);
    }

    [Fact]
    public void Halves_of_answers_are_known_in_less_than_two_seconds()
    {
        _modem.Instead[ModemCommand.GetStatus] = StatusDmr[..20];
        Assert.InRange(_rig.PassUntil(() => _rig.Session.IsLost).TotalSeconds, 1.5, 1.77);
        Assert.Equal(ModemFaultKind.Garbage, Cause);
    }

    [Fact]
    public void A_modem_that_takes_no_octets_is_known_in_less_than_two_seconds_and_by_its_name()
    {
        _rig.Modem = null;
        Assert.InRange(_rig.PassUntil(() => _rig.Session.IsLost).TotalSeconds, 1.5, 1.77);
        Assert.Equal(ModemFaultKind.Stalled, Cause);
    }

    [Fact]
    public void A_modem_that_still_reports_bursts_and_answers_nothing_is_lost()
    {
        _modem.IsDumb = true;
        Assert.InRange(_rig.PassUntil(() =>
        {
            _rig.Hear(VoiceB);
            return _rig.Session.IsLost;
        }).TotalSeconds, 1.5, 1.77);
    }

    [Fact]
    public void A_pause_of_our_own_is_not_held_against_the_modem()
    {
        for (int pause = 0; pause < 3; pause++)
        {
            _modem.Heard.Clear();
            _rig.Skip(TimeSpan.FromSeconds(30));
            Assert.Single(_modem.Heard);
            _rig.Pass(2000);
        }

        Assert.Equal([ModemPhase.Ready], _rig.User.Phases);
    }

    [Fact]
    public void A_lost_modem_is_sought_without_an_end_and_without_a_flood()
    {
        _modem.IsDumb = true;
        _rig.PassUntil(() => _rig.Session.IsLost);
        var cause = new PortFault(PortFaultKind.Failed, _rig.Session.Condition.Cause!.Text);
        for (int opening = 0; opening < 100; opening++)
        {
            _rig.Session.Closed(ModemFault.Of(cause), _rig.Now);
            _rig.Pass(500);
            _rig.Open();
            _rig.PassUntil(() => _rig.Session.IsLost);
        }

        Assert.Equal([null, ModemFaultKind.Silent, ModemFaultKind.NotAnswering], _rig.User.Conditions.Select(told => told.Cause?.Kind));
        _modem.IsDumb = false;
        _rig.Session.Closed(ModemFault.Of(cause), _rig.Now);
        _rig.Open();
        Assert.InRange(_rig.PassUntil(() => _rig.Session.Condition.Phase == ModemPhase.Ready).TotalMilliseconds, 0, 20);
        Assert.Equal([ModemPhase.Ready, ModemPhase.Lost, ModemPhase.Lost, ModemPhase.Opening, ModemPhase.Ready], _rig.User.Phases);
        Assert.Equal(1, _rig.Session.Health.Losses);
    }

    [Fact]
    public void A_port_that_is_lost_takes_its_cause_along()
    {
        var cause = ModemFault.Of(new PortFault(PortFaultKind.Lost, new("Mất modem.", "It is gone.")));
        _rig.Session.Closed(cause, _rig.Now);
        Assert.Equal(new ModemCondition(ModemPhase.Lost, cause), _rig.Session.Condition);
        Assert.Equal(TimeSpan.MaxValue, _rig.Session.NextDue);
        _rig.Hear(StatusDmr);
        _rig.Pass(5000);
        Assert.Empty(_modem.Heard);
    }

    [Theory, InlineData(Version1), InlineData(Version2)]
    public void A_modem_that_has_restarted_is_known_and_configured_again_at_the_next_status(string version)
    {
        var modem = new HandMadeModem(version);
        var rig = SessionRig.Ready(modem);
        rig.Pass(700);
        modem.Restart();
        var took = rig.PassUntil(() => rig.User.Conditions.Count == 4);

        Assert.InRange(took.TotalMilliseconds, 0, 260);
        Assert.Equal([ModemPhase.Ready, ModemPhase.Lost, ModemPhase.Opening, ModemPhase.Ready], rig.User.Phases);
        Assert.Equal(ModemFaultKind.Restarted, rig.User.Conditions[1].Cause?.Kind);
        Assert.True(modem.IsConfigured);
        Assert.False(rig.Session.IsLost);
        Assert.Equal(ModemAlarmKind.Restarted, Assert.Single(rig.User.Alarms).Kind);
        Assert.Equal(1, rig.Session.Health.Restarts);
    }

    [Fact]
    public void A_modem_that_restarted_while_it_sent_and_was_set_to_DMR_by_a_burst_is_known_by_its_transmitter()
    {
        _rig.Send(StartOn);
        _rig.Pass(500);
        (_modem.IsTransmitting, _modem.State) = (false, 2);
        Assert.InRange(_rig.PassUntil(() => _rig.Session.Health.Restarts == 1).TotalMilliseconds, 0, 260);
    }

    [Fact]
    public void A_modem_that_restarted_and_was_set_to_DMR_is_known_by_the_modes_that_it_has_room_for()
    {
        _modem.IsConfigured = false;
        Assert.InRange(_rig.PassUntil(() => _rig.Session.Health.Restarts == 1).TotalMilliseconds, 0, 260);
    }

    [Fact]
    public void One_status_that_contradicts_is_a_disturbed_line()
    {
        for (int time = 0; time < 10; time++)
        {
            int told = _rig.User.Statuses.Count;
            _rig.Hear(StatusUnconfigured);
            Assert.Equal(told, _rig.User.Statuses.Count);
            _rig.Pass(260);
        }

        Assert.Equal([ModemPhase.Ready], _rig.User.Phases);
        Assert.InRange(_modem.Heard.Count, 20, 21);
    }

    [Fact]
    public void Another_modem_is_known_by_its_description_when_it_says_it_twice()
    {
        _rig.Hear(Version2);
        string other = Version2.Replace("3132", "3133", StringComparison.Ordinal);
        _modem.Version = other;
        Assert.Equal([ModemPhase.Ready], _rig.User.Phases);
        _rig.Hear(other);
        _rig.Pass(10);

        Assert.Equal([ModemPhase.Ready, ModemPhase.Lost, ModemPhase.Opening, ModemPhase.Ready], _rig.User.Phases);
        Assert.Equal(ModemFaultKind.Exchanged, _rig.User.Conditions[1].Cause?.Kind);
    }

    [Fact]
    public void A_late_answer_to_GET_VERSION_that_is_garbled_costs_nothing()
    {
        _rig.Hear(Version2.Replace("3132", "3133", StringComparison.Ordinal));
        _rig.Pass(100);
        Assert.Equal([ModemPhase.Ready], _rig.User.Phases);
    }
}
