using System.Collections.Concurrent;
using RadioNet.CallControl;
using RadioNet.Core.Hosting;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Calls;

/// <summary>
/// The nodes of a silo, by which its grains find what is their node's. A node joins when it starts and leaves when it stops. Safe
/// from any thread.
/// </summary>
internal sealed class SiloNodes(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<string, SiloSeat> _seats = [];
    private long _starts;

    /// <summary>Takes a node in; its grains are new ones, even where it ran in this silo before.</summary>
    /// <exception cref="NodeStartException">The node runs in this silo already.</exception>
    public SiloSeat Join(string node, RulesContext context)
    {
        var seat = new SiloSeat(this, grains, node, Interlocked.Increment(ref _starts), context);
        return _seats.TryAdd(node, seat) ? seat : throw new NodeStartException(new LocalizedText(
            $"Nút {node} đang chạy trong chương trình này rồi. Hãy dừng nút đó, hoặc chọn nút khác bằng --node ID.",
            $"Node {node} runs in this process already. Stop it, or choose another node with --node ID."));
    }

    /// <summary>Finds whose a grain is by its key; null when that node has left, or has started anew since.</summary>
    public SiloSeat? Find(string key)
    {
        var node = key.IndexOf('/', StringComparison.Ordinal);
        return _seats.TryGetValue(key[..node], out var seat) && key.StartsWith(seat.Prefix, StringComparison.Ordinal) ? seat : null;
    }

    /// <summary>A node leaves.</summary>
    public void Leave(SiloSeat seat) => _seats.TryRemove(KeyValuePair.Create(seat.Node, seat));
}
