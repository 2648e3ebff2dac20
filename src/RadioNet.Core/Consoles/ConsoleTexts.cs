using RadioNet.CallControl;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Consoles;

/// <summary>What a dispatcher is told, as a reason's word and as a sentence.</summary>
internal static class ConsoleTexts
{
    /// <summary>The reason that nothing here can encode a talkgroup's vocoder.</summary>
    public const string NoVocoder = "no-vocoder";

    /// <summary>The reason that the arbiter did not answer.</summary>
    public const string NoAnswer = "no-answer";

    /// <summary>The reason that the user let go before there was a decision.</summary>
    public const string Released = "released";

    /// <summary>Why the floor was refused or lost; null where that needs no words.</summary>
    public static LocalizedText? Of(Reason why) => why switch
    {
        Reason.None or Reason.Ended => null,
        Reason.Busy => new("Có người khác đang nói.", "Somebody else is talking."),
        Reason.PreEmpted => new("Người có quyền ưu tiên cao hơn đã lấy lượt nói.", "Somebody with a higher priority took the floor."),
        Reason.TimeLimit => new("Đã hết thời gian cho một lượt nói.", "The time limit of one turn is over."),
        Reason.NotAllowed => new("Quy hoạch không cho bạn nói ở nhóm này.", "The plan does not let you talk on this talkgroup."),
        Reason.UnknownTalkgroup => new("Quy hoạch không có nhóm này.", "The plan has no such talkgroup."),
        Reason.UnknownRadio => new("Quy hoạch không còn người dùng này.", "The plan has this user no more."),
        Reason.PlanChanged => new("Quy hoạch vừa thay đổi.", "The plan has just changed."),
        Reason.Inactive => new("Không còn nhận được tiếng nói từ bàn điều khiển.", "No more speech came from the console."),
        Reason.PortLost => new("Nút đã đóng cổng của bàn điều khiển.", "The node closed the consoles' port."),
        Reason.ArbiterLost or Reason.SiteDown => new("Nút điều khiển cuộc gọi này không trả lời.", "The node that decides about this call does not answer."),
        Reason.Joined => new("Sau khi mạng nối lại, cuộc gọi này nhập vào cuộc gọi khác.", "After an outage this call was joined with another."),
        _ => new($"Không được phép ({Reasons.Word(why)}).", $"Not possible ({Reasons.Word(why)})."),
    };

    /// <summary>Why nobody answered.</summary>
    public static LocalizedText NobodyAnswers { get; } =
        new("Nút điều khiển nhóm này chưa trả lời. Hãy bấm lại.", "The node that decides about this talkgroup has not answered. Press again.");
}
