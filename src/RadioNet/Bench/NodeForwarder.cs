using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;
using RadioNet.Simulator.Bench;

namespace RadioNet.Command.Bench;

/// <summary>A node in a child process, with a plan and a data folder of its own that go with it.</summary>
[SupportedOSPlatform("linux")]
internal sealed class NodeForwarder : IForwarder
{
    private static readonly TimeSpan _loginTime = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("radionet-bench-").FullName;
    private readonly ChildCommand _child;
    private readonly NodeClient _client;

    public NodeForwarder(BenchNetwork network)
    {
        string plan = Path.Combine(_folder, "plan.yaml");
        File.WriteAllText(plan, network.Plan());
        long start = Stopwatch.GetTimestamp();
        _child = ChildCommand.Start(
            "core", "--json", "--data", Path.Combine(_folder, "data"), "--plan", plan, "--web", "127.0.0.1:0", "--grpc", "127.0.0.1:0",
            "--links", "127.0.0.1:0", "--homebrew", "127.0.0.1:0", "--voice", "127.0.0.1:0");
        try
        {
            using var ready = JsonDocument.Parse(_child.ReadLine());
            ReadyTime = Stopwatch.GetElapsedTime(start);
            Address = IPEndPoint.Parse(ready.RootElement.GetProperty("homebrew").GetString()!);
            _client = NodeClient.To(ready.RootElement.GetProperty("grpc").GetString()!);
        }
        catch
        {
            End();
            throw;
        }
    }

    /// <summary>From the start of the process to its word that it is ready.</summary>
    public TimeSpan ReadyTime { get; }

    /// <summary>How long it took to let all repeaters in.</summary>
    public TimeSpan LoginTime { get; private set; }

    public IPEndPoint Address { get; }

    public void Admit(BenchRepeaters repeaters, CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        int admitted = repeaters.LogIn(_loginTime, cancel);
        LoginTime = Stopwatch.GetElapsedTime(start);
        cancel.ThrowIfCancellationRequested();
        if (admitted < repeaters.Count)
        {
            throw new Failure(
                $"Chỉ {admitted} trong {repeaters.Count} trạm lặp đăng nhập được trong {_loginTime.TotalSeconds} s.",
                $"Only {admitted} of {repeaters.Count} repeaters could log in within {_loginTime.TotalSeconds} s.");
        }
    }

    public ForwarderCounters Read()
    {
        var counters = _client.Status.Get(new GetStatusRequest()).Counters;
        return new()
        {
            Process = _child.Cpu,
            Thread = TimeSpan.FromMicroseconds(counters["router.processor-microseconds"]),
            Allocated = counters["router.allocated-bytes"],
            KernelDrops = counters["socket.kernel-drops"],
            Memory = _child.Memory,
        };
    }

    public void Dispose()
    {
        _client.Dispose();
        End();
    }

    private void End()
    {
        _child.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
