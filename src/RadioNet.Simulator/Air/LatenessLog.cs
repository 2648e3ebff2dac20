namespace RadioNet.Simulator.Air;

/// <summary>The latest times at which something came too late, in ticks of a clock's timestamp. From any thread.</summary>
internal sealed class LatenessLog
{
    private const int Most = 256;

    private readonly Lock _gate = new();
    private readonly Queue<(long From, long Until)> _late = new();

    /// <summary>What was due at a time came at another.</summary>
    public void Note(long due, long came)
    {
        lock (_gate)
        {
            if (_late.Count == Most) _late.Dequeue();
            _late.Enqueue((due, came));
        }
    }

    /// <summary>The longest of the delays that touch a span of time; zero when none is remembered.</summary>
    public long LongestBetween(long from, long to)
    {
        long longest = 0;
        lock (_gate)
        {
            foreach (var (due, came) in _late)
            {
                if (due <= to && came >= from) longest = Math.Max(longest, came - due);
            }
        }

        return longest;
    }
}
