using System.Diagnostics;

namespace RadioNet.Core.Tests.Storage;

/// <summary>A file system of a test's own that can be full: Linux keeps it in memory. Only root may mount it.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _folder = new();

    public SmallDisk(int kibibytes)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            _folder.Dispose();
            Assert.Skip("Only root may mount a small disk, and only on Linux.");
        }

        if (Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", _folder.Path) is { Length: > 0 } problem)
        {
            _folder.Dispose();
            Assert.Skip($"No small disk can be mounted here: {problem}");
        }
    }

    public string Path => _folder.Path;

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>Takes all room but some octets, in whole pages of memory.</summary>
    public void Fill(int butFor = 0)
    {
        using var filler = File.OpenWrite(Filler);
        try
        {
            var page = new byte[4096];
            while (true)
            {
                filler.Write(page);
                filler.Flush();
            }
        }
        catch (IOException)
        {
            filler.SetLength(Math.Max(0, filler.Length - butFor));
        }
    }

    /// <summary>Makes room again.</summary>
    public void Free() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", "--lazy", Path);
        _folder.Dispose();
    }

    private static string Run(string command, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        var problem = run.StandardError.ReadToEnd();
        run.WaitForExit();
        return run.ExitCode == 0 ? "" : problem.Trim();
    }
}
