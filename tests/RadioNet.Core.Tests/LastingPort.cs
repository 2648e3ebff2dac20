using System.Net;
using System.Net.Sockets;

namespace RadioNet.Core.Tests;

/// <summary>
/// Addresses for who must find the one that it had free when it comes again: their ports are none of those that a system gives to who asks
/// for any (from 32768 on), of which another test's socket may have taken one meanwhile.
/// </summary>
internal static class LastingPort
{
    private const int First = 20_000, Count = 12_000;

    private static int _last = Random.Shared.Next(Count);

    /// <summary>An address on this machine whose port is free, for streams and for datagrams.</summary>
    public static IPEndPoint Next()
    {
        while (true)
        {
            IPEndPoint at = new(IPAddress.Loopback, First + (Interlocked.Increment(ref _last) % Count));
            try
            {
                using Socket stream = new(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp), datagram = new(at.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
                stream.Bind(at);
                datagram.Bind(at);
                return at;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next one may be free.
            }
        }
    }
}
