using RadioNet.Api;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Ports;

namespace RadioNet.BaseStation.Hosting;

/// <summary>What a carrier complains of, as alarms of its station; said when it changes.</summary>
internal sealed class CarrierAlarms(string carrier, StationController station)
{
    private bool _isLost;

    /// <summary>The modem's condition is another one. One that is lost is lost until it works: a port that opens heals nothing yet.</summary>
    public void Condition(Modems.ModemCondition condition, ModemPortAddress modem)
    {
        var isLost = condition.Phase is ModemPhase.Lost or ModemPhase.Refused;
        if (!isLost && (!_isLost || condition.Phase == ModemPhase.Opening))
        {
            return;
        }

        _isLost = isLost;
        Say(
            "modem-lost",
            $"Modem của sóng mang {carrier} ở {modem} không dùng được: {condition.Cause?.Text.Vi}",
            $"The modem of carrier {carrier} at {modem} cannot be used: {condition.Cause?.Text.En}",
            !isLost);
    }

    /// <summary>The modem complains, or is complained of.</summary>
    public void Modem(ModemAlarm alarm) => Say(Word(alarm.Kind), alarm.Text.Vi, alarm.Text.En, alarm.IsOver);

    /// <summary>The transmitter has sent as much as it may, or may again.</summary>
    public void DutyLimit(bool isOver) => Say(
        "duty-limit",
        $"Máy phát của sóng mang {carrier} đã phát hết mức cho phép; chỉ cuộc gọi khẩn cấp được phát. Hãy bớt tải hoặc nâng duty-cycle trong quy hoạch.",
        $"The transmitter of carrier {carrier} has sent as much as it may; emergencies alone pass. Give it less to carry, or raise duty-cycle in the plan.",
        isOver);

    /// <summary>Nothing of it is so any more.</summary>
    public void Clear()
    {
        _isLost = false;
        station.Alarms.Clear(carrier);
    }

    private static string Word(ModemAlarmKind kind) => kind switch
    {
        ModemAlarmKind.AdcOverflow => "adc-overflow",
        ModemAlarmKind.DacOverflow => "dac-overflow",
        ModemAlarmKind.ReceiveOverflow => "receive-overflow",
        ModemAlarmKind.TransmitOverflow => "transmit-overflow",
        ModemAlarmKind.Lockout => "lockout",
        ModemAlarmKind.NoRoom => "no-room",
        ModemAlarmKind.Refused => "modem-refused",
        ModemAlarmKind.TransmitterOff => "transmitter-off",
        ModemAlarmKind.TransmitterOn => "transmitter-on",
        ModemAlarmKind.Restarted => "modem-restarted",
        _ => "line-noise",
    };

    private void Say(string kind, string vi, string en, bool isOver) => station.Alarms.Say(new StationAlarm
    {
        Kind = kind,
        Subject = carrier,
        Cleared = isOver,
        Text = new LocalizedText { Vi = vi, En = en },
    });
}
