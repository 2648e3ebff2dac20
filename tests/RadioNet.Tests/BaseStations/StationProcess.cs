using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.BaseStations;

/// <summary>A base station's controller as a child process, seen from outside.</summary>
internal sealed class StationProcess : IAsyncDisposable
{
    private static readonly TimeSpan _longestStart = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> _log;

    private StationProcess(Process process, JsonElement ready, ConcurrentQueue<string> log) => (Process, Ready, _log) = (process, ready, log);

    /// <summary>The process.</summary>
    public Process Process { get; }

    /// <summary>Its ready line.</summary>
    public JsonElement Ready { get; }

    /// <summary>What it has said on standard error, line by line.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <summary>Starts a controller and waits until it is ready.</summary>
    public static async Task<StationProcess> StartAsync(string site, string data, string modem, IEnumerable<string> nodes, string? token)
    {
        List<string> words = ["base-station", "--json", "--site", site, "--base-station", "bs1", "--data", data, "--modem", $"c1={modem}"];
        foreach (string node in nodes) words.AddRange(["--node", node]);
        if (token is not null) words.AddRange(["--enroll", token]);
        var process = RadioNetCommand.Start(words);
        var log = new ConcurrentQueue<string>();
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null) log.Enqueue(line.Data);
        };
        process.BeginErrorReadLine();
        string? ready;
        try
        {
            ready = await process.StandardOutput.ReadLineAsync().WaitAsync(_longestStart);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw new InvalidOperationException($"The base station was not ready in time. {string.Join('\n', log)}");
        }

        return ready is null
            ? throw new InvalidOperationException($"The base station did not start. {string.Join('\n', log)}")
            : new StationProcess(process, JsonDocument.Parse(ready).RootElement, log);
    }

    /// <summary>Asks it to stop and tells its exit code.</summary>
    public async Task<int> StopAsync(TimeSpan within)
    {
        RadioNetCommand.AskToEnd(Process);
        await Process.WaitForExitAsync().WaitAsync(within);
        return Process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            Process.Kill();
            await Process.WaitForExitAsync();
        }

        Process.Dispose();
    }
}
