using System.CommandLine;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;
using RadioNet.Core.Access;
using RadioNet.Core.Hosting;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet ca …</c>: the network's certificates, and the key behind them.</summary>
internal static class CaVerb
{
    public static Verb Create(Language language) =>
        new(language, "ca", "Chứng thư của mạng và khóa CA.", "The network's certificates and the key of its CA.",
            "radionet ca list", "radionet ca backup /media/usb/ca.pem", "radionet ca restore /media/usb/ca.pem --data /var/lib/radionet")
        {
            List(language),
            BackUp(language),
            Restore(language),
            Make(language),
        };

    private static Verb List(Language language)
    {
        var verb = new Verb(
            language, "list", "Liệt kê các chứng thư đã cấp, mới nhất trước.", "Lists the certificates that were given, newest first.",
            "radionet ca list", "radionet ca list --id tan-loi-hill", "radionet ca list --json");
        var id = verb.Option<string>("--id", "ID", "Chỉ của trạm hoặc nút này", "Only of this site or node");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var found = new List<Certificate>();
            var request = new ListCertificatesRequest { Id = parsed.GetValue(id) ?? "", PageSize = ApiLimits.LargestPage };
            do
            {
                var page = await node.Access.ListCertificatesAsync(request, cancellationToken: cancel);
                found.AddRange(page.Certificates);
                request.PageToken = page.NextPageToken;
            }
            while (request.PageToken.Length > 0);
            if (output.Json)
            {
                found.ForEach(certificate => output.Object(json => CertificateView.Write(json, certificate)));
                return;
            }

            output.Table(
                [language.Say("Của", "Of"), language.Say("Trạng thái", "State"), language.Say("Cấp (UTC)", "Given (UTC)"), language.Say("Đến (UTC)", "Until (UTC)"), language.Say("Liên kết", "Link"), language.Say("Số sê-ri", "Serial")],
                found.Select(certificate => (string[])
                [
                    $"{certificate.Kind.Word()} {certificate.Id}", CertificateView.State(language, certificate), ShortTime.Of(certificate.Issued),
                    ShortTime.Of(certificate.Expires), certificate.Connected ? language.Say("có", "up") : "", certificate.Serial,
                ]));
        });
    }

    private static Verb BackUp(Language language)
    {
        var verb = new Verb(
            language, "backup",
            "Sao lưu khóa CA ra tệp, mã hóa bằng mật khẩu. Khôi phục: 'radionet ca restore'.",
            "Writes the CA's key to a file, encrypted with a passphrase. 'radionet ca restore' brings it back.",
            "radionet ca backup /media/usb/ca.pem", "radionet ca backup ca.pem --passphrase-file /root/ca-passphrase");
        var file = verb.Word("FILE", "Tệp mới", "The file; it must not be there yet");
        var passphraseFile = Passphrase.Option(verb);
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var path = parsed.GetRequiredValue(file);
            if (File.Exists(path))
            {
                throw new Failure($"{path} đã có. Hãy chọn tên khác.", $"{path} is there already. Choose another name.");
            }

            var passphrase = await Passphrase.ReadAsync(parsed.GetValue(passphraseFile), twice: true, language, cancel).ConfigureAwait(false);
            var backup = await node.Access.BackUpAuthorityAsync(
                new BackUpAuthorityRequest { Passphrase = passphrase, Who = NodeClient.Who }, cancellationToken: cancel);
            Write(path, backup.Pem);
            if (output.Json)
            {
                output.Object(json => json.WriteString("file", Path.GetFullPath(path)));
                return;
            }

            output.Say(
                $"Khóa CA đã được mã hóa vào {path}. Hãy cất tệp và mật khẩu ở hai nơi khác nhau, ngoài máy này.",
                $"The CA's key is in {path}, encrypted. Keep the file and the passphrase in two places, neither of them this machine.");
        });
    }

    private static Verb Restore(Language language)
    {
        var verb = new Verb(
            language, "restore",
            "Đưa khóa CA từ bản sao lưu vào thư mục dữ liệu của nút gốc đang dừng. Các trạm đã đăng ký dùng tiếp chứng thư của mình; việc thu hồi nằm trong plan.db, nếu mất thì thu hồi lại.",
            "Puts the CA's key from a backup into the data folder of a stopped root node. Sites that are enrolled go on with their certificates; revocations lie in plan.db: where that is lost, revoke again.",
            "radionet ca restore /media/usb/ca.pem --data /var/lib/radionet");
        var file = verb.Word("FILE", "Tệp của 'radionet ca backup'", "The file of 'radionet ca backup'");
        var data = DataFolder(verb);
        var replace = verb.Option<bool>("--replace", null, "Thay CA khác đang có ở đó", "In place of another CA that is there");
        var passphraseFile = Passphrase.Option(verb);
        verb.SetAction(async (parsed, cancel) =>
        {
            var backup = await PlanText.ReadAsync(parsed.GetRequiredValue(file), cancel).ConfigureAwait(false);
            var passphrase = await Passphrase.ReadAsync(parsed.GetValue(passphraseFile), twice: false, language, cancel).ConfigureAwait(false);
            var name = Guard(() => AuthorityMaintenance.Restore(
                parsed.GetValue(data) ?? CoreVerb.UsualFolder, backup, passphrase, parsed.GetValue(replace), NodeClient.Who));
            Console.Out.WriteLine(language.Say($"Đã khôi phục CA ({name}). Hãy khởi động nút.", $"The CA is restored ({name}). Start the node."));
            return 0;
        });
        return verb;
    }

    private static Verb Make(Language language)
    {
        var verb = new Verb(
            language, "create",
            "Tạo CA mới trong thư mục dữ liệu của nút gốc đang dừng, khi CA cũ đã mất hoặc bị lộ. Mọi trạm và nút phải đăng ký lại.",
            "Makes a new CA in the data folder of a stopped root node, when the old one is lost or known to others. Every site and node must enroll again.",
            "radionet ca create --data /var/lib/radionet --replace");
        var data = DataFolder(verb);
        var replace = verb.Option<bool>("--replace", null, "Thay CA đang có ở đó", "In place of the CA that is there");
        verb.SetAction(parsed =>
        {
            var name = Guard(() => AuthorityMaintenance.Create(parsed.GetValue(data) ?? CoreVerb.UsualFolder, parsed.GetValue(replace), NodeClient.Who));
            Console.Out.WriteLine(language.Say($"Đã tạo CA mới ({name}). Hãy khởi động nút.", $"There is a new CA ({name}). Start the node."));
        });
        return verb;
    }

    private static Option<string> DataFolder(Verb verb) => verb.Option<string>(
        "--data", "DIR", $"Thư mục dữ liệu (mặc định {CoreVerb.UsualFolder})", $"The data folder ({CoreVerb.UsualFolder} otherwise)");

    private static void Write(string path, string pem)
    {
        try
        {
            PrivateFile.Write(path, pem);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new Failure(
                $"Không ghi được {path}. Hãy kiểm tra thư mục và quyền ghi.", $"{path} cannot be written. Check its folder and the right to write there.");
        }
    }

    private static string Guard(Func<string> work)
    {
        try
        {
            return work();
        }
        catch (NodeStartException cannot)
        {
            throw new Failure(cannot.Sentences);
        }
    }
}
