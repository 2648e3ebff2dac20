using RadioNet.Api;
using RadioNet.Core.Tests;
using RadioNet.Simulator.Links;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Tiers;

/// <summary>A province, a district and a commune, each a node in a process of its own; a node that starts again has the addresses that it had.</summary>
internal sealed class TierRig : IAsyncDisposable
{
    public const string Root = "core", District = "core-district", Commune = "core-commune", Elsewhere = "core-elsewhere";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, NodeProcess> _nodes = [];
    private readonly Dictionary<string, string> _links = [];
    private readonly Dictionary<string, string> _voice = [];
    private readonly Dictionary<string, string[]> _parents = [];
    private readonly Dictionary<(string Child, string Parent), LinkWay> _ways = [];

    public NodeProcess this[string node] => _nodes[node];

    /// <summary>The plan, with a name that makes one revision another.</summary>
    public static string Plan(string name) => $$"""
        network: test-net
        tiers: [ { level: 1, name: Province }, { level: 2, name: District }, { level: 3, name: Commune } ]
        places:
          - { id: province, tier: 1, name: {{name}} }
          - { id: district, tier: 2, in: province }
          - { id: commune, tier: 3, in: district }
          - { id: elsewhere, tier: 2, in: province }
        nodes: [ { id: core, at: province }, { id: core-district, at: district }, { id: core-commune, at: commune }, { id: core-elsewhere, at: elsewhere } ]
        sites:
          - { id: summit, at: province, repeaters: [ { id: 101, secret: "of the summit" } ] }
          - { id: town, at: district, repeaters: [ { id: 105, secret: "of the town" } ] }
          - { id: valley, at: commune, repeaters: [ { id: 106, secret: "of the valley" } ] }
          - { id: hill, at: commune, repeaters: [ { id: 102, secret: "of the hill" }, { id: 104, secret: "of the hill too" } ] }
          - { id: far, at: elsewhere, repeaters: [ { id: 103, secret: "of elsewhere" } ] }
        """;

    public static async Task<TierRig> StartAsync()
    {
        var rig = new TierRig();
        rig._parents[Root] = [];
        await rig.StartAsync(Root, "--plan", rig.Write("first"));
        return rig;
    }

    /// <summary>Lets a node in and starts it, with the nodes above it that it is told of, nearest first; the root lets it in.</summary>
    public async Task<NodeProcess> AddAsync(string node, params string[] parents)
    {
        _parents[node] = [.. parents.Select(parent => _ways.TryGetValue((node, parent), out var way) ? way.Url : _links[parent])];
        var token = (await _nodes[Root].RunAsync("node", "token", node)).Succeeded().OutputLines[0];
        return await StartAsync(node, ["--enroll", token]);
    }

    /// <summary>The same, over ways of its own to each parent, that a test can make slow, lossy or dead.</summary>
    public Task<NodeProcess> AddOverWaysAsync(string node, params string[] parents)
    {
        foreach (var parent in parents)
        {
            _ways[(node, parent)] = LinkWay.To(_links[parent], _voice[parent]);
        }

        return AddAsync(node, parents);
    }

    /// <summary>The way from a child to a parent.</summary>
    public LinkWay Way(string child, string parent) => _ways[(child, parent)];

    /// <summary>Starts a node anew, with other nodes above it that it is told of.</summary>
    public async Task<NodeProcess> MoveAsync(string node, params string[] parents)
    {
        await KillAsync(node);
        _parents[node] = [.. parents.Select(parent => _links[parent])];
        return await StartAsync(node);
    }

    /// <summary>Starts a node, again when it ran before.</summary>
    public async Task<NodeProcess> StartAsync(string node, params string[] more)
    {
        var links = _links.TryGetValue(node, out var before) ? new Uri(before).Authority : $"{LastingPort.Next()}";
        var voice = _voice.TryGetValue(node, out var at) ? at : $"{LastingPort.Next()}";
        string[] words = ["--node", node, "--links", links, "--voice", voice, .. _parents[node].SelectMany(parent => new[] { "--parent", parent }), .. more];
        var started = await NodeProcess.StartAsync(Data(node), words);
        (_links[node], _voice[node]) = (started.Links, started.Voice);
        return _nodes[node] = started;
    }

    /// <summary>The nodes above that a node is told of at its next start, nearest first.</summary>
    public void Tell(string node, params string[] parents) => _parents[node] = [.. parents.Select(parent => _links[parent])];

    public async Task KillAsync(string node)
    {
        await _nodes[node].KillAsync();
        await _nodes[node].DisposeAsync();
        _nodes.Remove(node);
    }

    /// <summary>The data folder of a node.</summary>
    public string Data(string node) => Path.Combine(_folder.Path, node);

    /// <summary>Applies the plan under a name, with more lines at its end, at the root and tells its revision.</summary>
    public async Task<int> ApplyAsync(string name, string more = "")
    {
        var answer = await _nodes[Root].Plan.ApplyAsync(
            new ApplyRequest { RequestId = Guid.NewGuid().ToString("N"), Text = $"{Plan(name)}\n{more}", Who = "test" });
        return answer.Revision.Number;
    }

    /// <summary>What a node knows of a node.</summary>
    public async Task<Node> SeenAsync(string by, string node) =>
        (await _nodes[by].Access.ListNodesAsync(new ListNodesRequest())).Nodes.Single(one => one.Id == node);

    /// <summary>Waits until a node sees another as it should be.</summary>
    public Task SeesAsync(string by, string node, string what, Func<Node, bool> isSo, TimeSpan? within = null) => Wait.UntilAsync(
        async () => isSo(await SeenAsync(by, node)), async () => $"{by} does not see {node} {what}: {await SeenAsync(by, node)}\n{Logs()}", within);

    /// <summary>Waits until a node has a revision of the plan in force.</summary>
    public Task HasPlanAsync(string node, int revision, TimeSpan? within = null) => Wait.UntilAsync(
        async () => (await RevisionAsync(node)) == revision, async () => $"{node} has not revision {revision} but {await RevisionAsync(node)}.\n{Logs()}", within);

    /// <summary>Waits until nodes know that so many hang together with them.</summary>
    public async Task HangTogetherAsync(int count, params string[] nodes)
    {
        foreach (var node in nodes)
        {
            await Wait.UntilAsync(
                async () => await _nodes[node].CounterAsync("tiers.nodes") == count,
                async () => $"{node} hangs together with {await _nodes[node].CounterAsync("tiers.nodes") - 1} nodes.\n{Logs()}", TimeSpan.FromSeconds(20));
        }
    }

    /// <summary>Logs a repeater in at a node.</summary>
    public async Task<RawRepeater> LogInAsync(string node, uint repeater, string secret)
    {
        RawRepeater raw = new(_nodes[node].Homebrew, repeater, secret);
        await raw.LogInAsync();
        return raw;
    }

    public async Task<int> RevisionAsync(string node) => (await _nodes[node].Plan.ExportAsync(new ExportRequest())).Revision;

    public string Logs() => string.Join('\n', _nodes.Select(node => $"-- {node.Key}\n{string.Join('\n', node.Value.Log.TakeLast(12))}"));

    public string Write(string name) => _folder.Write($"{name}.yaml", Plan(name));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes.Values)
        {
            await node.DisposeAsync();
        }

        foreach (var way in _ways.Values)
        {
            way.Dispose();
        }

        _folder.Dispose();
    }
}
