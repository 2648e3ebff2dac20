using RadioNet.Voice.Transport;

namespace RadioNet.Core.Ports.Homebrew;

/// <summary>
/// How many replies strangers get: so many at once and so many a second, per source port and per source address. A table of
/// fixed size under a random seed: sources may share a bucket, and no source can take memory.
/// </summary>
internal sealed class ReplyLimiter(TimeProvider time)
{
    private const int Buckets = 4096;
    private const float SourceBurst = 8;
    private const float SourcePerSecond = 2;
    private const float AddressBurst = 6000;
    private const float AddressPerSecond = 600;

    private readonly RateBucket[] _sources = new RateBucket[Buckets];
    private readonly RateBucket[] _addresses = new RateBucket[Buckets];
    private readonly int _seed = Random.Shared.Next();

    /// <summary>Whether this source may have one more reply now.</summary>
    public bool TryTake(in PeerAddress from)
    {
        ref var source = ref _sources[HashCode.Combine(_seed, from) & (Buckets - 1)];
        ref var address = ref _addresses[HashCode.Combine(_seed, from.High, from.Low) & (Buckets - 1)];
        return source.TryTake(time, SourceBurst, SourcePerSecond) && address.TryTake(time, AddressBurst, AddressPerSecond);
    }
}
