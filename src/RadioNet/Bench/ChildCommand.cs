using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Bench;

/// <summary>This very command as a child process, with what the system tells of it.</summary>
internal sealed partial class ChildCommand : IDisposable
{
    private const int SigTerm = 15;

    /// <summary>The unit of times in /proc (USER_HZ), which Linux fixes for programs.</summary>
    private static readonly TimeSpan _clockTick = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan _answerTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _stopTime = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ChildCommand(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Processor time of all its threads so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            // proc_pid_stat(5): fields 14 and 15, counted behind the name, which ends with the last bracket.
            string stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return _clockTick * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Its memory that is in RAM now, in bytes.</summary>
    public long Memory
    {
        get
        {
            string line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return long.Parse(line.AsSpan("VmRSS:".Length).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024;
        }
    }

    public static ChildCommand Start(params string[] words)
    {
        string self = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(self) == "dotnet";
        var start = new ProcessStartInfo(self, isHost ? [typeof(ChildCommand).Assembly.Location, .. words] : words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new ChildCommand(Process.Start(start)!);
    }

    /// <summary>Its next line of standard output; a <see cref="Failure"/> with its own words when it ended instead.</summary>
    public string ReadLine()
    {
        var line = _process.StandardOutput.ReadLineAsync();
        if (line.Wait(_answerTime) && line.Result is { } text)
        {
            return text;
        }

        if (!_process.HasExited)
        {
            _process.Kill();
        }

        throw new Failure(
            $"Tiến trình con không chạy được: {_errors.GetAwaiter().GetResult().Trim()}",
            $"The child process does not run: {_errors.GetAwaiter().GetResult().Trim()}");
    }

    public void WriteLine(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Asks it to stop, and ends it when it does not.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            _ = SendSignal(_process.Id, SigTerm);
            if (!_process.WaitForExit(_stopTime))
            {
                _process.Kill();
                _process.WaitForExit();
            }
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
