using RadioNet.Plan.Model;
using RadioNet.Voice.M17;

namespace RadioNet.Core.M17;

/// <summary>Why a link to a reflector does not stand, and what to do, as sentences.</summary>
internal static class M17Texts
{
    /// <summary>The reflector's name is none, or nobody here can find names.</summary>
    public static LocalizedText NotFound(M17LinkPlan link) => new(
        $"Không tìm được địa chỉ của máy phản xạ M17 {link.Host}. Hãy kiểm tra tên và DNS của máy này.",
        $"The address of the M17 reflector {link.Host} cannot be found. Check the name, and this machine's DNS.");

    /// <summary>The system gives no socket for it.</summary>
    public static LocalizedText NoSocket(M17LinkPlan link, string why) => new(
        $"Máy này không mở được cổng UDP tới máy phản xạ M17 {link.Host} ({why}).",
        $"This machine cannot open a UDP socket to the M17 reflector {link.Host} ({why}).");

    /// <summary>A link that is asked for; null when nothing went wrong yet.</summary>
    public static LocalizedText? Of(M17LinkPlan link, M17LinkFault fault) => fault switch
    {
        M17LinkFault.NoAnswer => new(
            $"Máy phản xạ M17 {link.Host}:{link.Port} không trả lời. Hãy kiểm tra địa chỉ, cổng UDP và tường lửa.",
            $"The M17 reflector {link.Host}:{link.Port} does not answer. Check its address, its UDP port and firewalls."),
        M17LinkFault.Refused => new(
            $"Máy phản xạ M17 {link.Host} từ chối: không có phòng {link.Module}, hoặc không nhận hô hiệu {link.Callsign}.",
            $"The M17 reflector {link.Host} refuses: it has no module {link.Module}, or does not take the callsign {link.Callsign}."),
        M17LinkFault.Silent => new(
            $"Máy phản xạ M17 {link.Host}:{link.Port} không còn nói gì.",
            $"The M17 reflector {link.Host}:{link.Port} says nothing any more."),
        M17LinkFault.Ended => new(
            $"Máy phản xạ M17 {link.Host}:{link.Port} đã đóng liên kết.",
            $"The M17 reflector {link.Host}:{link.Port} has ended the link."),
        _ => null,
    };

    /// <summary>The alarm's sentence.</summary>
    public static LocalizedText Alarm(M17LinkPlan link, LocalizedText? problem) => new(
        $"Nhóm {link.Talkgroup} không nối được với M17 (liên kết {link.Id}). {problem?.Vi}".TrimEnd(),
        $"Talkgroup {link.Talkgroup} is cut off from M17 (link {link.Id}). {problem?.En}".TrimEnd());
}
