using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Ports;
using RadioNet.Protocols.Mmdvm;
using static RadioNet.BaseStation.Tests.Modems.ModemBytes;

namespace RadioNet.BaseStation.Tests.Modems;

/// <summary>From an open port to a modem that works, octet by octet.</summary>
public sealed class SessionHandshakeTests
{
    private readonly SessionRig _rig = new();

    [Fact]
    public void A_modem_of_protocol_2_is_asked_tuned_configured_set_and_checked_in_this_order()
    {
        _rig.Open();
        Assert.Equal([GetVersion], _rig.Sent());
        _rig.Hear(Version2);
        Assert.Equal([Tune], _rig.Sent());
        _rig.Hear(AckFrequency);
        Assert.Equal([SetConfiguration2], _rig.Sent());
        _rig.Hear(DebugModeIdle);
        Assert.Empty(_rig.Sent());
        _rig.Hear(AckConfiguration);
        Assert.Equal([SetModeDmr], _rig.Sent());
        _rig.Hear(AckMode);
        Assert.Equal([StartOff, GetStatus], _rig.Sent());
        Assert.Empty(_rig.User.Conditions);
        _rig.Hear(StatusDmr);

        Assert.Equal([new ModemCondition(ModemPhase.Ready)], _rig.User.Conditions);
        Assert.Equal(10, Assert.Single(_rig.User.Statuses).DmrSlot2Space);
        Assert.Equal("MMDVM 20211220 12.0000 MHz (Build: 17:52:02 Nov 22 2026)", _rig.Session.Modem?.Description);
        Assert.Equal([DebugModeIdle], _rig.User.Others);
    }

    [Fact]
    public void Octets_one_at_a_time_are_as_good_as_all_at_once()
    {
        _rig.Open();
        foreach (string heard in (string[])[Version2, AckFrequency, DebugModeIdle, AckConfiguration, AckMode, StatusDmr])
            foreach (byte octet in Octets(heard))
                _rig.Hear([octet]);

        Assert.Equal(ModemPhase.Ready, _rig.Session.Condition.Phase);
        Assert.Equal([GetVersion, Tune, SetConfiguration2, SetModeDmr, StartOff, GetStatus], _rig.Sent());
    }

    [Fact]
    public void A_modem_of_protocol_1_gets_its_own_configuration_and_is_believed_by_its_own_status()
    {
        _rig.Open();
        _rig.Hear(Version1);
        _rig.Hear(AckFrequency);
        var sent = _rig.Sent();
        Assert.Equal("E01A0212020A0080800100808080808080808004808005050000", sent[2]);
        _rig.Hear(AckConfiguration);
        _rig.Hear(AckMode);
        _rig.Hear(StatusDmr);
        Assert.Empty(_rig.User.Conditions);
        _rig.Hear(Status1Dmr);

        Assert.Equal(ModemPhase.Ready, _rig.Session.Condition.Phase);
    }

    [Fact]
    public void A_DVMega_gets_the_short_SET_FREQ()
    {
        _rig.Open();
        _rig.Hear("E0110001" + Convert.ToHexString("DVMEGA HR3.24"u8));
        Assert.Equal([GetVersion, TuneShort], _rig.Sent());
    }

    [Fact]
    public void A_simplex_modem_is_never_told_to_switch_its_duplex_transmitter()
    {
        var rig = SessionRig.Ready(setup: SessionRig.Setup with { Configuration = SessionRig.Setup.Configuration with { Duplex = false } });
        Assert.False(rig.Send(StartOn));
        rig.Session.Stop(rig.Now);
        rig.Pass(10);

        Assert.DoesNotContain(rig.Modem!.Heard, frame => frame.StartsWith("E0041D", StringComparison.Ordinal));
    }

