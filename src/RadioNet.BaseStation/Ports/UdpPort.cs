using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RadioNet.Voice.Transport;

namespace RadioNet.BaseStation.Ports;

/// <summary>
/// A modem's octets in datagrams, as MMDVM hosts and modems send them: frames as they are, whole, several or in part, without
/// a header. Only datagrams from the modem's own address and port are heard; others are counted. UDP says of no loss: a modem
/// that is gone is silent.
/// </summary>
internal sealed class UdpPort : IModemPort
{
    // Other hosts of such modems read no more than 600 octets of a datagram.
    private const int LongestDatagram = 512;

    private readonly IDatagramSocket _socket;
    private readonly PeerAddress _modem;
    private readonly UseGate _gate;
    private int _taken;
    private int _next;
    private int _offset;
    private long _fromOthers;

    private UdpPort(IDatagramSocket socket, IPEndPoint modem)
    {
        _socket = socket;
        _modem = PeerAddress.From(modem);
        _gate = new UseGate(socket.Dispose);
        Name = $"udp:{modem}";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Where the modem sends to.</summary>
    public IPEndPoint Local => _socket.Local;

    /// <summary>Datagrams that came from elsewhere than from the modem, and were not heard.</summary>
    public long FromOthers => Interlocked.Read(ref _fromOthers);

    /// <summary>Opens a port; what is wrong with the modem at its other end shows itself by silence only.</summary>
    public static PortOpening Open(UdpPortAddress address, CancellationToken cancel)
    {
        var (addresses, fault) = HostLookup.Find(address.Host, cancel);
        if (fault is not null) return fault;
        var modem = new IPEndPoint(addresses[0], address.Port);
        var local = new IPEndPoint(LocalOf(modem.Address), address.LocalPort);
        try
        {
            var options = new DatagramSocketOptions { ReceiveBufferBytes = 1 << 18, SendBufferBytes = 1 << 18, ReceiveBatch = 8, SendBatch = 1 };
            return new PortOpening(new UdpPort(DatagramSocket.Bind(local, options), modem), null);
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? PortFaults.LocalPortInUse(address)
                : PortFaults.Failed(address.ToString(), refused.Message);
        }
    }

    /// <inheritdoc/>
    public PortRead Read(Span<byte> buffer, TimeSpan limit)
    {
        if (buffer.IsEmpty) throw new ArgumentException("A read needs room for at least one octet.", nameof(buffer));
        if (!_gate.TryEnter()) return new PortRead(0, PortFault.Closed);
        try
        {
            return ReadInside(buffer, limit);
        }
        finally
        {
            _gate.Leave();
        }
    }

    /// <inheritdoc/>
    public PortWrite Write(ReadOnlySpan<byte> bytes, TimeSpan limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero);
        if (!_gate.TryEnter()) return new PortWrite(0, PortFault.Closed);
        try
        {
            int sent = 0;
            while (sent < bytes.Length)
            {
                var datagram = bytes.Slice(sent, Math.Min(LongestDatagram, bytes.Length - sent));
                if (!_socket.Send(_modem, datagram)) break;
                sent += datagram.Length;
            }

            return new PortWrite(sent);
        }
        finally
        {
            _gate.Leave();
        }
    }

    /// <inheritdoc/>
    public void Wake()
    {
        if (!_gate.TryEnter()) return;
        _socket.Wake();
        _gate.Leave();
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Close(_socket.Wake);

    // A modem on this machine needs no port that the network reaches.
    private static IPAddress LocalOf(IPAddress modem) => (modem.AddressFamily, IPAddress.IsLoopback(modem)) switch
    {
        (AddressFamily.InterNetworkV6, true) => IPAddress.IPv6Loopback,
        (AddressFamily.InterNetworkV6, false) => IPAddress.IPv6Any,
        (_, true) => IPAddress.Loopback,
        _ => IPAddress.Any,
    };

    private PortRead ReadInside(Span<byte> buffer, TimeSpan limit)
    {
        long started = Stopwatch.GetTimestamp();
        for (; ; )
        {
            if (_gate.IsClosed) return new PortRead(0, PortFault.Closed);
            int count = TakeFromBatch(buffer);
            if (count > 0) return new PortRead(count);
            var left = limit < TimeSpan.Zero ? limit : limit - Stopwatch.GetElapsedTime(started);
            _taken = _socket.Receive(limit >= TimeSpan.Zero && left < TimeSpan.Zero ? TimeSpan.Zero : left);
            _next = 0;
            if (_taken == 0) return _gate.IsClosed ? new PortRead(0, PortFault.Closed) : default;
        }
    }

    /// <summary>Takes octets of the batch that was received last, as many as there is room for.</summary>
    private int TakeFromBatch(Span<byte> buffer)
    {
        int count = 0;
        while (_next < _taken && count < buffer.Length)
        {
            var rest = _socket.Received(_next)[_offset..];
            if (_offset == 0 && _socket.Sender(_next) != _modem)
            {
                Interlocked.Increment(ref _fromOthers);
                rest = default;
            }

            int now = Math.Min(rest.Length, buffer.Length - count);
            rest[..now].CopyTo(buffer[count..]);
            count += now;
            _offset += now;
            if (now == rest.Length)
            {
                _next++;
                _offset = 0;
            }
        }

        return count;
    }
}
