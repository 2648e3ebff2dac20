using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.BaseStations;

/// <summary>A base station's controller as a child process, seen from outside.</summary>
internal sealed class StationProcess : IAsyncDisposable
{
    private static readonly TimeSpan _longestStart = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> _log = new();
    private readonly Task<string?> _firstLine;

    /// <summary>Starts a controller.</summary>
    /// <param name="site">Its site.</param>
    /// <param name="data">Its data folder.</param>
    /// <param name="modems">The address of each carrier's modem.</param>
    /// <param name="nodes">Its nodes' links addresses.</param>
    /// <param name="token">What it enrolls with; null when it is enrolled.</param>
    public StationProcess(string site, string data, IReadOnlyDictionary<string, string> modems, IEnumerable<string> nodes, string? token)
    {
        List<string> words = ["base-station", "--json", "--site", site, "--base-station", "bs1", "--data", data];
        foreach (var (carrier, address) in modems) words.AddRange(["--modem", $"{carrier}={address}"]);
        foreach (string node in nodes) words.AddRange(["--node", node]);
        if (token is not null) words.AddRange(["--enroll", token]);
        Process = RadioNetCommand.Start(words);
        Process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null) _log.Enqueue(line.Data);
        };
        Process.BeginErrorReadLine();
        _firstLine = Process.StandardOutput.ReadLineAsync();
    }

    /// <summary>The process.</summary>
    public Process Process { get; }

    /// <summary>Whether it has said that it is ready.</summary>
    public bool IsReady => _firstLine.IsCompleted;

    /// <summary>What it has said on standard error, line by line.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <summary>Waits until it is ready and tells its ready line.</summary>
    public async Task<JsonElement> ReadyAsync()
    {
        try
        {
            return await _firstLine.WaitAsync(_longestStart) is { } line
                ? JsonDocument.Parse(line).RootElement
                : throw new InvalidOperationException($"The base station did not start. {string.Join('\n', _log)}");
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"The base station was not ready in time. {string.Join('\n', _log)}");
        }
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
