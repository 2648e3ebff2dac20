using System.Numerics;

namespace RadioNet.Voice.Measurement;

/// <summary>
/// Durations in microseconds, counted in buckets of fixed number: exact below 64 µs, above that 32 to each doubling, so
/// that a percentile is at most 1/32 too high. One thread records; what others read meanwhile is of about that moment.
/// </summary>
public sealed class LatencyHistogram
{
    private const int ExactBelow = 64;
    private const int BucketsPerDoubling = 32;
    private const int Doublings = 32;

    private readonly long[] _counts = new long[ExactBelow + (Doublings * BucketsPerDoubling)];

    /// <summary>How many durations were recorded.</summary>
    public long Count { get; private set; }

    /// <summary>The longest, in microseconds, exactly.</summary>
    public long Longest { get; private set; }

    /// <summary>Records a duration in microseconds; one below 0 counts as 0.</summary>
    public void Record(long microseconds)
    {
        microseconds = Math.Max(0, microseconds);
        _counts[BucketOf(microseconds)]++;
        Count++;
        if (microseconds > Longest) Longest = microseconds;
    }

    /// <summary>
    /// The duration, in microseconds, that this share (0 to 1) of all recorded ones does not exceed: its bucket's upper end,
    /// and never more than <see cref="Longest"/>. 0 when there are none.
    /// </summary>
    public long Percentile(double share)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (int bucket = 0; bucket < _counts.Length && Count > 0; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank) return Math.Min(UpperEnd(bucket), Longest);
        }

        return 0;
    }

    private static int BucketOf(long value)
    {
        if (value < ExactBelow) return (int)value;

        // The highest bit says which doubling, the five bits below it which bucket of that.
        int doubling = BitOperations.Log2((ulong)value) - 6;
        if (doubling >= Doublings) return ExactBelow + (Doublings * BucketsPerDoubling) - 1;
        return ExactBelow + (doubling * BucketsPerDoubling) + (int)((value >> (doubling + 1)) - BucketsPerDoubling);
    }

    private static long UpperEnd(int bucket)
    {
        if (bucket < ExactBelow) return bucket;
        int doubling = (bucket - ExactBelow) / BucketsPerDoubling;
        long step = BucketsPerDoubling + ((bucket - ExactBelow) % BucketsPerDoubling);
        return ((step + 1) << (doubling + 1)) - 1;
    }
}
