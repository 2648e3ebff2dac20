using RadioNet.Voice.Measurement;

namespace RadioNet.Voice.Routing;

/// <summary>
/// Measures what the hops together added to a burst that leaves the nodes here: those before it by what they said, this one from the moment
/// when it was read until all that was queued with it has been given to the system. On the router's thread; allocates nothing.
/// </summary>
internal sealed class HopMeter(TimeProvider time)
{
    private readonly (long Arrived, uint Before, bool Relayed)[] _queued = new (long, uint, bool)[1024];
    private readonly LatencyHistogram _own = new();
    private readonly LatencyHistogram _relayed = new();
    private int _count;

    /// <summary>Bursts that came in at this node's own ports.</summary>
    public DelaySummary Own => Summary(_own);

    /// <summary>Bursts that came from other nodes.</summary>
    public DelaySummary Relayed => Summary(_relayed);

    /// <summary>A burst was queued for a port behind which no other node lies.</summary>
    public void Note(in BurstTrail trail, bool relayed)
    {
        if (trail.Arrived == 0) return;
        if (_count == _queued.Length) Settle();
        _queued[_count++] = (trail.Arrived, trail.Hops.Total, relayed);
    }

    /// <summary>What was queued has left.</summary>
    public void Settle()
    {
        if (_count == 0) return;
        long now = time.GetTimestamp();
        foreach ((long arrived, uint before, bool relayed) in _queued.AsSpan(0, _count))
        {
            (relayed ? _relayed : _own).Record(before + (long)time.GetElapsedTime(arrived, now).TotalMicroseconds);
        }

        _count = 0;
    }

    private static DelaySummary Summary(LatencyHistogram histogram) => new(
        histogram.Count,
        TimeSpan.FromMicroseconds(histogram.Percentile(0.5)),
        TimeSpan.FromMicroseconds(histogram.Percentile(0.99)),
        TimeSpan.FromMicroseconds(histogram.Longest));
}
