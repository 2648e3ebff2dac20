using RadioNet.Core.Hosting;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// Which lower nodes are attached, and since when the others are not: of its children this node knows it, of those below them the
/// children say it. A node may be known by several ways; one that stands is enough. Safe from any thread.
/// </summary>
internal sealed class NodePresence(NodeIdentity node)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Child> _children = [];
    private long _version;

    /// <summary>Rises with each change.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>A child is attached.</summary>
    public void Attached(string child)
    {
        lock (_gate)
        {
            if (!_children.TryGetValue(child, out var known))
            {
                _children[child] = known = new Child();
            }
            else if (known.Left is null)
            {
                return;
            }

            known.Left = null;
            _version++;
        }
    }

    /// <summary>A child is attached no more.</summary>
    public void Left(string child, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_children.TryGetValue(child, out var known))
            {
                known.Left ??= now;
                _version++;
            }
        }
    }

    /// <summary>A child said which nodes are below it, and since when each is not attached: null when it is.</summary>
    public void Told(string child, IReadOnlyDictionary<string, DateTimeOffset?> below)
    {
        lock (_gate)
        {
            if (_children.TryGetValue(child, out var known))
            {
                known.Below = below;
                _version++;
            }
        }
    }

    /// <summary>
    /// Since when a lower node is not attached; null while it is. One that was not heard since this node started has been away at
    /// least since then.
    /// </summary>
    public DateTimeOffset? AwaySince(string lower)
    {
        lock (_gate)
        {
            return lower == node.Id ? null : Latest([.. WaysTo(lower).Select(way => way.Since)]);
        }
    }

    /// <summary>The nodes that were heard, and since when each is not attached: null when it is.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset?> Below()
    {
        lock (_gate)
        {
            return _children.Keys.Concat(_children.Values.SelectMany(child => child.Below.Keys)).Where(lower => lower != node.Id).Distinct()
                .ToDictionary(lower => lower, lower => Latest([.. WaysTo(lower).Select(way => way.Since)]));
        }
    }

    /// <summary>The child by which a lower node is reached now; null when it is not.</summary>
    public string? WayTo(string lower)
    {
        lock (_gate)
        {
            return WaysTo(lower).FirstOrDefault(way => way.Since is null).Child;
        }
    }

    /// <summary>Of what the ways to a node say the one that is known to have stood last; null when one stands.</summary>
    private DateTimeOffset? Latest(List<DateTimeOffset?> since) =>
        since.Count == 0 ? node.Started : since.Contains(null) ? null : since.Max();

    private IEnumerable<(string Child, DateTimeOffset? Since)> WaysTo(string lower)
    {
        if (_children.TryGetValue(lower, out var itself))
        {
            yield return (lower, itself.Left);
        }

        foreach (var (name, child) in _children)
        {
            if (child.Below.TryGetValue(lower, out var told))
            {
                yield return (name, child.Left is { } left && (told is null || left < told) ? left : told);
            }
        }
    }

    private sealed class Child
    {
        public DateTimeOffset? Left { get; set; }

        public IReadOnlyDictionary<string, DateTimeOffset?> Below { get; set; } = new Dictionary<string, DateTimeOffset?>();
    }
}
