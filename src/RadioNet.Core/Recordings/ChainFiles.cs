using System.Globalization;
using System.Text;

namespace RadioNet.Core.Recordings;

/// <summary>The files that a chain's lines lie in, one a month: those of a node itself, and what a node above it keeps of them.</summary>
internal static class ChainFiles
{
    /// <summary>The files of all months, oldest first.</summary>
    public static IReadOnlyList<string> All(string folder) =>
        !Directory.Exists(folder) ? [] : [.. Directory.EnumerateFiles(folder, "chain-????-??.jsonl").Order(StringComparer.Ordinal)];

    /// <summary>The lines of all months, oldest first.</summary>
    public static IEnumerable<(string File, string Line, bool IsWhole)> Lines(string folder) =>
        All(folder).SelectMany(file => LinesOf(file).Select(line => (file, line.Line, line.IsWhole)));

    /// <summary>The newest line that reads; what was cut off behind it goes.</summary>
    /// <returns>Its file, where the next one goes on; nulls when there is none.</returns>
    public static (string? File, string? Line, RecordingEntry? Entry) Newest(string folder)
    {
        foreach (var file in All(folder).Reverse())
        {
            DropCutLine(file);
            string? newest = null;
            foreach (var (line, _) in LinesOf(file))
            {
                newest = line;
            }

            if (newest is not null && RecordingLine.Read(newest) is { } entry)
            {
                return (file, newest, entry);
            }
        }

        return default;
    }

    /// <summary>The file for what is written at a time; never one before the newest, also when the clock has gone back.</summary>
    public static string FileFor(string folder, DateTimeOffset at, string? newest)
    {
        var file = Path.Combine(folder, $"chain-{at.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture)}.jsonl");
        return newest is not null && string.CompareOrdinal(newest, file) > 0 ? newest : file;
    }

    /// <summary>Appends text to a file. It is on disk when this returns; what throws has appended nothing.</summary>
    /// <exception cref="IOException">The disk refuses it.</exception>
    public static void Append(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var handle = File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        var length = RandomAccess.GetLength(handle);
        try
        {
            RandomAccess.Write(handle, Encoding.UTF8.GetBytes(text), length);
            RandomAccess.FlushToDisk(handle);
        }
        catch (IOException)
        {
            RandomAccess.SetLength(handle, length);
            throw;
        }
    }

    /// <summary>Cuts off what stands behind the last line's end.</summary>
    public static void DropCutLine(string file)
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

    /// <summary>The lines of one file; the last one is not whole when it has no end.</summary>
    public static IEnumerable<(string Line, bool IsWhole)> LinesOf(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024, FileOptions.SequentialScan);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = new StringBuilder();
        var room = new char[16 * 1024];
        for (int read; (read = reader.Read(room)) > 0;)
        {
            var from = 0;
            for (int end; (end = Array.IndexOf(room, '\n', from, read - from)) >= 0; from = end + 1)
            {
                text.Append(room, from, end - from);
                yield return (text.ToString(), true);
                text.Clear();
            }

            text.Append(room, from, read - from);
        }

        if (text.Length > 0)
        {
            yield return (text.ToString(), false);
        }
    }
}
