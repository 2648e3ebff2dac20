using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using RadioNet.Command.Terminal;
using RadioNet.Simulator.Bench;

namespace RadioNet.Command.Bench;

/// <summary>A node, or several, each below the one before, in child processes, with a plan and data folders of their own that go with them.</summary>
[SupportedOSPlatform("linux")]
internal sealed class NodeForwarder : IForwarder
{
    private static readonly TimeSpan _loginTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _attachTime = TimeSpan.FromSeconds(20);
    private readonly string _folder = Directory.CreateTempSubdirectory("radionet-bench-").FullName;
    private readonly List<BenchNode> _nodes = [];

    public NodeForwarder(BenchNetwork network)
    {
        string plan = Path.Combine(_folder, "plan.yaml");
        File.WriteAllText(plan, network.Plan());
        long start = Stopwatch.GetTimestamp();
        try
        {
            foreach (string node in network.Nodes)
            {
                _nodes.Add(_nodes is []
                    ? new BenchNode(Data(node), "--plan", plan)
                    : new BenchNode(Data(node), "--node", node, "--parent", _nodes[^1].Links, "--enroll", _nodes[0].TokenFor(node)));
            }

            ReadyTime = Stopwatch.GetElapsedTime(start);
            AwaitAttached([.. network.Nodes.Skip(1)]);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>From the start of the first process to the last one's word that it is ready.</summary>
    public TimeSpan ReadyTime { get; }

    /// <summary>How long it took to let all repeaters in.</summary>
    public TimeSpan LoginTime { get; private set; }

    public IReadOnlyList<IPEndPoint> Addresses => [.. _nodes.Select(node => node.Address)];

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

    public ForwarderCounters Read() => _nodes.Select(node => node.Read()).Aggregate((sum, one) => sum + one);

    public void Dispose()
    {
        foreach (var node in Enumerable.Reverse(_nodes))
        {
            node.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string Data(string node) => Path.Combine(_folder, node);

    private void AwaitAttached(IReadOnlyList<string> lower)
    {
        if (!SpinWait.SpinUntil(() => lower.All(_nodes[0].Sees), _attachTime))
        {
            throw new Failure("Các nút không tìm thấy nhau.", "The nodes did not find each other.");
        }
    }
}
