namespace RadioNet.CallControl.Tiers;

/// <summary>
/// Who arbitrates which call, as far as a node knows, and since which term. Terms come from one counter that a node keeps above
/// all that it has ever seen, so that a term that somebody takes is newer than all that those he speaks to have obeyed.
/// </summary>
/// <param name="self">The node.</param>
public sealed class Terms(string self)
{
    /// <summary>
    /// The largest term. No network comes near it by itself; should somebody say it, terms rise no more, and of two arbiters of one call
    /// that are at odds the one whose name is later holds.
    /// </summary>
    public const long Largest = 1L << 53;

    private const int Kept = 4096;

    private readonly Dictionary<string, Stamp> _known = [];
    private readonly HashSet<string> _own = [];
    private readonly Queue<string> _order = new();

    /// <summary>The highest term seen.</summary>
    public long Clock { get; private set; }

    /// <summary>Takes note of the highest term that another node has seen.</summary>
    public void See(long clock) => Clock = Math.Max(Clock, Math.Min(clock, Largest));

    /// <summary>A number above all that this node has seen, or the largest.</summary>
    public long Next()
    {
        See(Clock + 1);
        return Clock;
    }

    /// <summary>The stamp of a decision that is made here; a new term unless this node made the last one that is known here.</summary>
    public Stamp Own(string callKey)
    {
        if (IsOwn(callKey))
        {
            return _known[callKey];
        }

        _own.Add(callKey);
        return Note(new Stamp(callKey, self, Next()));
    }

    /// <summary>Whether the newest term of a call that is known here is this node's, for the nodes that it has now.</summary>
    public bool IsOwn(string callKey) => _own.Contains(callKey) && _known.TryGetValue(callKey, out var stamp) && stamp.Arbiter == self;

    /// <summary>What this node knew as a call's arbiter is gone: its next decision has a new term.</summary>
    public void Lose(string callKey) => _own.Remove(callKey);

    /// <summary>Other nodes arbitrated some calls meanwhile: this node's next decisions have new terms.</summary>
    public void Lose(Func<string, bool> isOf) => _own.RemoveWhere(key => isOf(key));

    /// <summary>Other nodes listen from now on: they may have obeyed a term that is newer than this node's.</summary>
    public void RaiseAll() => _own.Clear();

    /// <summary>Whether a decision holds here; false for one of an older term.</summary>
    public bool TryAccept(Stamp stamp)
    {
        See(stamp.Term);
        if (_known.TryGetValue(stamp.CallKey, out var known) && IsOlder(stamp, known))
        {
            return false;
        }

        Note(stamp);
        return true;
    }

    /// <summary>What is known of a call's arbiter; null when nothing is.</summary>
    public Stamp? Of(string callKey) => _known.TryGetValue(callKey, out var stamp) ? stamp : null;

    private static bool IsOlder(in Stamp stamp, in Stamp known) =>
        stamp.Term != known.Term ? stamp.Term < known.Term : string.CompareOrdinal(stamp.Arbiter, known.Arbiter) < 0;

    private Stamp Note(Stamp stamp)
    {
        if (!_known.ContainsKey(stamp.CallKey))
        {
            _order.Enqueue(stamp.CallKey);
            if (_order.Count > Kept)
            {
                var oldest = _order.Dequeue();
                _known.Remove(oldest);
                _own.Remove(oldest);
            }
        }

        _known[stamp.CallKey] = stamp;
        return stamp;
    }
}
