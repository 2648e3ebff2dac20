using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace RadioNet.Voice.Transport;

/// <summary>
/// Any system: the framework's socket with its <see cref="SocketAddress"/> overloads, which allocate nothing, one call a
/// datagram. The wake-up is a datagram to itself that carries a token which nobody else knows.
/// </summary>
public sealed class PortableDatagramSocket : IDatagramSocket
{
    private const int TokenLength = 32;
    private const int TriesPerFlush = 5;

    // One byte more than the longest, so that a longer one shows.
    private const int InStride = IDatagramSocket.LongestReceived + 1;

    // Should a datagram vanish between the poll and the read (a bad checksum), the read gives up after this.
    private static readonly TimeSpan ReadLimit = TimeSpan.FromMilliseconds(50);

    // One poll lasts no longer than its argument, an int of microseconds, can say.
    private static readonly TimeSpan PollLimit = TimeSpan.FromMinutes(30);

    private readonly Socket _socket;
    private readonly bool _v6;
    private readonly SocketCells _cells = new();
    private readonly byte[] _token = RandomNumberGenerator.GetBytes(TokenLength);
    private readonly PeerAddress _self;
    private readonly Lock _sideLock = new();
    private readonly SocketAddress _sideName;
    private readonly SocketAddress _inName;
    private readonly SocketAddress _outName;
    private readonly byte[] _inBytes;
    private readonly int[] _inLengths;
    private readonly PeerAddress[] _senders;
    private readonly byte[] _outBytes;
    private readonly int[] _outLengths;
    private readonly PeerAddress[] _receivers;
    private int _queued;

    private PortableDatagramSocket(Socket socket, DatagramSocketOptions options)
    {
        _socket = socket;
        _socket.ReceiveTimeout = (int)ReadLimit.TotalMilliseconds;
        _v6 = socket.AddressFamily == AddressFamily.InterNetworkV6;
        Local = (IPEndPoint)socket.LocalEndPoint!;
        int granted = socket.ReceiveBufferSize;
        ReceiveBuffer = new ReceiveBuffer(options.ReceiveBufferBytes, OperatingSystem.IsLinux() ? granted / 2 : granted);
        DatagramSocket.Mark(socket, options.DifferentiatedServices);
        if (OperatingSystem.IsWindows()) IgnoreRefusals(socket);
        _self = PeerAddress.From(DatagramSocket.Reachable(Local));
        _inName = new SocketAddress(socket.AddressFamily);
        _outName = new SocketAddress(socket.AddressFamily);
        _sideName = new SocketAddress(socket.AddressFamily);
        _inBytes = new byte[options.ReceiveBatch * InStride];
        _inLengths = new int[options.ReceiveBatch];
        _senders = new PeerAddress[options.ReceiveBatch];
        _outBytes = new byte[options.SendBatch * IDatagramSocket.LongestQueued];
        _outLengths = new int[options.SendBatch];
        _receivers = new PeerAddress[options.SendBatch];
    }

    /// <inheritdoc/>
    public IPEndPoint Local { get; }

    /// <inheritdoc/>
    public ReceiveBuffer ReceiveBuffer { get; }

    /// <inheritdoc/>
    public DatagramCounters Counters => _cells.Snapshot(kernelDrops: 0);

    /// <summary>Binds a socket.</summary>
    /// <exception cref="SocketException">The address is in use, or is not this machine's.</exception>
    public static PortableDatagramSocket Bind(IPEndPoint local, DatagramSocketOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new PortableDatagramSocket(DatagramSocket.Open(local, options), options);
    }

