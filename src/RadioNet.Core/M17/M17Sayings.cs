using RadioNet.Protocols.M17;

namespace RadioNet.Core.M17;

/// <summary>
/// Who was said to talk at a reflector last: a stream under that callsign while it is said, or just after, is the network's own voice that came back, over
/// reflectors that are linked with one another. Written by one thread, read by another.
/// </summary>
internal sealed class M17Sayings(TimeProvider time)
{
    /// <summary>For how long after a packet its voice may still come back.</summary>
    private static readonly TimeSpan _echo = TimeSpan.FromSeconds(2);

    private long _at;
    private ulong _callsign;

    /// <summary>A packet leaves.</summary>
    public void Say(M17Address callsign)
    {
        Volatile.Write(ref _callsign, callsign.Value);
        Volatile.Write(ref _at, time.GetTimestamp());
    }

    /// <summary>Whether what comes is what was said.</summary>
    public bool IsEcho(M17Address callsign) => Volatile.Read(ref _callsign) == callsign.Value && time.GetElapsedTime(Volatile.Read(ref _at)) < _echo;
}
