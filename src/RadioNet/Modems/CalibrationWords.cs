using RadioNet.BaseStation.Tools;
using RadioNet.Plan.Model;

namespace RadioNet.Command.Modems;

/// <summary>The steps of a calibration in words.</summary>
internal static class CalibrationWords
{
    /// <summary>The steps' names on the command line, in order.</summary>
    public static readonly string[] Names = ["low-frequency", "deviation", "transmit-offset", "receive-level", "receive-offset", "dmr-delay"];

    public static string Name(CalibrationStep step) => Names[(int)step];

    public static CalibrationStep Step(string name) => (CalibrationStep)Array.IndexOf(Names, name);

    /// <summary>What the technician does at a step.</summary>
    public static LocalizedText Guide(CalibrationStep step) => step switch
    {
        CalibrationStep.LowFrequency => new(
            "Phím cách bật phát sóng vuông 80 Hz. Nhìn ở máy đo: đỉnh phải phẳng (bộ phát dùng ngõ vào dữ liệu, không phải micro) và không lệch (↑↓: bù một chiều). Nếu máy thu không hiểu tín hiệu ở các bước sau, i đảo pha phát, t đảo PTT.",
            "Space sends an 80 Hz square wave. At the service monitor its tops are flat (the transmitter's data input, not the microphone's) and centred (↑↓: DC offset). When radios don't understand the signal in later steps, i turns it upside down; t inverts PTT."),
        CalibrationStep.Deviation => new(
            "Phím cách bật âm 1.2 kHz. ↑↓ chỉnh mức phát đến khi máy đo chỉ độ lệch tần 2.75 kHz.",
            "Space sends a 1.2 kHz tone. ↑↓ turns the transmit level until the service monitor shows 2.75 kHz of deviation."),
        CalibrationStep.TransmitOffset => new(
            "Phím cách bật mẫu 1031 Hz (nhóm 9, mã màu 1, khe 2). Nghe ở một máy vô tuyến: ↓ đến khi máy tắt tiếng, lùi một nấc, nhấn [; rồi ↑ đến khi tắt tiếng, lùi một nấc, nhấn ]. c lấy điểm giữa.",
            "Space sends the 1031 Hz pattern (talkgroup 9, colour code 1, slot 2). Listen with a radio: ↓ until it mutes, one step back, press [; then ↑ until it mutes, one step back, press ]. c takes the middle."),
        CalibrationStep.ReceiveLevel => new(
            "Giữ phím một máy vô tuyến gần trạm. ↑↓ chỉnh mức thu cao nhất mà cờ ADC không bao giờ sáng. Nếu không thu được gì: i đảo pha thu.",
            "Key a radio near by. ↑↓ turns the receive level: the highest at which the ADC flag never lights. When nothing is received: i turns the receiver upside down."),
        CalibrationStep.ReceiveOffset => new(
            $"Giữ phím một máy vô tuyến công suất thấp cách vài mét. ↑↓ đổi tần số thu từng {CalibrationKnobs.OffsetStepHertz} Hz, chờ {CalibrationBench.FewestBursts} cụm ở mỗi nấc. c lấy nấc ít lỗi nhất.",
            $"Key a radio on low power some metres away. ↑↓ moves the receive frequency by {CalibrationKnobs.OffsetStepHertz} Hz; wait for {CalibrationBench.FewestBursts} bursts at each. c takes the one with the fewest errors."),
        _ => new(
            "Chỉ cho trạm duplex. Phím cách bật phát; giữ phím một máy vô tuyến trên khe 2. ↑↓ chỉnh độ trễ đến khi ít lỗi và không thiếu cụm nào.",
            "Duplex stations only. Space transmits; key a radio on slot 2. ↑↓ turns the delay until errors are few and no burst is missing."),
    };
}
