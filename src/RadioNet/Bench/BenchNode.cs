using System.Net;
using System.Runtime.Versioning;
using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Client;

namespace RadioNet.Command.Bench;

/// <summary>One node of a load test, in a child process on free ports.</summary>
[SupportedOSPlatform("linux")]
internal sealed class BenchNode : IDisposable
{
    private readonly ChildCommand _child;
    private readonly NodeClient _client;

    /// <summary>Starts it; when this returns it is ready.</summary>
    public BenchNode(string data, params string[] more)
    {
        _child = ChildCommand.Start(
        [
            "core", "--json", "--data", data, "--web", "127.0.0.1:0", "--grpc", "127.0.0.1:0", "--links", "127.0.0.1:0", "--homebrew", "127.0.0.1:0",
            "--voice", "127.0.0.1:0", .. more,
        ]);
        try
        {
            using var ready = JsonDocument.Parse(_child.ReadLine());
            Address = IPEndPoint.Parse(Ready("homebrew"));
            Links = Ready("links");
            _client = NodeClient.To(Ready("grpc"));

            string Ready(string name) => ready.RootElement.GetProperty(name).GetString()!;
        }
        catch
        {
            _child.Dispose();
            throw;
        }
    }

    /// <summary>Where repeaters log in.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Where nodes below it attach.</summary>
    public string Links { get; }

    /// <summary>A token that lets a node of the plan in; the root's word.</summary>
    public string TokenFor(string node) => _client.Access.CreateToken(
        new CreateTokenRequest { RequestId = NodeClient.NewRequestId(), Kind = PeerKind.Node, Id = node, Who = NodeClient.Who }).Token;

    /// <summary>Whether a node of the plan is attached, as this one knows.</summary>
    public bool Sees(string node) => _client.Access.ListNodes(new ListNodesRequest()).Nodes.Any(one => one.Id == node && one.Parent.Length > 0);

    /// <summary>What it has used so far.</summary>
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
        _child.Dispose();
    }
}
