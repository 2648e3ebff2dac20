using System.Net;
using System.Net.Sockets;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>A way to an AMBEserver: each datagram is one packet. What comes from elsewhere is not read.</summary>
internal sealed class UdpAmbeLine : IAmbeLine
{
    private static readonly DatagramSocketOptions _options = new() { ReceiveBufferBytes = 256 * 1024, SendBufferBytes = 256 * 1024, ReceiveBatch = 8, SendBatch = 8 };

    private readonly IDatagramSocket _socket;
    private readonly PeerAddress _server;
    private int _next;
    private int _received;

    private UdpAmbeLine(IDatagramSocket socket, PeerAddress server) => (_socket, _server) = (socket, server);

    public bool HasDatagrams => true;

    public int? LocalPort => _socket.Local.Port;

    /// <summary>Opens it, once the name is known.</summary>
    public static IAmbeLine? Open(AmbeAddress address, out VocoderText? fault)
    {
        fault = null;
        try
        {
            var server = Dns.GetHostAddresses(address.Name).FirstOrDefault(a => a.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)
                ?? throw new SocketException((int)SocketError.HostNotFound);
            bool isV4 = server.AddressFamily == AddressFamily.InterNetwork;
            var socket = DatagramSocket.Bind(new IPEndPoint(isV4 ? IPAddress.Any : IPAddress.IPv6Any, 0), _options);
            return new UdpAmbeLine(socket, PeerAddress.From(new IPEndPoint(server, address.Number)));
        }
        catch (SocketException refused)
        {
            fault = AmbeTexts.NotOpened(address, refused.Message);
            return null;
        }
    }

    public int Read(Span<byte> to, TimeSpan limit)
    {
        if (_next == _received)
        {
            _next = 0;
            _received = _socket.Receive(limit);
        }

        while (_next < _received)
        {
            int index = _next++;
            if (_socket.Sender(index) != _server) continue;
            var datagram = _socket.Received(index);
            datagram = datagram[..Math.Min(datagram.Length, to.Length)];
            datagram.CopyTo(to);
            return datagram.Length;
        }

        return 0;
    }

    /// <summary>A datagram that the system refuses is lost like one that was lost on the way.</summary>
    public bool Write(ReadOnlySpan<byte> packet)
    {
        _socket.Send(_server, packet);
        return true;
    }

    public void Wake() => _socket.Wake();

    public void Dispose() => _socket.Dispose();
}
