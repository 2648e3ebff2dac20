using System.Net;
using System.Net.Sockets;

namespace RadioNet.Voice.Transport;

/// <summary>Opens the best datagram socket that this system has.</summary>
public static class DatagramSocket
{
    /// <summary>Binds a socket to <paramref name="local"/> (port 0: any free one). An IPv6 any-address also serves IPv4.</summary>
    /// <exception cref="SocketException">The address is in use, or is not this machine's.</exception>
    public static IDatagramSocket Bind(IPEndPoint local, DatagramSocketOptions? options = null)
    {
        options ??= new DatagramSocketOptions();
        return OperatingSystem.IsLinux() && Environment.Is64BitProcess
            ? LinuxDatagramSocket.Bind(local, options)
            : PortableDatagramSocket.Bind(local, options);
    }

    /// <summary>Creates and binds the framework's socket with the options that both implementations share.</summary>
    internal static Socket Open(IPEndPoint local, DatagramSocketOptions options)
    {
        ArgumentNullException.ThrowIfNull(local);
        options.Validate();
        var socket = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (local.AddressFamily == AddressFamily.InterNetworkV6) socket.DualMode = local.Address.Equals(IPAddress.IPv6Any);
            socket.SendBufferSize = options.SendBufferBytes;
            socket.ReceiveBufferSize = options.ReceiveBufferBytes;
            socket.Bind(local);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Asks for the code point; a system that won't mark keeps its own, and voice still flows.</summary>
    internal static void Mark(Socket socket, int differentiatedServices)
    {
        // The octet's upper six bits are the code point (RFC 2474, section 3).
        int octet = differentiatedServices << 2;
        TrySet(() => socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.TypeOfService, octet));
        if (socket.AddressFamily != AddressFamily.InterNetworkV6 || !OperatingSystem.IsLinux()) return;
        const int protocolIpv6 = 41;
        const int trafficClass = 67;
        TrySet(() => socket.SetRawSocketOption(protocolIpv6, trafficClass, BitConverter.GetBytes(octet)));
    }

    /// <summary>Where a datagram to itself goes: the bound address, or loopback when it is bound to any.</summary>
    internal static IPEndPoint Reachable(IPEndPoint local) => local.Address switch
    {
        var any when any.Equals(IPAddress.Any) => new IPEndPoint(IPAddress.Loopback, local.Port),
        var any when any.Equals(IPAddress.IPv6Any) => new IPEndPoint(IPAddress.IPv6Loopback, local.Port),
        _ => local,
    };

    private static void TrySet(Action set)
    {
        try
        {
            set();
        }
        catch (SocketException)
        {
            // Best effort: marking is a request to the network, never a condition for sending.
        }
    }
}
