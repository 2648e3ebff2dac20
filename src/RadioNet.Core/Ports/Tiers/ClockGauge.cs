using RadioNet.Api;
using RadioNet.Core.Records.Traces;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// Measures how the parent's clock stands to this node's, by the pings of one link: each says what it may be within half its round trip,
/// and the best of the last minute counts. A clock may drift from the other meanwhile, which widens what is older. Safe from any thread.
/// </summary>
internal sealed class ClockGauge(TimeProvider time)
{
    /// <summary>How far two clocks without help part, of the time that passes: a poor quartz.</summary>
    private const double Drift = 50e-6;

    /// <summary>No two clocks are further apart: a hundred years.</summary>
    private const long MostMicroseconds = 100L * 366 * 24 * 3600 * 1_000_000;

    private static readonly TimeSpan _memory = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Queue<(long At, ClockReading Reading)> _samples = new();

    /// <summary>What is to be added to the parent's times to have them by this node's; null before the first pong.</summary>
    public ClockReading? Reading
    {
        get
        {
            lock (_gate)
            {
                return _samples.Count == 0 ? null : _samples.Select(Aged).MinBy(reading => reading.Error);
            }
        }
    }

    /// <summary>A ping by the clocks as they are now.</summary>
    public static LinkPing Ping(ulong number, TimeProvider time) => new() { Number = number, Sent = Microseconds(time.GetUtcNow()), Ticks = time.GetTimestamp() };

    /// <summary>A time as the messages have it.</summary>
    public static long Microseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>What a child measured; null when it makes no sense.</summary>
    public static ClockReading? Read(ClockSaid said) => Math.Abs((double)said.Offset) > MostMicroseconds || said.Error > MostMicroseconds
        ? null
        : new ClockReading(TimeSpan.FromMicroseconds(said.Offset), TimeSpan.FromMicroseconds(said.Error));

    /// <summary>Takes a pong; true when it was one of a parent that tells its clock.</summary>
    public bool Hear(LinkPing pong)
    {
        var now = time.GetTimestamp();
        var trip = time.GetElapsedTime(pong.Ticks, now);
        if (pong.Answered == 0 || Math.Abs((double)pong.Answered - pong.Sent) > MostMicroseconds || trip < TimeSpan.Zero || trip > _memory)
        {
            return false;
        }

        var ahead = TimeSpan.FromMicroseconds(pong.Answered - pong.Sent) - (trip / 2);
        lock (_gate)
        {
            _samples.Enqueue((now, new ClockReading(-ahead, trip / 2)));
            while (time.GetElapsedTime(_samples.Peek().At, now) > _memory)
            {
                _samples.Dequeue();
            }
        }

        return true;
    }

    private ClockReading Aged((long At, ClockReading Reading) sample) => sample.Reading with { Error = sample.Reading.Error + (time.GetElapsedTime(sample.At) * Drift) };
}
