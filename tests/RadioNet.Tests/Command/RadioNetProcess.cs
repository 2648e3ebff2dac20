using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace RadioNet.Tests.Command;

/// <summary>The real command as a child process.</summary>
internal sealed partial class RadioNetProcess : IDisposable
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private const int SigTerm = 15;
    private const int SigInt = 2;
    private readonly Process _process;
    private readonly Task<string> _errors;

    private RadioNetProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int ExitCode => _process.ExitCode;

    public static RadioNetProcess Start(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "radionet.dll"), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        return new RadioNetProcess(Process.Start(start)!);
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] words)
    {
        using var process = Start(words);
        var output = await process._process.StandardOutput.ReadToEndAsync().WaitAsync(Bound);
        return (await process.WaitAsync(), output, await process._errors);
    }

    /// <summary>Starts a node on free ports; its ready line.</summary>
    public static async Task<(RadioNetProcess Node, JsonElement Ready)> StartNodeAsync(string data, params string[] words)
    {
        var node = Start([
            "core", "--data", data, "--web", "127.0.0.1:0", "--grpc", "127.0.0.1:0", "--links", "127.0.0.1:0", "--homebrew", "127.0.0.1:0", "--voice", "127.0.0.1:0", "--json", .. words]);
        var line = await node.ReadLineAsync();
        return line is not null
            ? (node, JsonDocument.Parse(line).RootElement)
            : throw new InvalidOperationException($"The node did not start: {await node._errors}");
    }

    public Task<string?> ReadLineAsync() => ReadLineAsync(Bound);

    public async Task<string?> ReadLineAsync(TimeSpan bound) => await _process.StandardOutput.ReadLineAsync().WaitAsync(bound);

    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Bound);
        return _process.ExitCode;
    }

    public void Terminate() => Assert.Equal(0, SendSignal(_process.Id, SigTerm));

    public void Interrupt() => Assert.Equal(0, SendSignal(_process.Id, SigInt));

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
