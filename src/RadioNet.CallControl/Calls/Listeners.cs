using System.Collections.Immutable;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Calls;

/// <summary>
/// The nodes at whose consoles somebody listens to a call. Each says so now and then; one that has not for <see cref="CallTimers.Listening"/> is taken to
/// listen no more. To the route they are ports like others, which use no timeslot.
/// </summary>
internal sealed class Listeners(RulesContext context)
{
    private readonly SortedDictionary<string, long> _nodes = new(StringComparer.Ordinal);

    /// <summary>Whether there is any.</summary>
    public bool Any => _nodes.Values.Any(IsFresh);

    /// <summary>Those that listen now.</summary>
    public ImmutableArray<string> Nodes => [.. from node in _nodes where IsFresh(node.Value) select node.Key];

    /// <summary>Takes a node's word; true when it changes where the call goes.</summary>
    public bool Set(string node, bool listens)
    {
        var did = _nodes.TryGetValue(node, out var at) && IsFresh(at);
        if (listens)
        {
            _nodes[node] = context.Time.GetTimestamp();
        }
        else
        {
            _nodes.Remove(node);
        }

        return did != listens;
    }

    /// <summary>Nodes can't be reached any more; true when one of them listened.</summary>
    public bool Lose(ImmutableHashSet<string> nodes)
    {
        var lost = _nodes.Keys.Where(nodes.Contains).ToArray();
        foreach (var node in lost)
        {
            _nodes.Remove(node);
        }

        return lost.Length > 0;
    }

    public void Clear() => _nodes.Clear();

    /// <summary>A route with those who listen.</summary>
    public ImmutableArray<SlotLease> With(ImmutableArray<SlotLease> route) => _nodes.Count == 0 ? route : [.. route, .. Ports()];

    private IEnumerable<SlotLease> Ports() =>
        from node in Nodes
        select context.Plan.Current.TryConsoles(node, out var port) ? new SlotLease(port.Id, Timeslot.One, 0) : default into lease
        where lease != default
        select lease;

    private bool IsFresh(long at) => context.Time.GetElapsedTime(at) <= context.Timers.Listening;
}
