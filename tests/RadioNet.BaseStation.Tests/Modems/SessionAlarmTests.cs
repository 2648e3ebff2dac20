using RadioNet.BaseStation.Modems;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;
using static RadioNet.BaseStation.Tests.Modems.ModemBytes;

namespace RadioNet.BaseStation.Tests.Modems;

/// <summary>What a modem refuses, its flags, lockouts and garbage: counted, told and alarmed about, and not too often.</summary>
public sealed class SessionAlarmTests
{
    private readonly HandMadeModem _modem = new();
    private readonly SessionRig _rig;

    public SessionAlarmTests()
    {
        _rig = SessionRig.Ready(_modem);
        _modem.Heard.Clear();
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
}
