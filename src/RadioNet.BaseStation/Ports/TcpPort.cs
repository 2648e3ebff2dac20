using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RadioNet.Voice.Transport;

namespace RadioNet.BaseStation.Ports;

/// <summary>Opens connections to modems that carry their octets as they are. Connecting anew is for the one who uses the port.</summary>
internal static class TcpPort
{
    /// <summary>How long a host may take to accept.</summary>
    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(3);

    // A host that is gone without a word is noticed after 5 + 3 * 2 seconds; a modem that is silent, sooner, by its user.
    private static readonly TimeSpan KeepAliveAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan KeepAliveEach = TimeSpan.FromSeconds(2);
    private const int KeepAliveTries = 3;

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(50);

    /// <summary>Connects, at the first of the host's addresses that accepts.</summary>
    /// <param name="address">The modem's host and port.</param>
    /// <param name="isPolled">Whether the connection is polled, which needs Linux, or read ahead by a thread.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static PortOpening Open(TcpPortAddress address, bool isPolled, CancellationToken cancel)
    {
        var (addresses, fault) = HostLookup.Find(address.Host, cancel);
        foreach (var host in addresses)
        {
            var (socket, refusal) = Connect(new IPEndPoint(host, address.Port), cancel);
            if (socket is not null) return new PortOpening(Over(socket, address.ToString(), isPolled), null);
            fault = PortFaults.Unreachable(address, refusal);
        }

        return fault!;
    }

    private static IModemPort Over(Socket socket, string name, bool isPolled)
    {
        if (isPolled && OperatingSystem.IsLinux())
        {
            return new PolledPort(name, new PolledDescriptor((int)socket.Handle, () => Close(socket)), error => PortFaults.Disconnected(name, error));
        }

        socket.Blocking = true;
        return new PumpedPort(name, new NetworkStream(socket), () => Close(socket), _ => PortFaults.Disconnected(name, 0));
    }

    /// <summary>Tells the other side, which the framework doesn't while a read waits.</summary>
    private static void Close(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other side knows already.
        }

        socket.Dispose();
    }

    private static (Socket? Socket, SocketError Refusal) Connect(IPEndPoint host, CancellationToken cancel)
    {
        var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false, NoDelay = true };
        try
        {
            var refusal = ConnectWithin(socket, host, cancel);
            if (refusal == SocketError.Success)
            {
                KeepAlive(socket);
                return (socket, refusal);
            }

            socket.Dispose();
            return (null, refusal);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static SocketError ConnectWithin(Socket socket, IPEndPoint host, CancellationToken cancel)
    {
        try
        {
            socket.Connect(host);
            return SocketError.Success;
        }
        catch (SocketException pending) when (pending.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            var clock = Stopwatch.StartNew();
            while (!socket.Poll(Slice, SelectMode.SelectWrite) && !socket.Poll(TimeSpan.Zero, SelectMode.SelectError))
            {
                cancel.ThrowIfCancellationRequested();
                if (clock.Elapsed > ConnectLimit) return SocketError.TimedOut;
            }

            return (SocketError)(int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode;
        }
    }

    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, (int)KeepAliveAfter.TotalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, (int)KeepAliveEach.TotalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveTries);
    }
}
