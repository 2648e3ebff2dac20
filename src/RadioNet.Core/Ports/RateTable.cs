using System.Numerics;

namespace RadioNet.Core.Ports;

/// <summary>
/// How often each of many sources may do something: so many at once, and so many a second after that. Of a fixed size under a random
/// seed: sources may share a bucket, and no source can take memory. For one thread at a time.
/// </summary>
internal sealed class RateTable
{
    private readonly RateBucket[] _buckets;
    private readonly TimeProvider _time;
    private readonly float _burst;
    private readonly float _perSecond;
    private readonly int _seed = Random.Shared.Next();

    /// <param name="buckets">Its size, a power of two.</param>
    /// <param name="time">The clock.</param>
    /// <param name="burst">So many at once.</param>
    /// <param name="perSecond">So many a second after that.</param>
    public RateTable(int buckets, TimeProvider time, float burst, float perSecond)
    {
        if (!BitOperations.IsPow2(buckets))
        {
            throw new ArgumentOutOfRangeException(nameof(buckets), buckets, "A power of two.");
        }

        (_buckets, _time, _burst, _perSecond) = (new RateBucket[buckets], time, burst, perSecond);
    }

    /// <summary>Whether a source may once more now.</summary>
    public bool TryTake<TSource>(TSource source)
        where TSource : notnull => Bucket(source).TryTake(_time, _burst, _perSecond);

    /// <summary>Gives a source back what it took last: it does not count.</summary>
    public void GiveBack<TSource>(TSource source)
        where TSource : notnull => Bucket(source).GiveBack();

    private ref RateBucket Bucket<TSource>(TSource source)
        where TSource : notnull => ref _buckets[HashCode.Combine(_seed, source) & (_buckets.Length - 1)];
}
