using System.Net;
using System.Net.Sockets;

namespace RadioNet.Core.Hosting;

/// <summary>A free loopback TCP port for the silo, whose options take no 0.</summary>
internal static class FreePort
{
    /// <summary>Below the range that systems give to outgoing connections, so that nobody is given the port before it is bound.</summary>
    private const int First = 20000;
    private const int Count = 10000;

    public static int Next()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var port = First + Random.Shared.Next(Count);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException("No free loopback port between 20000 and 29999 was found in 100 attempts.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