    /// <inheritdoc/>
    public int Receive(TimeSpan timeout)
    {
        try
        {
            int taken = 0;
            int microseconds = timeout < TimeSpan.Zero ? -1 : (int)TimeSpan.FromTicks(Math.Min(timeout.Ticks, PollLimit.Ticks)).TotalMicroseconds;
            bool readable = _socket.Poll(microseconds, SelectMode.SelectRead);
            for (int reads = 0; readable && reads < _inLengths.Length; reads++)
            {
                if (TryTake(taken)) taken++;
                readable = _socket.Available > 0;
            }

            return taken;
        }
        catch (SocketException)
        {
            // A refusal reported by ICMP, or a datagram that vanished: the next call goes on.
            return 0;
        }
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Received(int index) => _inBytes.AsSpan(index * InStride, _inLengths[index]);

    /// <inheritdoc/>
    public PeerAddress Sender(int index) => _senders[index];

    /// <inheritdoc/>
    public Span<byte> Queue(in PeerAddress to, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)IDatagramSocket.LongestQueued);
        if (_queued == _outLengths.Length) Flush();
        Span<byte> datagram = _outBytes.AsSpan(_queued * IDatagramSocket.LongestQueued, length);
        if (_v6 || to.IsV4)
        {
            _receivers[_queued] = to;
            _outLengths[_queued++] = length;
        }
        else
        {
            _cells.SendFailures++;
        }

        return datagram;
    }

    /// <inheritdoc/>
    public void Flush()
    {
        for (int i = 0; i < _queued; i++)
        {
            ReadOnlySpan<byte> datagram = _outBytes.AsSpan(i * IDatagramSocket.LongestQueued, _outLengths[i]);
            if (TrySend(datagram, _receivers[i], _outName))
            {
                _cells.DatagramsOut++;
                _cells.BytesOut += datagram.Length;
            }
            else
            {
                _cells.SendFailures++;
            }
        }

        _queued = 0;
    }

    /// <inheritdoc/>
    public bool Send(in PeerAddress to, ReadOnlySpan<byte> datagram)
    {
        bool sent;
        lock (_sideLock) sent = (_v6 || to.IsV4) && TrySend(datagram, to, _sideName);
        _cells.CountSide(datagram.Length, sent);
        return sent;
    }

    /// <inheritdoc/>
    public void Wake()
    {
        lock (_sideLock) TrySend(_token, _self, _sideName);
    }

    /// <summary>Closes the socket. The owning thread must have stopped using it.</summary>
    public void Dispose() => _socket.Dispose();

    /// <summary>SIO_UDP_CONNRESET off: an ICMP refusal of one peer must not make the next read fail.</summary>
    private static void IgnoreRefusals(Socket socket)
    {
        const int connectionReset = unchecked((int)0x9800000C);
        socket.IOControl(connectionReset, [0, 0, 0, 0], null);
    }

    private bool TryTake(int index)
    {
        Span<byte> room = _inBytes.AsSpan(index * InStride, InStride);
        int length = _socket.ReceiveFrom(room, SocketFlags.None, _inName);
        if (length > IDatagramSocket.LongestReceived)
        {
            _cells.Oversized++;
            return false;
        }

        if (length == TokenLength && room[..length].SequenceEqual(_token)) return false;
        _inLengths[index] = length;
        _senders[index] = SocketName.Read(_inName.Buffer.Span, _v6);
        _cells.DatagramsIn++;
        _cells.BytesIn += length;
        return true;
    }

    private bool TrySend(ReadOnlySpan<byte> datagram, in PeerAddress to, SocketAddress name)
    {
        SocketName.WriteAddress(name.Buffer.Span, to, _v6);
        for (int tries = TriesPerFlush; tries > 0; tries--)
        {
            try
            {
                _socket.SendTo(datagram, SocketFlags.None, name);
                return true;
            }
            catch (SocketException refused) when (refused.SocketErrorCode
                is SocketError.ConnectionRefused or SocketError.ConnectionReset or SocketError.Interrupted or SocketError.NoBufferSpaceAvailable)
            {
                // An ICMP answer to an earlier datagram, or a device queue that is full for a moment.
                Thread.Yield();
            }
            catch (SocketException)
            {
                return false;
            }
            catch (ObjectDisposedException)
            {
                return false;
            }
        }

        return false;
    }
}
