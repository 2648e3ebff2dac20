using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>What a modem means by a NAK, and what to do about it.</summary>
internal static class RefusalText
{
    /// <summary>The sentences for a command that was refused for a reason, values without a name included.</summary>
    /// <param name="command">The command.</param>
    /// <param name="reason">The reason.</param>
    /// <param name="setup">What was asked for.</param>
    public static LocalizedText Of(ModemCommand command, NakReason reason, ModemSetup setup)
    {
        var meaning = (command, reason) switch
        {
            (ModemCommand.DmrAloha, NakReason.UnknownCommand) => new LocalizedText(
                "firmware không biết trung kế DMR (cần bản từ tháng 4 năm 2026). Hãy nạp firmware mới hơn, hoặc đặt trạm gốc ở chế độ conventional.",
                "its firmware doesn't know DMR trunking (which needs that of April 2026 or later). Give it newer firmware, or make the base station conventional."),
            (_, NakReason.UnknownCommand) => new LocalizedText(
                "firmware không biết lệnh này. Hãy nạp firmware mới hơn.",
                "its firmware doesn't know the command. Give it newer firmware."),
            (ModemCommand.DmrData1, NakReason.WrongMode) => new LocalizedText(
                "modem đang là simplex, không có khe 1. Nó có thể đã khởi động lại.",
                "the modem is simplex and has no timeslot 1. It may have restarted."),
            (_, NakReason.WrongMode) => new LocalizedText(
                "chế độ này không có trong firmware, hoặc chưa được bật. Modem có thể đã khởi động lại.",
                "the mode is not in its firmware, or not enabled. The modem may have restarted."),
            (_, NakReason.TooLong) => new LocalizedText(
                "lệnh quá dài đối với firmware này. Hãy nạp firmware mới hơn.",
                "the command is too long for this firmware. Give it newer firmware."),
            (ModemCommand.SetFrequency, NakReason.WrongData) => new LocalizedText(
                $"bộ tổng hợp tần số của bo mạch không làm được thu {Receive(setup)}, phát {Transmit(setup)}. Hãy chọn tần số trong dải của bo mạch, hoặc dùng bo mạch khác.",
                $"the board's synthesiser can't receive {Receive(setup)} and transmit {Transmit(setup)}. Choose frequencies in its band, or use another board."),
            (ModemCommand.SetConfig, NakReason.WrongData) => new LocalizedText(
                "một giá trị nằm ngoài giới hạn của firmware này. Hãy đưa các thiết lập modem của sóng mang về mặc định rồi đổi từng cái một, hoặc nạp firmware mới hơn.",
                "a value is out of what this firmware allows. Set the carrier's modem settings back to their defaults and change one at a time, or give it newer firmware."),
            (ModemCommand.SetMode, NakReason.WrongData) => new LocalizedText(
                "modem không có trạng thái này, hoặc chế độ chưa được bật. Hãy nạp firmware có DMR.",
                "the modem has no such state, or its mode is not enabled. Give it firmware with DMR."),
            (ModemCommand.DmrStart, NakReason.WrongData) => new LocalizedText(
                "modem không ở trạng thái DMR. Nó có thể đã khởi động lại.",
                "the modem is not in the state DMR. It may have restarted."),
            (_, NakReason.WrongData) => new LocalizedText(
                "độ dài hoặc giá trị sai. Đường truyền tới modem có thể bị nhiễu.",
                "a wrong length or value. The line to the modem may be disturbed."),
            (ModemCommand.SendCwId, NakReason.NoRoom) => new LocalizedText(
                "modem không rảnh. Tín hiệu nhận dạng sẽ được gửi sau.",
                "the modem is not idle. The identification will be sent later."),
            (_, NakReason.NoRoom) => new LocalizedText(
                "hàng đợi của modem đã đầy.",
                "the modem's queue is full."),
            (_, NakReason.NoDuplex) => new LocalizedText(
                "bo mạch chỉ có một chip vô tuyến, không thu và phát cùng lúc được. Hãy đặt 'duplex: false' cho sóng mang, hoặc dùng bo mạch có hai chip.",
                "the board has one radio chip and can't receive and transmit at once. Write 'duplex: false' for the carrier, or use a board with two chips."),
            _ => new LocalizedText(
                $"lý do {(byte)reason}, không rõ nghĩa. Hãy nạp firmware mới hơn.",
                $"reason {(byte)reason}, which means nothing known. Give it newer firmware."),
        };
        string name = CommandNames.Of(command);
        return new LocalizedText($"Modem từ chối {name}: {meaning.Vi}", $"The modem refuses {name}: {meaning.En}");
    }

    private static Hertz Receive(ModemSetup setup) => new(setup.Frequency.ReceiveHertz);

    private static Hertz Transmit(ModemSetup setup) => new(setup.Frequency.TransmitHertz);
}
