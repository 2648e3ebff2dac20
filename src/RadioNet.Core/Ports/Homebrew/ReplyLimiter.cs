using RadioNet.Voice.Transport;

namespace RadioNet.Core.Ports.Homebrew;

/// <summary>How many replies strangers get: so many at once and so many a second, per source port and per source address.</summary>
internal sealed class ReplyLimiter(TimeProvider time)
{
    private const int Buckets = 4096;
    private const float SourceBurst = 8;
    private const float SourcePerSecond = 2;
    private const float AddressBurst = 6000;
    private const float AddressPerSecond = 600;

    private readonly RateTable _sources = new(Buckets, time, SourceBurst, SourcePerSecond);
    private readonly RateTable _addresses = new(Buckets, time, AddressBurst, AddressPerSecond);

    /// <summary>Whether this source may have one more reply now.</summary>
    public bool TryTake(in PeerAddress from) => _sources.TryTake(from) && _addresses.TryTake((from.High, from.Low));
}
