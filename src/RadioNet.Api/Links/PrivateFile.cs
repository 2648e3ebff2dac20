using System.Text;

namespace RadioNet.Api.Links;

/// <summary>
/// A file that is there whole or as it was before, for this user alone: mode 0600, where the system has modes; elsewhere its
/// folder's rights are the file's.
/// </summary>
public static class PrivateFile
{
    /// <summary>
    /// Writes a file. When it returns, whoever reads sees the new one, and its octets are on disk; the change of names may not be,
    /// so that the former one may be back after a loss of power in the next seconds. One writer at a time.
    /// </summary>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public static void Write(string path, ReadOnlySpan<byte> octets)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        using (var stream = new FileStream(fresh, Options()))
        {
            stream.Write(octets);
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>Reads a file; null when there is none. One that is there and may not be read throws.</summary>
    public static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
