using System.Net.Sockets;

namespace RadioNet.Simulator.Modems;

/// <summary>Waits at a socket in short steps, so that a thread that waits there notices within 5 ms that it was woken.</summary>
internal static class SocketWait
{
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(5);

    public static bool For(Socket socket, TimeSpan limit) =>
        socket.Poll(limit < TimeSpan.Zero || limit > _step ? _step : limit, SelectMode.SelectRead);
}
