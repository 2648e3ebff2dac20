using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RadioNet.Core.Recordings;

/// <summary>
/// A node's chain of recordings: lines in one file a month (<c>recordings/chain-2026-11.jsonl</c>, UTC, by the time of writing), each with the hash of the
/// one before. A line is on disk when it was appended; one that was cut off is no line. On one thread.
/// </summary>
/// <param name="folder">Where recordings lie.</param>
/// <param name="node">The node's id.</param>
/// <param name="time">The clock.</param>
/// <param name="certificate">The node's certificate with its key, when it has one.</param>
internal sealed class RecordingChain(RecordingFolder folder, string node, TimeProvider time, Func<X509Certificate2?> certificate)
{
    private string? _file;
    private string _last = RecordingLine.Nothing;
    private long _number;
    private DateTimeOffset _lastAt;
    private bool _isSealed = true;

    /// <summary>A root was written, or found at the start: the newest one, to be kept elsewhere too.</summary>
    public event Action<RecordingRoot>? Rooted;

    /// <summary>The lines of all months, oldest first.</summary>
    public static IEnumerable<(string File, string Line, bool IsWhole)> Lines(RecordingFolder folder)
    {
        foreach (var file in Files(folder))
        {
            var text = File.ReadAllText(file, Encoding.UTF8);
            for (var at = 0; at < text.Length;)
            {
                var end = text.IndexOf('\n', at);
                yield return (file, end < 0 ? text[at..] : text[at..end], end >= 0);
                at = end < 0 ? text.Length : end + 1;
            }
        }
    }

    /// <summary>Goes on where the disk stops; a line that was cut off goes.</summary>
    public void Load()
    {
        (_file, _last, _number, _isSealed, _lastAt) = (null, RecordingLine.Nothing, 0, true, default);
        foreach (var file in Files(folder).Reverse())
        {
            DropCutLine(file);
            var lines = File.ReadAllLines(file);
            if (lines.Length == 0 || RecordingLine.Read(lines[^1]) is not { } newest)
            {
                continue;
            }

            (_file, _last, _number, _lastAt, _isSealed) = (file, RecordingLine.HashOf(lines[^1]), newest.Number, newest.At, newest.Kind == RecordingEntry.RootKind);
            if (lines.LastOrDefault(line => line.Contains("\"kind\":\"root\"", StringComparison.Ordinal)) is { } root && RecordingLine.Read(root) is { } sealing)
            {
                Rooted?.Invoke(new RecordingRoot(sealing.Number, RecordingLine.HashOf(root), root));
            }

            break;
        }
    }

    /// <summary>Whether the newest month's file has a recording's entry.</summary>
    public bool Has(string file, string sha256) => _file is { } newest && File.ReadLines(newest).Any(line =>
        line.Contains(sha256, StringComparison.Ordinal) && RecordingLine.Read(line) is { Kind: RecordingEntry.RecordingKind } entry && entry.File == file && entry.Sha256 == sha256);

    /// <summary>Appends an entry, whose number, place and time are given here. It is on disk when this returns; what throws has appended nothing.</summary>
    /// <exception cref="IOException">The disk refuses it.</exception>
    public void Append(RecordingEntry entry)
    {
        var now = time.GetUtcNow();
        var own = entry.IsSeal ? certificate() : null;
        entry = entry with { Number = _number + 1, Before = _last, At = now, Node = node, Certificate = own is null ? null : Convert.ToBase64String(own.RawData) };
        var line = RecordingLine.Write(entry, own is null ? null : octets => Sign(own, octets));
        var file = Path.Combine(folder.Root, $"chain-{now.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture)}.jsonl");

        // Also when the clock has gone back: lines rise from file to file.
        file = _file is { } current && string.CompareOrdinal(current, file) > 0 ? current : file;
        Write(file, line + "\n");
        (_file, _last, _number, _lastAt, _isSealed) = (file, RecordingLine.HashOf(line), entry.Number, now, entry.Kind == RecordingEntry.RootKind);
        if (_isSealed)
        {
            Rooted?.Invoke(new RecordingRoot(entry.Number, _last, line));
        }
    }

    /// <summary>Seals what was written on a day that is over, if that is not done.</summary>
    public void SealDay()
    {
        var day = DateOnly.FromDateTime(_lastAt.UtcDateTime);
        if (!_isSealed && day < DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))
        {
            Append(New(RecordingEntry.RootKind) with { Day = RecordingFolder.DayName(day) });
        }
    }

    /// <summary>An entry of a kind, to be filled in.</summary>
    public static RecordingEntry New(string kind) => new() { Number = 0, Before = "", Kind = kind, At = default, Node = "" };

    private static IEnumerable<string> Files(RecordingFolder folder) =>
        !Directory.Exists(folder.Root) ? [] : Directory.EnumerateFiles(folder.Root, "chain-????-??.jsonl").Order(StringComparer.Ordinal);

    private static byte[] Sign(X509Certificate2 own, byte[] octets)
    {
        using var key = own.GetECDsaPrivateKey() ?? throw new CryptographicException("The node's certificate has no key.");
        return key.SignData(octets, HashAlgorithmName.SHA256);
    }

    private static void DropCutLine(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        while (stream.Length > 0)
        {
            stream.Position = stream.Length - 1;
            if (stream.ReadByte() == '\n')
            {
                return;
            }

            stream.SetLength(stream.Length - 1);
        }
    }

    private static void Write(string file, string line)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var handle = File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        var length = RandomAccess.GetLength(handle);
        try
        {
            RandomAccess.Write(handle, Encoding.UTF8.GetBytes(line), length);
            RandomAccess.FlushToDisk(handle);
        }
        catch (IOException)
        {
            RandomAccess.SetLength(handle, length);
            throw;
        }
    }
}
