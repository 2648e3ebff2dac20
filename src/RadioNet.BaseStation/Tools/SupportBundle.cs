using System.IO.Compression;
using System.Text;
using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Tools;

/// <summary>
/// What a technician sends to who helps: a zip of named texts, each cleaned of secrets, with a list of what is in it and of what
/// could not be had.
/// </summary>
public sealed class SupportBundle
{
    /// <summary>The list's name.</summary>
    public const string ContentsName = "README.txt";

    private readonly List<(string Name, LocalizedText What, string Text)> _parts = [];
    private readonly List<(LocalizedText What, LocalizedText Why)> _missing = [];

    /// <summary>What is in it, in order.</summary>
    public IEnumerable<(string Name, LocalizedText What)> Parts => _parts.Select(part => (part.Name, part.What));

    /// <summary>What could not be had, and why.</summary>
    public IReadOnlyList<(LocalizedText What, LocalizedText Why)> Missing => _missing;

    /// <summary>Adds a text; two of one name are told apart by a number.</summary>
    public void Add(string name, LocalizedText what, string text)
    {
        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        string free = name;
        for (int number = 2; free == ContentsName || _parts.Exists(part => part.Name == free); number++) free = $"{stem}-{number}{extension}";
        _parts.Add((free, what, SecretFilter.Clean(text)));
    }

    /// <summary>Notes what could not be had.</summary>
    public void Miss(LocalizedText what, LocalizedText why) => _missing.Add((what, why));

    /// <summary>Writes the zip.</summary>
    public void Write(Stream to)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        Put(zip, ContentsName, Contents());
        foreach (var (name, _, text) in _parts) Put(zip, name, text);
    }

    private static void Put(ZipArchive zip, string name, string text)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }

    private string Contents()
    {
        var text = new StringBuilder();
        text.AppendLine("RadioNet: báo cáo hỗ trợ / support bundle");
        text.AppendLine("Không có mật khẩu, mã đăng ký hay khóa riêng. / No password, token or private key is in it.").AppendLine();
        foreach (var (name, what, _) in _parts) text.AppendLine($"{name}  {what.Vi} / {what.En}");
        foreach (var (what, why) in _missing) text.AppendLine().AppendLine($"- {what.Vi}: {why.Vi}").AppendLine($"- {what.En}: {why.En}");
        return text.ToString();
    }
}
