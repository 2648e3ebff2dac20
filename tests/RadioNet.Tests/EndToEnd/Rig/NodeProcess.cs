using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Grpc.Net.Client;
using RadioNet.Api;

namespace RadioNet.Tests.EndToEnd.Rig;

/// <summary>A node as a child process on free ports, seen from outside.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan _longestStart = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> _log;
    private readonly GrpcChannel _channel;

    private readonly string? _space;

    private NodeProcess(Process process, JsonElement ready, ConcurrentQueue<string> log, string? space)
    {
        (Process, Ready, _log, _space) = (process, ready, log, space);
        Server = ready.GetProperty("grpc").GetString()!;
        Homebrew = IPEndPoint.Parse(ready.GetProperty("homebrew").GetString()!);
        _channel = GrpcChannel.ForAddress(Server, new GrpcChannelOptions { MaxReceiveMessageSize = ApiLimits.LargestMessage, MaxSendMessageSize = ApiLimits.LargestMessage });
    }

    /// <summary>The process.</summary>
    public Process Process { get; }

    /// <summary>Its ready line.</summary>
    public JsonElement Ready { get; }

    /// <summary>The URL that <c>--server</c> takes.</summary>
    public string Server { get; }

    /// <summary>Where repeaters log in.</summary>
    public IPEndPoint Homebrew { get; }

    /// <summary>What it has said on standard error, line by line.</summary>
    public IReadOnlyCollection<string> Log => _log;

    public CallService.CallServiceClient Calls => new(_channel);

    public StatusService.StatusServiceClient Status => new(_channel);

    public AlarmService.AlarmServiceClient Alarms => new(_channel);

    public PlanService.PlanServiceClient Plan => new(_channel);

    public LocationService.LocationServiceClient Locations => new(_channel);

    public SiteService.SiteServiceClient Sites => new(_channel);

    public AccessService.AccessServiceClient Access => new(_channel);

    public TraceService.TraceServiceClient Traces => new(_channel);

    public ConsoleService.ConsoleServiceClient Consoles => new(_channel);

    public RecordingService.RecordingServiceClient Recordings => new(_channel);

    /// <summary>Its links address.</summary>
    public string Links => Ready.GetProperty("links").GetString()!;

    /// <summary>Where it takes voice.</summary>
    public string Voice => Ready.GetProperty("voice").GetString()!;

    /// <summary>The words that start a node on a data folder with ports that are free.</summary>
    public static string[] WordsFor(string data, IPEndPoint? homebrew, params string[] more)
    {
        List<string> words = ["core", "--json", "--data", data, "--web", "127.0.0.1:0", "--grpc", "127.0.0.1:0", .. more];
        if (!more.Contains("--homebrew")) words.AddRange(["--homebrew", homebrew?.ToString() ?? "127.0.0.1:0"]);
        if (!more.Contains("--voice")) words.AddRange(["--voice", "127.0.0.1:0"]);
        if (!more.Contains("--links")) words.AddRange(["--links", "127.0.0.1:0"]);
        return [.. words];
    }

    /// <summary>Starts a node and waits until it is ready.</summary>
    public static Task<NodeProcess> StartAsync(string data, params string[] more) => StartAtAsync(data, null, more);

    /// <summary>The same, where its repeaters know it to be.</summary>
    public static Task<NodeProcess> StartAtAsync(string data, IPEndPoint? homebrew, params string[] more) => StartInAsync(null, data, homebrew, more);

    /// <summary>The same in a network namespace, where only <see cref="RunAsync"/> reaches its services.</summary>
    public static async Task<NodeProcess> StartInAsync(string? space, string data, IPEndPoint? homebrew, params string[] more)
    {
        var process = RadioNetCommand.StartIn(space, WordsFor(data, homebrew, more));
        var log = new ConcurrentQueue<string>();
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null) log.Enqueue(line.Data);
        };
        process.BeginErrorReadLine();
        string? ready = await process.StandardOutput.ReadLineAsync().WaitAsync(_longestStart);
        return ready is null
            ? throw new InvalidOperationException($"The node did not start. {string.Join('\n', log)}")
            : new NodeProcess(process, JsonDocument.Parse(ready).RootElement, log, space);
    }

    /// <summary>Runs a verb against this node.</summary>
    public Task<CommandResult> RunAsync(params IEnumerable<string> words) => RadioNetCommand.RunInAsync(_space, [.. words, "--server", Server]);

    /// <summary>Its status.</summary>
    public async Task<Status> StatusAsync() => await Status.GetAsync(new GetStatusRequest());

    /// <summary>A counter of its status.</summary>
    public async Task<long> CounterAsync(string name) => (await StatusAsync()).Counters[name];

    /// <summary>Waits until a call of this talkgroup or radio is as it should be, and tells it.</summary>
    public async Task<Call> CallAsync(string what, ListCallsRequest request, Func<Call, bool> isSo)
    {
        Call? found = null;
        await Wait.UntilAsync(
            async () =>
            {
                var listed = await Calls.ListAsync(request);
                return (found = listed.Calls.FirstOrDefault(isSo)) is not null;
            },
            async () => $"No call is as it should be: {what}. There are: {string.Join("\n", (await Calls.ListAsync(request)).Calls)}");
        return found!;
    }

    /// <summary>Asks it to stop and tells its exit code.</summary>
    public async Task<int> StopAsync(TimeSpan within)
    {
        RadioNetCommand.AskToEnd(Process);
        await Process.WaitForExitAsync().WaitAsync(within);
        return Process.ExitCode;
    }

    /// <summary>Stops it where it is, and its connections stand: SIGSTOP; <see cref="Resume"/> lets it go on.</summary>
    public void Freeze() => Signal("-STOP");

    /// <summary>Lets it go on: SIGCONT.</summary>
    public void Resume() => Signal("-CONT");

    /// <summary>Kills it as a power cut would: SIGKILL.</summary>
    public async Task KillAsync()
    {
        Process.Kill();
        await Process.WaitForExitAsync();
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{Process.Id}"]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        if (!Process.HasExited) await KillAsync();
        Process.Dispose();
    }
}