    [Fact]
    public void A_silent_port_is_asked_each_300_ms_and_given_up_after_4_s()
    {
        _rig.Open();
        _rig.Pass(299);
        Assert.Single(_rig.Sent());
        _rig.Pass(3700);
        Assert.Equal(13, _rig.Sent().Count);
        Assert.False(_rig.Session.IsLost);
        _rig.Pass(1);

        Assert.True(_rig.Session.IsLost);
        Assert.Equal(ModemFaultKind.NotAnswering, _rig.Session.Condition.Cause?.Kind);
        Assert.Equal("Nothing answers GET_VERSION on /dev/ttyACM0. Is the modem powered, and is the port's speed that of its firmware?", _rig.Session.Condition.Cause?.Text.En);
        Assert.Empty(_rig.Sent());
    }

    [Fact]
    public void A_board_that_restarts_when_its_port_is_opened_is_waited_for()
    {
        _rig.Open();
        _rig.Pass(2000);
        _rig.Modem = new HandMadeModem();

        Assert.InRange(_rig.PassUntil(() => _rig.Session.Condition.Phase == ModemPhase.Ready).TotalMilliseconds, 0, 310);
    }

    [Fact]
    public void A_port_at_the_wrong_speed_is_told_from_a_silent_one()
    {
        _rig.Open();
        var noise = new byte[40];
        new Random(7).NextBytes(noise);
        for (int i = 0; i < 13; i++)
        {
            _rig.Hear(noise);
            _rig.Pass(310);
        }

        Assert.Equal(ModemFaultKind.Garbage, _rig.Session.Condition.Cause?.Kind);
    }

    [Fact]
    public void Firmware_without_DMR_is_refused_and_asked_again_until_it_has_it()
    {
        var modem = new HandMadeModem(Version2.Replace("3F01", "3D01", StringComparison.Ordinal));
        _rig.Modem = modem;
        _rig.Open();
        _rig.Pass(20_000);
        var told = Assert.Single(_rig.User.Conditions);
        Assert.Equal((ModemPhase.Refused, ModemFaultKind.NoDmr), (told.Phase, told.Cause!.Kind));
        Assert.Equal(5, modem.Heard.Count);
        Assert.False(_rig.Session.IsLost);

        modem.Version = Version2;
        _rig.PassUntil(() => _rig.Session.Condition.Phase == ModemPhase.Ready);
    }

