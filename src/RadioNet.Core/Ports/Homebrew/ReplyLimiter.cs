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

    private readonly Bucket[] _sources = new Bucket[Buckets];
    private readonly Bucket[] _addresses = new Bucket[Buckets];
    private readonly int _seed = Random.Shared.Next();

    /// <summary>Whether this source may have one more reply now.</summary>
    public bool TryTake(in PeerAddress from)
    {
        var now = time.GetTimestamp();
        ref var source = ref _sources[HashCode.Combine(_seed, from) & (Buckets - 1)];
        ref var address = ref _addresses[HashCode.Combine(_seed, from.High, from.Low) & (Buckets - 1)];
        return source.TryTake(now, time, SourceBurst, SourcePerSecond) && address.TryTake(now, time, AddressBurst, AddressPerSecond);
    }

    private struct Bucket
    {
        private float _spent;
        private long _since;

        public bool TryTake(long now, TimeProvider time, float burst, float perSecond)
        {
            var regained = (float)time.GetElapsedTime(_since, now).TotalSeconds * perSecond;
            _spent = Math.Max(0, _spent - regained);
            _since = now;
            if (_spent + 1 > burst)
            {
                return false;
            }

            _spent++;
            return true;
        }
    }
}
