using System.Diagnostics;
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

    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(5);

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

    /// <summary>
    /// Starts who had its addresses before. The system may not have given them back yet: a process that another test is just starting has a copy
    /// of each socket for a moment.
    /// </summary>
    public static async Task<T> ComeAgainAsync<T>(Func<Task<T>> start)
    {
        for (var since = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            try
            {
                return await start();
            }
            catch (Exception failed) when (since.Elapsed < _bound && IsTaken(failed))
            {
                // It may be free soon.
            }
        }
    }

    private static bool IsTaken(Exception? failed) => failed is not null && (failed is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } || IsTaken(failed.InnerException));
}
