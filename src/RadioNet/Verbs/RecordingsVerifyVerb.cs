using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RadioNet.Api.Links;
using RadioNet.Command.Terminal;
using RadioNet.Core.Recordings;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet recordings verify</c>: looks at a data folder by itself; no node need run.</summary>
internal static class RecordingsVerifyVerb
{
    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "verify",
            "Kiểm tra bản ghi âm trong một thư mục dữ liệu, không cần nút chạy: nguyên vẹn, bị xóa theo quy định, bị sửa, bị mất. Mã thoát 1 khi có bản bị sửa, bị mất, hoặc chuỗi bị hỏng.",
            "Checks the recordings of a data folder, without a node: intact, deleted by policy, altered, missing. Exit code 1 when one is altered or missing, or the chain is broken.",
            "radionet recordings verify /var/lib/radionet", "radionet recordings verify ./copy --authority ca-certificate.pem --roots kept.jsonl --json");
        var folder = new Argument<string>("DIR") { Description = language.Say($"Thư mục dữ liệu của nút (mặc định {CoreVerb.UsualFolder})", $"The node's data folder ({CoreVerb.UsualFolder} otherwise)"), Arity = ArgumentArity.ZeroOrOne };
        verb.Add(folder);
        var authority = verb.Option<string>("--authority", "FILE", "Chứng thư CA của mạng, PEM (mặc định lấy từ link.pem của thư mục)", "The CA's certificate, PEM (the folder's link.pem has it otherwise)");
        var roots = verb.Option<string>(
            "--roots", "PATH", "Những gì nút cấp trên giữ của chuỗi: tệp do 'radionet recordings kept' ghi, hoặc thư mục dữ liệu của nút đó",
            "What a node above keeps of the chain: a file that 'radionet recordings kept' wrote, or that node's data folder");
        var json = verb.Option<bool>("--json", null, "Kết quả cho máy đọc, một đối tượng một dòng", "For machines: one object a line");
        verb.SetAction(parsed => Run(
            parsed.GetValue(folder) ?? CoreVerb.UsualFolder, parsed.GetValue(authority), parsed.GetValue(roots), new Output(Console.Out, language, parsed.GetValue(json))));
        return verb;
    }

    private static int Run(string data, string? authorityFile, string? rootsFile, Output output)
    {
        if (!Directory.Exists(data))
        {
            throw new Failure($"Không có thư mục {data}.", $"There is no folder {data}.");
        }

        try
        {
            using var authority = authorityFile is null ? AuthorityOf(data) : X509Certificate2.CreateFromPem(File.ReadAllText(authorityFile));
            var check = new RecordingVerifier(new RecordingFolder(data), authority, rootsFile is null ? [] : Kept(rootsFile, data)).Run();
            Show(check, output);
            return check.IsRight ? 0 : 1;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new Failure($"Không đọc được: {unread.Message}", $"It cannot be read: {unread.Message}");
        }
    }

    private static IReadOnlyList<string> Kept(string path, string data)
    {
        var node = CredentialsOf(data)?.Identity.Id ?? KeptElsewhere.NodeOf(data);
        return KeptElsewhere.Read(path, node) ?? throw new Failure(
            $"Thư mục {path} không giữ chuỗi bản ghi âm nào của nút {node ?? "không rõ tên"}.", $"The folder {path} keeps no chain of recordings of {node ?? "a node that has no name"}.");
    }

    /// <summary>The CA's certificate as the node has it; null when the folder has none that reads.</summary>
    private static X509Certificate2? AuthorityOf(string data) => CredentialsOf(data)?.Authority;

    private static LinkCredentials? CredentialsOf(string data)
    {
        try
        {
            return PrivateFile.Read(Path.Combine(data, "link.pem")) is { } text ? LinkCredentials.FromPem(text) : null;
        }
        catch (Exception unread) when (unread is InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Show(RecordingCheck check, Output output)
    {
        if (output.Json)
        {
            ShowJson(check, output);
            return;
        }

        var language = output.Language;
        foreach (var finding in check.Findings.Where(finding => finding.IsWrong))
        {
            output.Line($"{Word(finding.State, language)}: {finding.File}");
        }

        foreach (var sentence in check.Faults.Concat(check.Notes))
        {
            output.Line(language.Say(sentence));
        }

        output.Say(
            $"{check.Count(RecordingState.Intact)} nguyên vẹn, {check.Count(RecordingState.Deleted)} xóa theo quy định, {check.Count(RecordingState.Altered)} bị sửa, {check.Count(RecordingState.Missing)} bị mất, {check.Count(RecordingState.Foreign)} lạ, {check.Count(RecordingState.Open)} đang ghi. Chuỗi: {check.Entries} mục, {check.Unsealed} chưa có gốc ký.",
            $"{check.Count(RecordingState.Intact)} intact, {check.Count(RecordingState.Deleted)} deleted by policy, {check.Count(RecordingState.Altered)} altered, {check.Count(RecordingState.Missing)} missing, {check.Count(RecordingState.Foreign)} foreign, {check.Count(RecordingState.Open)} open. Chain: {check.Entries} entries, {check.Unsealed} behind the newest signed root.");
    }

    private static void ShowJson(RecordingCheck check, Output output)
    {
        foreach (var finding in check.Findings)
        {
            output.Object(json =>
            {
                json.WriteString("file", finding.File);
                json.WriteString("state", finding.State.Word());
                json.WriteString("call", finding.Entry?.Call);
                json.WriteString("policy", finding.Policy);
            });
        }

        output.Object(json =>
        {
            json.WriteBoolean("right", check.IsRight);
            json.WriteNumber("entries", check.Entries);
            json.WriteNumber("unsealed", check.Unsealed);
            json.WriteList("faults", check.Faults, fault => json.WriteStringValue(fault.En));
            json.WriteList("notes", check.Notes, note => json.WriteStringValue(note.En));
        });
    }

    private static string Word(RecordingState state, Language language) => state switch
    {
        RecordingState.Altered => language.Say("bị sửa", "altered"),
        RecordingState.Missing => language.Say("bị mất", "missing"),
        RecordingState.Foreign => language.Say("lạ", "foreign"),
        _ => state.Word(),
    };
}
