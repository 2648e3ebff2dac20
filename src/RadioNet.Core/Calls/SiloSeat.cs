using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;
using RadioNet.CallControl;

namespace RadioNet.Core.Calls;

/// <summary>One start of a node in its silo: where its grains are, and what they know of it. When it is disposed of, they are gone.</summary>
internal sealed class SiloSeat : IAsyncDisposable
{
    /// <summary>For how long grains may take to go; they hold nothing that must be kept.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SiloNodes _nodes;
    private readonly ConcurrentDictionary<IGrainContext, byte> _active = [];
    private volatile bool _isLeft;

    public SiloSeat(SiloNodes nodes, IGrainFactory grains, string node, long start, RulesContext context)
    {
        (_nodes, Grains, Node, Context) = (nodes, grains, node, context);
        Prefix = string.Create(CultureInfo.InvariantCulture, $"{node}/{start}/");
    }

    /// <summary>The silo.</summary>
    public IGrainFactory Grains { get; }

    /// <summary>The node's id.</summary>
    public string Node { get; }

    /// <summary>How the key of each of its grains begins: the node's id, and the number of its start in this silo.</summary>
    public string Prefix { get; }

    /// <summary>What its machines decide by.</summary>
    public RulesContext Context { get; }

    /// <summary>A grain of the node has become active.</summary>
    public void Activated(IGrainContext grain)
    {
        _active[grain] = 0;
        if (_isLeft)
        {
            LetGo(grain);
        }
    }

    /// <summary>A grain of the node is active no more.</summary>
    public void Deactivated(IGrainContext grain) => _active.TryRemove(grain, out _);

    public async ValueTask DisposeAsync()
    {
        _isLeft = true;
        _nodes.Leave(this);
        var active = _active.Keys.ToList();
        active.ForEach(LetGo);
        await Task.WhenAll(active.Select(grain => grain.Deactivated)).WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static void LetGo(IGrainContext grain) =>
        grain.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The node stops."), CancellationToken.None);
}
