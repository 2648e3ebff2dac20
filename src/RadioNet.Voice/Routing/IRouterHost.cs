using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>
/// Who decides for the router. Both calls come on the router's own thread: an implementation copies what it needs into a
/// bounded queue of its own and returns; it never waits and never throws.
/// </summary>
public interface IRouterHost
{
    /// <summary>
    /// Takes a sentence of the router; false when there is no room. The router then says a start, an update or an end again
    /// later (signalling waits, it is never dropped), and forgets a sign of life.
    /// </summary>
    bool TryTake(in RouterEvent said);

    /// <summary>
    /// Takes a datagram that is no burst of an open port: logins, pings, options, strangers. <paramref name="port"/> is the
    /// open port whose address it came from, or null for a stranger. False when there is no room: it is dropped and counted.
    /// </summary>
    bool TryTake(PortId? port, in PeerAddress from, ReadOnlySpan<byte> datagram);

    /// <summary>Hears where a stream's voice passes; a host that is not interested does nothing.</summary>
    void Note(in PassMark mark)
    {
    }
}
