using System.Globalization;
using RadioNet.Voice.Recording;

namespace RadioNet.Core.Recordings;

/// <summary>
/// Where recordings lie in a data folder: <c>recordings/open</c> while they are written, <c>recordings/2026-11-23</c> (the day when they began, UTC)
/// when they are closed and in the chain. A call's recordings are found by its id and the day.
/// </summary>
public sealed class RecordingFolder(string dataFolder)
{
    /// <summary>The folder of all.</summary>
    public string Root { get; } = Path.Combine(dataFolder, "recordings");

    /// <summary>Where they are written.</summary>
    public string Open => Path.Combine(Root, "open");

    /// <summary>What is kept of the chains of lower nodes.</summary>
    internal string Lower => Path.Combine(Root, "lower");

    /// <summary>The entries of lower nodes by day.</summary>
    internal string LowerDays => Path.Combine(Root, "lower-days");

    /// <summary>The days that have a folder, oldest first.</summary>
    public IEnumerable<DateOnly> Days => !Directory.Exists(Root) ? [] :
        Directory.EnumerateDirectories(Root).Select(Path.GetFileName)
            .Select(name => DateOnly.TryParseExact(name, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null)
            .OfType<DateOnly>().Order();

    /// <summary>A recording's file below <see cref="Root"/>, as the chain names it.</summary>
    public static string FileOf(RecordingHeader header) =>
        $"{DayName(DateOnly.FromDateTime(header.Started.UtcDateTime))}/{NameOf(header.Call, header.Part)}";

    /// <summary>A file's name: the call's id, and the part when it is not the first.</summary>
    public static string NameOf(string call, int part)
    {
        var name = string.Concat(call.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_'));
        return part <= 1 ? $"{name}{RecordingFormat.Extension}" : $"{name}_{part}{RecordingFormat.Extension}";
    }

    /// <summary>A day as its folder is called.</summary>
    public static string DayName(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A recording's octets as far as they are written; null when the file has just gone, to its day's folder or for good.</summary>
    public static byte[]? Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var octets = new MemoryStream();
            file.CopyTo(octets);
            return octets.ToArray();
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The full path of what the chain names; null when that would lie elsewhere than below <see cref="Root"/>.</summary>
    public string? PathOf(string file)
    {
        var path = Path.GetFullPath(Path.Combine(Root, file));
        return path.StartsWith(Path.GetFullPath(Root) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : null;
    }

    /// <summary>The files of a call that began then, in order, those that are being written included.</summary>
    public IReadOnlyList<string> FilesOf(string call, DateTimeOffset started)
    {
        var found = new List<string>();
        var day = DateOnly.FromDateTime(started.UtcDateTime);
        string[] folders = [Path.Combine(Root, DayName(day)), Path.Combine(Root, DayName(day.AddDays(1))), Open];
        for (var part = 1; ; part++)
        {
            var name = NameOf(call, part);
            if (folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is not { } path)
            {
                return found;
            }

            found.Add(path);
        }
    }
}
