using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Bench;

/// <summary>This very command as a child process, with what the system tells of it.</summary>
internal sealed partial class ChildCommand : IDisposable
{
    private const int SigTerm = 15;

    private static readonly TimeSpan _answerTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _stopTime = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ChildCommand(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Processor time of all its threads so far, those that have ended included.</summary>
    public unsafe TimeSpan Cpu
    {
        get
        {
            // clock_getcpuclockid(3): exact to the nanosecond, where /proc counts in units of 10 ms.
            nint* time = stackalloc nint[2];
            return FindClock(_process.Id, out int clock) == 0 && ReadClock(clock, time) == 0
                ? TimeSpan.FromSeconds(time[0]) + TimeSpan.FromMicroseconds(time[1] / 1000.0)
                : throw new InvalidOperationException("The child process has no processor clock.");
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

    [LibraryImport("libc", EntryPoint = "clock_getcpuclockid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FindClock(int process, out int clock);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int ReadClock(int clock, nint* time);

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
