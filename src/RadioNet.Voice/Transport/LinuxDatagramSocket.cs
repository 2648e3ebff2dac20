using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using static RadioNet.Voice.Transport.LinuxCalls;

namespace RadioNet.Voice.Transport;

/// <summary>
/// Linux: one blocking recvmmsg waits for the first datagram and takes all that are there, one sendmmsg sends a batch. A
/// wake-up is a datagram to itself with a token that nobody else knows: waiting in ppoll on the socket and on an eventfd
/// cost twice the processor time per datagram where datagrams come one by one. All buffers are native memory, laid out once, as the C library of a 64-bit Linux wants it.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed unsafe class LinuxDatagramSocket : IDatagramSocket
{
    // A send that the kernel has no room for is tried again this often per flush, a millisecond apart; then the voice is stale.
    private const int TriesPerFlush = 5;

    private const int NameStride = 32;

    private const int TokenLength = 32;

    private readonly Socket _socket;
    private readonly byte[] _token = RandomNumberGenerator.GetBytes(TokenLength);
    private readonly PeerAddress _self;
    private readonly int _descriptor;
    private readonly bool _v6;
    private readonly int _receiveBatch;
    private readonly int _sendBatch;
    private readonly SocketCells _cells = new();
    private readonly byte* _memory;
    private readonly Message* _in;
    private readonly Message* _out;
    private readonly byte* _inNames;
    private readonly byte* _inBytes;
    private readonly byte* _outNames;
    private readonly byte* _outBytes;
    private int _queued;
    private TimeSpan _waitLimit = Timeout.InfiniteTimeSpan;
    private bool _disposed;

    private LinuxDatagramSocket(Socket socket, DatagramSocketOptions options)
    {
        _socket = socket;
        _descriptor = (int)socket.SafeHandle.DangerousGetHandle();
        _v6 = socket.AddressFamily == AddressFamily.InterNetworkV6;
        _receiveBatch = options.ReceiveBatch;
        _sendBatch = options.SendBatch;
        Local = (IPEndPoint)socket.LocalEndPoint!;
        ReceiveBuffer = AskForReceiveBuffer(socket, options.ReceiveBufferBytes);
        DatagramSocket.Mark(socket, options.DifferentiatedServices);
        _self = PeerAddress.From(DatagramSocket.Reachable(Local));

        var plan = default(Layout);
        nuint inbound = plan.Take(_receiveBatch, sizeof(Message));
        nuint outbound = plan.Take(_sendBatch, sizeof(Message));
        nuint vectors = plan.Take(_receiveBatch + _sendBatch, sizeof(Vector));
        nuint inNames = plan.Take(_receiveBatch, NameStride);
        nuint outNames = plan.Take(_sendBatch, NameStride);
        nuint inBytes = plan.Take(_receiveBatch, IDatagramSocket.LongestReceived);
        nuint outBytes = plan.Take(_sendBatch, IDatagramSocket.LongestQueued);
        _memory = (byte*)NativeMemory.AlignedAlloc(plan.Size, Layout.Alignment);
        NativeMemory.Clear(_memory, plan.Size);
        _in = (Message*)(_memory + inbound);
        _out = (Message*)(_memory + outbound);
        _inNames = _memory + inNames;
        _outNames = _memory + outNames;
        _inBytes = _memory + inBytes;
        _outBytes = _memory + outBytes;
        Point((Vector*)(_memory + vectors));
    }

    /// <inheritdoc/>
    public IPEndPoint Local { get; }

    /// <inheritdoc/>
    public ReceiveBuffer ReceiveBuffer { get; }

    /// <inheritdoc/>
    public DatagramCounters Counters => _cells.Snapshot(ReadKernelDrops());

    /// <inheritdoc/>
    public bool MayHaveMore { get; private set; }

    /// <summary>Binds a socket.</summary>
    /// <exception cref="SocketException">The address is in use, or is not this machine's.</exception>
    public static LinuxDatagramSocket Bind(IPEndPoint local, DatagramSocketOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new LinuxDatagramSocket(DatagramSocket.Open(local, options), options);
    }

    /// <inheritdoc/>
    public int Receive(TimeSpan timeout)
    {
        for (int i = 0; i < _receiveBatch; i++)
        {
            _in[i].NameLength = NameStride;
            _in[i].Flags = 0;
        }

        bool waits = timeout != TimeSpan.Zero;
        if (waits && timeout != _waitLimit) LimitWait(timeout);
        int taken = ReceiveMany(_descriptor, _in, (uint)_receiveBatch, waits ? WaitForOne : DontWait, null);
        MayHaveMore = taken == _receiveBatch;
        return taken > 0 ? DropOversizedAndWakeUps(taken) : 0;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Received(int index) => new(_in[index].Vectors->Base, (int)_in[index].Length);

    /// <inheritdoc/>
    public PeerAddress Sender(int index) => SocketName.Read(new ReadOnlySpan<byte>(_in[index].Name, NameStride), _v6);

    /// <inheritdoc/>
    public Span<byte> Queue(in PeerAddress to, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)IDatagramSocket.LongestQueued);
        if (_queued == _sendBatch) Flush();
        ref Message message = ref _out[_queued];
        if (SocketName.TryWrite(new Span<byte>(message.Name, NameStride), to, _v6)) _queued++;
        else _cells.SendFailures++;
        message.Vectors->Length = (nuint)length;
        return new Span<byte>(message.Vectors->Base, length);
    }

    /// <inheritdoc/>
    public void Flush()
    {
        int sent = 0;
        int tries = TriesPerFlush;
        while (sent < _queued)
        {
            int now = SendMany(_descriptor, _out + sent, (uint)(_queued - sent), DontWait);
            if (now > 0)
            {
                for (int i = sent; i < sent + now; i++) _cells.BytesOut += _out[i].Length;
                _cells.DatagramsOut += now;
                sent += now;
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                case Refused: // an ICMP answer to an earlier datagram; reading it has cleared it
                    if (tries-- > 0) continue;
                    break;
                case Again:
                case NoBuffers:
                    if (tries-- > 0)
                    {
                        WaitForRoom();
                        continue;
                    }

                    _cells.SendFailures += _queued - sent;
                    _queued = 0;
                    return;
            }

            // The first of the rest can't be sent (no route, forbidden): it alone is dropped.
            _cells.SendFailures++;
            sent++;
        }

        _queued = 0;
    }

    /// <inheritdoc/>
    public bool Send(in PeerAddress to, ReadOnlySpan<byte> datagram)
    {
        bool sent = TrySend(to, datagram);
        _cells.CountSide(datagram.Length, sent);
        return sent;
    }

    /// <inheritdoc/>
    public void Wake()
    {
        // A full receive buffer swallows it, and has woken the reader already.
        TrySend(_self, _token);
    }

    /// <summary>Closes the socket. The owning thread must have stopped using it.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _socket.Dispose();
        NativeMemory.AlignedFree(_memory);
    }

    private static ReceiveBuffer AskForReceiveBuffer(Socket socket, int bytes)
    {
        // The privileged option goes past net.core.rmem_max; the plain one was set when the socket was opened.
        _ = SetOption(socket.SafeHandle, LevelSocket, ReceiveBufferForce, &bytes, sizeof(int));
        return new ReceiveBuffer(bytes, socket.ReceiveBufferSize / 2);
    }

    private void Point(Vector* vectors)
    {
        for (int i = 0; i < _receiveBatch; i++)
        {
            vectors[i] = new Vector { Base = _inBytes + (i * IDatagramSocket.LongestReceived), Length = IDatagramSocket.LongestReceived };
            _in[i] = new Message { Name = _inNames + (i * NameStride), Vectors = &vectors[i], VectorCount = 1 };
        }

        uint nameLength = (uint)(_v6 ? SocketName.V6Length : SocketName.V4Length);
        vectors += _receiveBatch;
        for (int i = 0; i < _sendBatch; i++)
        {
            vectors[i] = new Vector { Base = _outBytes + (i * IDatagramSocket.LongestQueued) };
            _out[i] = new Message { Name = _outNames + (i * NameStride), NameLength = nameLength, Vectors = &vectors[i], VectorCount = 1 };
        }
    }

    private void LimitWait(TimeSpan timeout)
    {
        // struct timeval; 0 waits for ever, so the shortest wait is a microsecond.
        long microseconds = timeout < TimeSpan.Zero ? 0 : Math.Max(1, timeout.Ticks / TimeSpan.TicksPerMicrosecond);
        nint* limit = stackalloc nint[2];
        limit[0] = (nint)(microseconds / 1_000_000);
        limit[1] = (nint)(microseconds % 1_000_000);
        if (SetOption(_socket.SafeHandle, LevelSocket, ReceiveTimeout, limit, (uint)(2 * sizeof(nint))) == 0) _waitLimit = timeout;
    }

    private bool TrySend(in PeerAddress to, ReadOnlySpan<byte> datagram)
    {
        byte* name = stackalloc byte[NameStride];
        if (!SocketName.TryWrite(new Span<byte>(name, NameStride), to, _v6)) return false;
        uint length = (uint)(_v6 ? SocketName.V6Length : SocketName.V4Length);
        try
        {
            fixed (byte* bytes = datagram)
            {
                for (int tries = TriesPerFlush; tries > 0; tries--)
                {
                    if (SendTo(_socket.SafeHandle, bytes, (nuint)datagram.Length, DontWait, name, length) >= 0) return true;
                    if (Marshal.GetLastPInvokeError() is not (Interrupted or Refused)) return false;
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // The node is stopping while a reply, or a decision, is on its way.
        }

        return false;
    }

    private void WaitForRoom()
    {
        var poll = new Poll { Descriptor = _descriptor, Events = PollOut };
        var millisecond = new Duration { Nanoseconds = 1_000_000 };
        _ = WaitFor(&poll, 1, &millisecond, null);
        // A socket with room can still meet a full device queue (ENOBUFS); that only time mends.
        if (poll.Returned != 0) Thread.Yield();
    }

    /// <summary>Counts a batch and moves whole datagrams to its front; returns how many.</summary>
    private int DropOversizedAndWakeUps(int taken)
    {
        int whole = 0;
        for (int i = 0; i < taken; i++)
        {
            if ((_in[i].Flags & Truncated) != 0)
            {
                _cells.Oversized++;
                continue;
            }

            if (_in[i].Length == TokenLength && new ReadOnlySpan<byte>(_in[i].Vectors->Base, TokenLength).SequenceEqual(_token)) continue;
            if (whole != i) (_in[whole], _in[i]) = (_in[i], _in[whole]);
            _cells.BytesIn += _in[whole].Length;
            whole++;
        }

        _cells.DatagramsIn += whole;
        return whole;
    }

    private long ReadKernelDrops()
    {
        uint* words = stackalloc uint[MemoryInfoWords];
        uint length = MemoryInfoWords * sizeof(uint);
        try
        {
            return GetOption(_socket.SafeHandle, LevelSocket, MemoryInfo, words, &length) == 0 && length > MemoryInfoDrops * sizeof(uint)
                ? words[MemoryInfoDrops]
                : 0;
        }
        catch (ObjectDisposedException)
        {
            return 0;
        }
    }

    /// <summary>Lays arrays out one behind another, each on a cache line.</summary>
    private struct Layout
    {
        public const int Alignment = 64;

        public nuint Size { get; private set; }

        public nuint Take(int count, int stride)
        {
            nuint at = Size;
            Size += (nuint)(((count * stride) + Alignment - 1) / Alignment * Alignment);
            return at;
        }
    }
}
