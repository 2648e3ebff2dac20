using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RadioNet.Tests.EndToEnd.Rig;

/// <summary>The <c>radionet</c> command as a child process: the one that was built beside these tests.</summary>
internal static class RadioNetCommand
{
    /// <summary>For how long a command may run before it counts as hanging.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    /// <summary>Starts it with its output redirected; the language is English.</summary>
    public static Process Start(params IEnumerable<string> words) => StartIn(null, words);

    /// <summary>The same in a network namespace; null: in this process's own.</summary>
    public static Process StartIn(string? space, IEnumerable<string> words)
    {
        // The runtime that runs the tests, so that no other need be installed or found.
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        string[] program = [.. Into(space), Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), Path.Combine(AppContext.BaseDirectory, "radionet.dll")];
        var start = new ProcessStartInfo(program[0], [.. program[1..], .. words])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C", ["LANG"] = "C" },
        };
        return Process.Start(start) ?? throw new InvalidOperationException("The command did not start.");
    }

    /// <summary>Runs it to its end.</summary>
    public static Task<CommandResult> RunAsync(params IEnumerable<string> words) => RunInAsync(null, words);

    /// <summary>Runs it to its end in a network namespace; null: in this process's own.</summary>
    public static async Task<CommandResult> RunInAsync(string? space, IEnumerable<string> words)
    {
        using var process = StartIn(space, words);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(_longest);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw new TimeoutException($"radionet {string.Join(' ', words)} did not end. It said: {await errors}");
        }

        return new CommandResult(process.ExitCode, await output, await errors);
    }

    /// <summary>Asks a process to end as a service manager does: SIGTERM.</summary>
    public static void AskToEnd(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        kill.WaitForExit();
    }

    private static string[] Into(string? space) => space is null ? [] : ["ip", "netns", "exec", space];
}
