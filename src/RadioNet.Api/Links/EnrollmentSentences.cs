using System.Globalization;
using Grpc.Core;
using RadioNet.Protocols.Identity;

namespace RadioNet.Api.Links;

/// <summary>What people are told when no certificate was got.</summary>
internal static class EnrollmentSentences
{
    public static EnrollmentException TokenExpired(EnrollmentToken token, DateTimeOffset now) => new(
        EnrollmentFailure.TokenExpired,
        Say($"Mã đăng ký đã hết hạn lúc {Time(token.Expires)}; đồng hồ máy này chỉ {Time(now)}. Nếu đồng hồ đúng, hãy tạo mã mới bằng '{Verb(token)}'.",
            $"The token expired at {Time(token.Expires)}; the clock of this machine says {Time(now)}. If the clock is right, make another token with '{Verb(token)}'."));

    public static EnrollmentException BadToken(EnrollmentTokenStatus status) => new(EnrollmentFailure.BadToken, status switch
    {
        EnrollmentTokenStatus.OtherVersion => Say(
            "Mã đăng ký thuộc phiên bản khác. Hãy cập nhật phần mềm máy này.", "The token is of another version. Update the software of this machine."),
        EnrollmentTokenStatus.Truncated => Say(
            "Mã đăng ký bị thiếu phần cuối. Hãy chép lại trọn vẹn.", "The token's end is missing. Copy it whole."),
        EnrollmentTokenStatus.Damaged => Say(
            "Mã đăng ký bị sai ký tự. Hãy chép lại.", "The token was altered on its way. Copy it again."),
        _ => Say(
            "Đây không phải mã đăng ký: mã bắt đầu bằng \"rn1.\", do 'radionet site token' hoặc 'radionet node token' tạo.",
            "This is no token: one begins with \"rn1.\" and is made by 'radionet site token' or 'radionet node token'."),
    });

    public static EnrollmentException BadAddress(Uri links) => new(
        EnrollmentFailure.BadAddress,
        Say($"{links} không phải địa chỉ liên kết của nút, dạng https://HOST:PORT. Chưa gửi gì.",
            $"{links} is no links address of a node, https://HOST:PORT. Nothing was sent."));

    public static EnrollmentException BadAnswer(InvalidDataException wrong) => new(
        EnrollmentFailure.BadAnswer,
        Say($"Nút trả lời không hợp lệ: {wrong.Message} Hãy kiểm tra phiên bản hai bên.",
            $"The node's answer does not hold together: {wrong.Message} Look at the versions of both ends."),
        wrong);

    public static EnrollmentException Of(RpcException refused, Uri links, LinkVerdict? server) => server switch
    {
        { Status: LinkCertificateStatus.NotYetValid or LinkCertificateStatus.Expired } => new(
            EnrollmentFailure.ClockWrong,
            Say($"Chứng thư của nút ở {links} chưa hoặc không còn hiệu lực theo đồng hồ máy này. Chưa gửi gì. Hãy chỉnh đồng hồ hai bên.",
                $"The certificate of the node at {links} is not in force by this machine's clock. Nothing was sent. Set the clocks of both ends."),
            refused),
        { IsValid: false } => new(
            EnrollmentFailure.OtherNetwork,
            Say($"Nơi trả lời ở {links} không phải nút của mạng đã cấp mã đăng ký này. Chưa gửi gì. Hãy kiểm tra địa chỉ, và có ai đứng giữa đường truyền không.",
                $"Who answers at {links} is no node of the network that made this token. Nothing was sent. Check the address, and whether somebody stands in between."),
            refused),
        null => new(
            EnrollmentFailure.NotReachable,
            Say($"Không có nút nào trả lời ở {links}. Hãy kiểm tra địa chỉ liên kết của nút (--links) và đường truyền.",
                $"No node answers at {links}. Check the node's links address (--links) and the way to it."),
            refused),
        _ when refused.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded => new(
            EnrollmentFailure.RootAway,
            Say($"Nút ở {links} có trả lời nhưng chưa hỏi được nút gốc, nơi duy nhất cấp chứng thư. Mã đăng ký vẫn còn dùng được: hãy thử lại khi đường truyền thông, hoặc ghi địa chỉ của nút gốc.",
                $"The node at {links} is there but could not ask the root, which alone gives certificates. The token is still good: try again when the link is back, or name the root's address."),
            refused),
        _ => new(
            EnrollmentFailure.Refused,
            Say($"Nút ở {links} từ chối: {refused.Status.Detail}", $"The node at {links} refused: {refused.Status.Detail}"),
            refused),
    };

    /// <summary>Several nodes' failures as one: each sentence once, and as the reason the first node's that was there at all.</summary>
    public static EnrollmentException OfAll(IReadOnlyList<EnrollmentException> failures)
    {
        var telling = failures.FirstOrDefault(one => one.Failure != EnrollmentFailure.NotReachable) ?? failures[0];
        var sentences = failures.Select(one => one.Sentence).Distinct().ToList();
        return sentences.Count == 1
            ? telling
            : new(telling.Failure, Say(string.Join(' ', sentences.Select(one => one.Vi)), string.Join(' ', sentences.Select(one => one.En))), telling);
    }

    private static string Verb(EnrollmentToken token) =>
        $"radionet {(token.Identity.Kind == LinkPeerKind.Site ? "site" : "node")} token {token.Identity.Id}";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static LocalizedText Say(string vi, string en) => new() { Vi = vi, En = en };
}
