using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>The sentences of a modem's alarms.</summary>
internal static class ModemAlarms
{
    public static ModemAlarm Of(ModemAlarmKind kind, long count, string port) => new(kind, count, kind switch
    {
        ModemAlarmKind.AdcOverflow => new LocalizedText(
            $"Modem ở {port}: tín hiệu thu quá mạnh, bị cắt ngọn. Hãy giảm mức thu (receive-level).",
            $"Modem on {port}: the received signal is too strong and clips. Lower the receive level."),
        ModemAlarmKind.DacOverflow => new LocalizedText(
            $"Modem ở {port}: tín hiệu phát quá mạnh, bị cắt ngọn. Hãy giảm mức phát (transmit-level).",
            $"Modem on {port}: the signal to send is too strong and clips. Lower the transmit level."),
        ModemAlarmKind.ReceiveOverflow => new LocalizedText(
            $"Modem ở {port} bị mất mẫu thu: nó không xử lý kịp. Firmware có dựng cho đúng tần số TCXO của bo mạch không?",
            $"Modem on {port} lost received samples: it can't keep up. Was its firmware built for the board's oscillator?"),
        ModemAlarmKind.TransmitOverflow => new LocalizedText(
            $"Modem ở {port} bị mất mẫu phát: nó không xử lý kịp. Firmware có dựng cho đúng tần số TCXO của bo mạch không?",
            $"Modem on {port} lost samples to send: it can't keep up. Was its firmware built for the board's oscillator?"),
        ModemAlarmKind.Lockout => new LocalizedText(
            $"Modem ở {port} bị khóa bởi ngõ vào dò sóng mang (COS): nó không thu và phát. Nếu không mong muốn, hãy tắt cos-lockout.",
            $"Modem on {port} is locked out by its carrier-detect input: it neither receives nor transmits. If that is not wanted, switch cos-lockout off."),
        ModemAlarmKind.NoRoom => new LocalizedText(
            $"Modem ở {port} hết chỗ cho cụm thoại: nó phát chậm hơn 60 ms một cụm, hoặc không phát.",
            $"Modem on {port} had no room for bursts: it sends them slower than one in 60 ms, or not at all."),
        ModemAlarmKind.Garbage => new LocalizedText(
            $"Một phần dữ liệu từ modem ở {port} bị hỏng. Hãy kiểm tra dây, và giảm tốc độ cổng nếu được.",
            $"Some of what comes from the modem on {port} is garbled. Look at the line, and lower its speed if you can."),
        ModemAlarmKind.TransmitterOff => new LocalizedText(
            $"Máy phát của modem ở {port} không bật dù đã được lệnh. Hãy tắt bật nguồn modem.",
            $"The transmitter of the modem on {port} does not come on though it was told to. Switch the modem off and on."),
        ModemAlarmKind.TransmitterOn => new LocalizedText(
            $"Máy phát của modem ở {port} không tắt dù đã được lệnh. Hãy tắt nguồn modem để bảo vệ máy phát.",
            $"The transmitter of the modem on {port} does not go off though it was told to. Switch the modem off to protect the transmitter."),
        _ => ModemFaults.Restarted(port).Text,
    });

    public static ModemAlarm Refused(ModemCommand command, NakReason reason, long count, ModemSetup setup) =>
        new(ModemAlarmKind.Refused, count, RefusalText.Of(command, reason, setup));

    public static ModemAlarm Over(ModemAlarmKind kind, string port) => new(kind, 0, kind switch
    {
        ModemAlarmKind.Lockout => new LocalizedText($"Modem ở {port} không còn bị khóa.", $"Modem on {port} is locked out no more."),
        ModemAlarmKind.TransmitterOff or ModemAlarmKind.TransmitterOn => new LocalizedText(
            $"Máy phát của modem ở {port} đã theo lệnh.", $"The transmitter of the modem on {port} obeys again."),
        ModemAlarmKind.AdcOverflow => new LocalizedText(
            $"Modem ở {port}: tín hiệu thu không còn bị cắt ngọn.", $"Modem on {port}: the received signal clips no more."),
        ModemAlarmKind.DacOverflow => new LocalizedText(
            $"Modem ở {port}: tín hiệu phát không còn bị cắt ngọn.", $"Modem on {port}: the signal to send clips no more."),
        ModemAlarmKind.ReceiveOverflow => new LocalizedText(
            $"Modem ở {port} không còn mất mẫu thu.", $"Modem on {port} loses received samples no more."),
        ModemAlarmKind.TransmitOverflow => new LocalizedText(
            $"Modem ở {port} không còn mất mẫu phát.", $"Modem on {port} loses samples to send no more."),
        ModemAlarmKind.NoRoom => new LocalizedText(
            $"Modem ở {port} lại có chỗ cho cụm thoại.", $"Modem on {port} has room for bursts again."),
        ModemAlarmKind.Garbage => new LocalizedText(
            $"Dữ liệu từ modem ở {port} không còn bị hỏng.", $"What comes from the modem on {port} is garbled no more."),
        ModemAlarmKind.Refused => new LocalizedText(
            $"Modem ở {port} không còn từ chối lệnh.", $"Modem on {port} refuses no more."),
        _ => new LocalizedText(
            $"Modem ở {port} không khởi động lại thêm lần nào.", $"Modem on {port} has not restarted again."),
    })
    { IsOver = true };
}
