namespace RadioNet.CallControl.Tiers;

/// <summary>What new arbiters of this node have asked the ports of many nodes, and who has not answered yet.</summary>
internal sealed class Questions
{
    private const int MostOpen = 4096;

    private readonly OrderedDictionary<string, (long Question, HashSet<string> Awaited)> _open = [];

    /// <summary>Nodes were asked. Who asks gives up by itself: the oldest question makes room for one too many.</summary>
    public void Ask(string callKey, long question, IEnumerable<string> nodes)
    {
        _open.Remove(callKey);
        if (_open.Count == MostOpen)
        {
            _open.RemoveAt(0);
        }

        _open.Add(callKey, (question, [.. nodes]));
    }

    /// <summary>How many have not answered after this answer; none for a question that is not open any more.</summary>
    public int Answer(string callKey, long question, string node)
    {
        if (!_open.TryGetValue(callKey, out var open) || open.Question != question)
        {
            return 0;
        }

        open.Awaited.Remove(node);
        if (open.Awaited.Count == 0)
        {
            _open.Remove(callKey);
        }

        return open.Awaited.Count;
    }

    /// <summary>Nodes are lost; the questions that nobody is awaited for any more.</summary>
    public (string CallKey, long Question)[] Lose(Func<string, bool> isThere)
    {
        foreach (var (_, awaited) in _open.Values)
        {
            awaited.RemoveWhere(node => !isThere(node));
        }

        var done = _open.Where(o => o.Value.Awaited.Count == 0).Select(o => (o.Key, o.Value.Question)).ToArray();
        foreach (var (callKey, _) in done)
        {
            _open.Remove(callKey);
        }

        return done;
    }
}