    [Fact]
    public void A_protocol_that_nobody_knows_is_refused()
    {
        _rig.Open();
        _rig.Hear("E0080003 41424344" + GetStatus);
        Assert.Equal(ModemFaultKind.UnknownProtocol, _rig.Session.Condition.Cause?.Kind);
        Assert.StartsWith("The modem speaks protocol 3", _rig.Session.Condition.Cause?.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_protocol_cannot_say_is_refused_before_it_is_sent()
    {
        var rig = new SessionRig(SessionRig.Setup with { Configuration = SessionRig.Setup.Configuration with { Trunking = true } });
        rig.Open();
        rig.Hear(Version1);
        Assert.Equal(ModemFaultKind.Configuration, rig.Session.Condition.Cause?.Kind);
        Assert.Equal([GetVersion], rig.Sent());
    }

    public static TheoryData<byte, byte, string> Refusals => new()
    {
        { 0x04, 1, "SET_FREQ: its firmware doesn't know the command" },
        { 0x04, 4, "can't receive 435 MHz and transmit 435 MHz" },
        { 0x04, 6, "one radio chip" },
        { 0x02, 1, "SET_CONFIG: its firmware doesn't know the command" },
        { 0x02, 2, "the mode is not in its firmware" },
        { 0x02, 3, "too long" },
        { 0x02, 4, "a value is out of what this firmware allows" },
        { 0x02, 5, "queue is full" },
        { 0x02, 6, "Write 'duplex: false'" },
        { 0x02, 77, "reason 77" },
        { 0x03, 2, "the mode is not in its firmware" },
        { 0x03, 4, "no such state" },
    };

    [Theory, MemberData(nameof(Refusals))]
    public void A_no_that_stays_a_no_is_told_once_in_words_and_asked_again_later(byte command, byte reason, string words)
    {
        var modem = new HandMadeModem();
        modem.Instead[(ModemCommand)command] = $"E0057F{command:X2}{reason:X2}";
        _rig.Modem = modem;
        _rig.Open();
        _rig.Pass(12_000);

        var told = Assert.Single(_rig.User.Conditions);
        Assert.Equal((ModemPhase.Refused, ModemFaultKind.Refused), (told.Phase, told.Cause!.Kind));
        Assert.Contains(words, told.Cause.Text.En, StringComparison.Ordinal);
        Assert.NotEqual(told.Cause.Text.Vi, told.Cause.Text.En);
        Assert.Equal(9, modem.Heard.Count(frame => Convert.FromHexString(frame)[2] == command));

        modem.Instead.Clear();
        _rig.PassUntil(() => _rig.Session.Condition.Phase == ModemPhase.Ready);
        Assert.Equal([ModemPhase.Refused, ModemPhase.Ready], _rig.User.Phases);
    }

    [Fact]
    public void A_no_that_a_disturbed_line_made_costs_a_tenth_of_a_second()
    {
        _rig.Open();
        _rig.Hear(Version2);
        _rig.Hear("E0057F0404");
        _rig.Pass(100);
        Assert.Equal([GetVersion, Tune, Tune], _rig.Sent());
        _rig.Hear(AckFrequency);
        Assert.Equal([SetConfiguration2], _rig.Sent());
    }

    [Fact]
    public void Only_its_own_answer_ends_a_command()
    {
        _rig.Open();
        _rig.Hear(Version2);
        _rig.Sent();
        foreach (string other in (string[])[AckMode, AckConfiguration, "E0057F0304", "E0057F1D04", Version2, StatusDmr]) _rig.Hear(other);
        Assert.Empty(_rig.Sent());
        _rig.Pass(499);
        Assert.Empty(_rig.Sent());
        _rig.Hear(AckFrequency);
        Assert.Equal([SetConfiguration2], _rig.Sent());
    }

    [Fact]
    public void A_command_that_is_never_answered_is_sent_three_times_and_the_modem_lost()
    {
        _rig.Open();
        _rig.Hear(Version2);
        _rig.Pass(1499);
        Assert.Equal([GetVersion, Tune, Tune, Tune], _rig.Sent());
        Assert.False(_rig.Session.IsLost);
        _rig.Pass(1);
        Assert.True(_rig.Session.IsLost);
        Assert.Equal(ModemFaultKind.CommandUnanswered, _rig.Session.Condition.Cause?.Kind);
        Assert.Contains("SET_FREQ", _rig.Session.Condition.Cause?.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_modem_that_says_yes_and_stays_idle_is_refused()
    {
        _rig.Modem = new HandMadeModem { Instead = { [ModemCommand.SetMode] = AckMode } };
        _rig.Open();
        _rig.Pass(1000);
        Assert.Equal(ModemFaultKind.WrongState, _rig.Session.Condition.Cause?.Kind);
    }

    [Fact]
    public void A_port_that_cannot_be_opened_is_told_with_its_cause_once_for_each_cause()
    {
        var missing = ModemFault.Of(new PortFault(PortFaultKind.NotFound, new("Không có modem.", "There is no modem.")));
        var taken = ModemFault.Of(new PortFault(PortFaultKind.InUse, new("Modem đang bận.", "Another has it.")));
        foreach (var fault in (ModemFault[])[missing, missing, taken, taken, missing]) _rig.Session.Closed(fault, _rig.Now);

        Assert.Equal([missing, taken, missing], _rig.User.Conditions.Select(condition => condition.Cause));
        Assert.All(_rig.User.Phases, phase => Assert.Equal(ModemPhase.Lost, phase));
        Assert.Equal(TimeSpan.MaxValue, _rig.Session.NextDue);
    }
}
