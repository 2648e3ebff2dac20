using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>The sentences for what goes wrong with modems.</summary>
internal static class ModemFaults
{
    public static ModemFault NotAnswering(string port) => new(ModemFaultKind.NotAnswering, new LocalizedText(
        $"Không có gì trả lời GET_VERSION ở {port}. Modem có điện không, và tốc độ cổng có trùng với firmware không?",
        $"Nothing answers GET_VERSION on {port}. Is the modem powered, and is the port's speed that of its firmware?"));

    public static ModemFault Silent(string port) => new(ModemFaultKind.Silent, new LocalizedText(
        $"Modem ở {port} không còn trả lời: nó bị treo, mất điện hoặc đứt dây. Cổng sẽ được mở lại cho đến khi nó trả lời.",
        $"The modem on {port} answers no more: it hangs, has no power, or its line is cut. The port is opened again until it answers."));

    public static ModemFault Garbage(string port) => new(ModemFaultKind.Garbage, new LocalizedText(
        $"Dữ liệu từ {port} không phải của modem MMDVM, hoặc bị hỏng. Tốc độ cổng có đúng không, dây có bị nhiễu không?",
        $"What comes from {port} is no MMDVM modem's, or is garbled. Is the port's speed right, and the line undisturbed?"));

    public static ModemFault Stalled(string port) => new(ModemFaultKind.Stalled, new LocalizedText(
        $"Modem ở {port} không nhận thêm dữ liệu: nó bị treo. Cổng sẽ được mở lại.",
        $"The modem on {port} takes no more octets: it hangs. The port is opened again."));

    public static ModemFault CommandUnanswered(string port, ModemCommand command) => new(ModemFaultKind.CommandUnanswered, new LocalizedText(
        $"Modem ở {port} không trả lời {CommandNames.Of(command)}. Cổng sẽ được mở lại; nếu vẫn vậy, hãy tắt bật nguồn modem.",
        $"The modem on {port} does not answer {CommandNames.Of(command)}. The port is opened again; if that doesn't help, switch the modem off and on."));

    public static ModemFault UnknownProtocol(int protocol) => new(ModemFaultKind.UnknownProtocol, new LocalizedText(
        $"Modem dùng giao thức {protocol}; chương trình này chỉ biết 1 và 2. Hãy nạp firmware MMDVM khác, hoặc cập nhật chương trình này.",
        $"The modem speaks protocol {protocol}; this program knows 1 and 2. Give the modem other MMDVM firmware, or update this program."));

    public static ModemFault NoDmr(VersionReply modem) => new(ModemFaultKind.NoDmr, new LocalizedText(
        $"Firmware của modem ({modem.Description}) không có DMR. Hãy nạp bản có DMR.",
        $"The modem's firmware ({modem.Description}) was built without DMR. Give it one that has it."));

    public static ModemFault Refused(ModemCommand command, NakReason reason, ModemSetup setup) =>
        new(ModemFaultKind.Refused, RefusalText.Of(command, reason, setup));

    public static ModemFault WrongState(ModemState state) => new(ModemFaultKind.WrongState, new LocalizedText(
        $"Modem đã nhận lệnh đổi trạng thái nhưng vẫn ở trạng thái {(byte)state}. Hãy tắt bật nguồn modem, hoặc nạp firmware khác.",
        $"The modem said yes to another state, and is in state {(byte)state} all the same. Switch it off and on, or give it other firmware."));

    public static ModemFault Restarted(string port) => new(ModemFaultKind.Restarted, new LocalizedText(
        $"Modem ở {port} đã khởi động lại và quên cấu hình. Nó đang được cấu hình lại; nếu hay xảy ra, hãy kiểm tra nguồn điện.",
        $"The modem on {port} has restarted and forgotten its configuration. It is being configured again; if this happens often, look at its power supply."));

    public static ModemFault Exchanged(string port, VersionReply modem) => new(ModemFaultKind.Exchanged, new LocalizedText(
        $"Ở {port} giờ là modem khác: {modem.Description}. Nó đang được cấu hình.",
        $"There is another modem on {port} now: {modem.Description}. It is being configured."));

    public static ModemFault Configuration(ModemConfigurationFault fault) => new(ModemFaultKind.Configuration, fault switch
    {
        ModemConfigurationFault.TransmitDelay => new LocalizedText(
            "Độ trễ phát phải từ 0 đến 500 ms. Hãy sửa thiết lập modem của sóng mang.",
            "The transmit delay must be 0 to 500 ms. Correct the carrier's modem settings."),
        ModemConfigurationFault.ColorCode => new LocalizedText(
            "Mã màu phải từ 0 đến 15. Hãy sửa mã màu của trạm gốc.",
            "The colour code must be 0 to 15. Correct the base station's."),
        ModemConfigurationFault.DcOffset => new LocalizedText(
            "Độ lệch một chiều phải từ -128 đến 127. Hãy sửa thiết lập modem của sóng mang.",
            "A DC offset must be -128 to 127. Correct the carrier's modem settings."),
        ModemConfigurationFault.Trunking => new LocalizedText(
            "Modem này dùng giao thức 1, không biết trung kế DMR. Hãy dùng modem có firmware MMDVM từ tháng 4 năm 2026, hoặc đặt trạm gốc ở chế độ conventional.",
            "This modem speaks protocol 1, which doesn't know DMR trunking. Use a modem with MMDVM firmware of April 2026 or later, or make the base station conventional."),
        _ => new LocalizedText(
            $"Không thể cấu hình modem như yêu cầu ({fault}).",
            $"The modem can't be configured so ({fault})."),
    });
}
