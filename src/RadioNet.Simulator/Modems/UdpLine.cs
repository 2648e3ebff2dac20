using System.Net;
using System.Net.Sockets;

namespace RadioNet.Simulator.Modems;

/// <summary>A line over UDP: datagrams carry the octets as they are, and the last who sent one is the host.</summary>
internal sealed class UdpLine : IModemLine
{
    private const int LongestDatagram = 1500;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly SocketAddress _from = new(AddressFamily.InterNetwork);
    private readonly SocketAddress _host = new(AddressFamily.InterNetwork);
    private bool _hasHost;

    public UdpLine(IPEndPoint local)
    {
        _socket.Bind(local);
        Local = (IPEndPoint)_socket.LocalEndPoint!;
    }

    public IPEndPoint Local { get; }

    public string Address => $"udp:{Local}";

    public int Read(Span<byte> to, TimeSpan limit)
    {
        if (to.Length < LongestDatagram) throw new ArgumentException("A datagram that doesn't fit would be cut.", nameof(to));
        try
        {
            if (!SocketWait.For(_socket, limit)) return 0;
            int count = _socket.ReceiveFrom(to, SocketFlags.None, _from);
            _from.Buffer.CopyTo(_host.Buffer);
            _hasHost = true;
            return count;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }

    public int Write(ReadOnlySpan<byte> from)
    {
        if (!_hasHost) return from.Length; // nobody is there to get it
        try
        {
            return _socket.SendTo(from, SocketFlags.None, _host);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }

    public void Wake()
    {
    }

    public void Dispose() => _socket.Dispose();
}
