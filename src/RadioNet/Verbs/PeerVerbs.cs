using System.CommandLine;
using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary>What sites and nodes have alike: a token to let one in, and a revocation to put one out.</summary>
internal static class PeerVerbs
{
    public static Verb Token(Language language, PeerKind kind)
    {
        var (word, example) = Words(kind);
        var verb = new Verb(
            language, "token",
            kind == PeerKind.Site ? "Tạo mã đăng ký cho một trạm; dùng một lần, trong 24 giờ." : "Tạo mã đăng ký cho một nút; dùng một lần, trong 24 giờ.",
            kind == PeerKind.Site
                ? "Makes a token that lets a base station of a site into the network: once, within 24 hours."
                : "Makes a token that lets a node into the network: once, within 24 hours.",
            $"radionet {word} token {example}", $"radionet {word} token {example} --json");
        var id = verb.Word("ID", "Số hiệu trong quy hoạch", "The id in the plan");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var token = await node.Access.CreateTokenAsync(
                new CreateTokenRequest { RequestId = NodeClient.NewRequestId(), Kind = kind, Id = parsed.GetRequiredValue(id), Who = NodeClient.Who },
                cancellationToken: cancel);
            if (output.Json)
            {
                output.Object(json =>
                {
                    json.WriteString("token", token.Token);
                    json.WriteTime("expires", token.Expires);
                });
                return;
            }

            output.Line(token.Token);
            output.Say(
                $"Dùng một lần, đến {ShortTime.Of(token.Expires)} UTC. Ai có mã này đều vào được mạng: chỉ đưa cho người lắp đặt.",
                $"It serves once, until {ShortTime.Of(token.Expires)} UTC. Whoever has it gets into the network: give it to who installs the device, and to nobody else.");
        });
    }

    public static Verb Revoke(Language language, PeerKind kind)
    {
        var (word, example) = Words(kind);
        var verb = new Verb(
            language, "revoke",
            kind == PeerKind.Site
                ? "Thu hồi chứng thư của một trạm: liên kết bị cắt ngay, mã đăng ký chưa dùng hết hiệu lực."
                : "Thu hồi chứng thư của một nút: liên kết bị cắt ngay, mã đăng ký chưa dùng hết hiệu lực.",
            kind == PeerKind.Site
                ? "Revokes a site's certificates: its links are closed at once, its unused tokens serve no more."
                : "Revokes a node's certificates: its links are closed at once, its unused tokens serve no more.",
            $"radionet {word} revoke {example}", $"radionet {word} revoke {example} --serial 4EA93D2033C5E5818EEAE3A7812B827E");
        var id = verb.Word("ID", "Số hiệu trong quy hoạch", "The id in the plan");
        var serial = verb.Option<string>(
            "--serial", "HEX", "Chỉ một chứng thư, như 'radionet ca list' ghi", "Only one certificate, as 'radionet ca list' writes it");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var answer = await node.Access.RevokeAsync(
                new RevokeRequest
                {
                    RequestId = NodeClient.NewRequestId(),
                    Kind = kind,
                    Id = parsed.GetRequiredValue(id),
                    Serial = parsed.GetValue(serial) ?? "",
                    Who = NodeClient.Who,
                },
                cancellationToken: cancel);
            if (output.Json)
            {
                output.Object(json =>
                {
                    json.WriteObjects("certificates", answer.Certificates, certificate => CertificateView.Write(json, certificate));
                    json.WriteNumber("tokens", answer.Tokens);
                });
                return;
            }

            output.Say(
                $"Đã thu hồi {answer.Certificates.Count} chứng thư và {answer.Tokens} mã đăng ký chưa dùng.",
                $"Revoked: {answer.Certificates.Count} certificates, {answer.Tokens} unused tokens.");
        });
    }

    private static (string Word, string Example) Words(PeerKind kind) => kind == PeerKind.Site ? ("site", "tan-loi-hill") : ("node", "core-buon-ma-thuot");
}
