namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>What is said to people about a chip.</summary>
internal static class AmbeTexts
{
    public static VocoderText NotYet(AmbeAddress address) => new($"Đang mở thiết bị AMBE {address}.", $"The AMBE device {address} is being opened.");

    public static VocoderText Up(AmbeAddress address, string product, int channels) =>
        new($"chip {product} tại {address}, {channels} kênh", $"{product} at {address}, {channels} channel{(channels == 1 ? "" : "s")}");

    public static VocoderText NotOpened(AmbeAddress address, string why) => new(
        $"Không mở được thiết bị AMBE {address}: {why}. {HintVi(address)}",
        $"The AMBE device {address} cannot be opened: {why}. {HintEn(address)}");

    public static VocoderText Lost(AmbeAddress address, AmbeLoss loss) => loss switch
    {
        AmbeLoss.Refused => new(
            $"Chip AMBE tại {address} không nhận cấu hình cho DMR. Chip có phải AMBE-3000 hoặc AMBE-3003 không?",
            $"The AMBE chip at {address} refused the settings for DMR. Is it an AMBE-3000 or AMBE-3003?"),
        AmbeLoss.LineLost => new(
            $"Mất kết nối với thiết bị AMBE {address}. {HintVi(address)}",
            $"The line to the AMBE device {address} is lost. {HintEn(address)}"),
        AmbeLoss.Silent => new(
            $"Thiết bị AMBE {address} ngừng trả lời; thử lại liên tục. {HintVi(address)}",
            $"The AMBE device {address} stopped answering; it is tried again and again. {HintEn(address)}"),
        _ => new(
            $"Thiết bị AMBE {address} không trả lời. {HintVi(address)}",
            $"The AMBE device {address} does not answer. {HintEn(address)}"),
    };

    private static string HintVi(AmbeAddress address) => address.IsUdp
        ? "AMBEserver có đang chạy ở đó không, và tường lửa có cho UDP qua không?"
        : "Thiết bị đã cắm và có điện chưa, tốc độ có đúng không (460800; 921600 với loại ba kênh; 230400 với loại cũ), và người dùng này có trong nhóm dialout không?";

    private static string HintEn(AmbeAddress address) => address.IsUdp
        ? "Does AMBEserver run there, and does the firewall let UDP pass?"
        : "Is it plugged in and powered, is its speed right (460800; 921600 with three channels; 230400 with old boards), and is this user in the group dialout?";
}
