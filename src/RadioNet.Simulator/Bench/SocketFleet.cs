using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using static RadioNet.Voice.Transport.LinuxCalls;

namespace RadioNet.Simulator.Bench;

/// <summary>
/// Thousands of UDP sockets, each with a port of its own and connected to one remote address, which they take in turn from a list. One thread receives for all
/// (epoll, then a batch from each socket that has something); sends go out one call each, from any thread. The kernel stamps
/// each datagram as it arrives, so that what is measured is the sender's delay and not this thread's. All buffers are native
/// memory; nothing is allocated per datagram.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class SocketFleet : IDisposable
{
    private const int Batch = 32;
    private const int BufferLength = 512;
    private const int ControlLength = 64;
    private const int TimestampOption = 35; // SO_TIMESTAMPNS, and the type of its control message

    /// <summary>A control message's header (64-bit Linux): length (8), level (4), type (4); then struct timespec.</summary>
    private const int ControlHeader = 16;

    private const int ReadySockets = 512;

    /// <summary>Batches that one socket is read in a row, before the others have their turn.</summary>
    private const int BatchesInARow = 4;

    private readonly Socket[] _sockets;
    private readonly int[] _descriptors;
    private readonly SafeFileHandle _epoll;
    private readonly byte* _memory;
    private readonly byte* _events;
    private readonly Message* _messages;
    private readonly byte* _buffers;
    private readonly int _eventLength = EpollCalls.EventLength;
    private readonly int _dataOffset = EpollCalls.DataOffset;

    public SocketFleet(IReadOnlyList<IPEndPoint> remotes, int count, int receiveBufferBytes)
    {
        _sockets = new Socket[count];
        _descriptors = new int[count];
        _epoll = new SafeFileHandle(EpollCalls.Create(EpollCalls.CloseOnExec), ownsHandle: true);
        if (_epoll.IsInvalid) throw new SocketException(Marshal.GetLastPInvokeError());

        // The multiples of 64 keep each array on its own cache lines.
        nuint messages = ReadySockets * 16;
        nuint vectors = messages + (Batch * 64);
        nuint controls = vectors + (Batch * 64);
        nuint buffers = controls + (Batch * ControlLength);
        nuint size = buffers + (Batch * BufferLength);
        _memory = (byte*)NativeMemory.AlignedAlloc(size, 64);
        NativeMemory.Clear(_memory, size);
        _events = _memory;
        _messages = (Message*)(_memory + messages);
        _buffers = _memory + buffers;
        var vector = (Vector*)(_memory + vectors);
        for (int i = 0; i < Batch; i++)
        {
            vector[i] = new() { Base = _buffers + (i * BufferLength), Length = BufferLength };
            _messages[i].Vectors = vector + i;
            _messages[i].VectorCount = 1;
            _messages[i].Control = _memory + controls + (nuint)(i * ControlLength);
        }

        for (int i = 0; i < count; i++) Open(i, remotes[i % remotes.Count], receiveBufferBytes);
    }

    public int Count => _sockets.Length;

    /// <summary>The kernel's count of datagrams that a full receive buffer dropped, over all sockets.</summary>
    public long KernelDrops
    {
        get
        {
            long drops = 0;
            uint* words = stackalloc uint[MemoryInfoWords];
            foreach (var socket in _sockets)
            {
                uint length = MemoryInfoWords * sizeof(uint);
                if (GetOption(socket.SafeHandle, LevelSocket, MemoryInfo, words, &length) == 0) drops += words[MemoryInfoDrops];
            }

            return drops;
        }
    }

    public IPEndPoint Local(int index) => (IPEndPoint)_sockets[index].LocalEndPoint!;

    /// <summary>Sends a datagram from a socket; false when the system has no room for it or refuses it.</summary>
    public bool Send(int index, ReadOnlySpan<byte> datagram)
    {
        fixed (byte* bytes = datagram)
        {
            // An ICMP refusal of an earlier datagram is reported once, by the next call: that one is sent again.
            return TrySend(index, bytes, datagram.Length) || (Marshal.GetLastPInvokeError() == Refused && TrySend(index, bytes, datagram.Length));
        }
    }

    /// <summary>Waits for datagrams, at most so long, and hands over what is there; for one thread. Returns how many.</summary>
    public int Receive(int milliseconds, IFleetReceiver receiver)
    {
        int ready = EpollCalls.Wait((int)_epoll.DangerousGetHandle(), _events, ReadySockets, milliseconds);
        int received = 0;
        for (int i = 0; i < ready; i++)
        {
            int index = *(int*)(_events + (i * _eventLength) + _dataOffset);
            for (int turn = 0; turn < BatchesInARow; turn++)
            {
                int count = ReceiveBatch(index);
                if (count <= 0) break;
                for (int n = 0; n < count; n++)
                {
                    var datagram = new ReadOnlySpan<byte>(_buffers + (n * BufferLength), (int)_messages[n].Length);
                    receiver.OnDatagram(index, datagram, ArrivalOf(n));
                }

                received += count;
                if (count < Batch) break;
            }
        }

        return received;
    }

    public void Dispose()
    {
        foreach (var socket in _sockets) socket?.Dispose();
        _epoll.Dispose();
        NativeMemory.AlignedFree(_memory);
    }

    private int ReceiveBatch(int index)
    {
        for (int i = 0; i < Batch; i++) _messages[i].ControlLength = ControlLength;
        return ReceiveMany(_descriptors[index], _messages, Batch, DontWait, null);
    }

    /// <summary>When the kernel took a datagram of the batch: UTC in units of 100 ns; now, should it not have said.</summary>
    private long ArrivalOf(int message)
    {
        byte* control = (byte*)_messages[message].Control;
        bool isStamped = _messages[message].ControlLength >= ControlHeader + 16
            && *(int*)(control + 8) == LevelSocket && *(int*)(control + 12) == TimestampOption;
        if (!isStamped) return DateTime.UtcNow.Ticks;
        long seconds = *(long*)(control + ControlHeader);
        long nanoseconds = *(long*)(control + ControlHeader + 8);
        return DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond) + (nanoseconds / 100);
    }

    private bool TrySend(int index, byte* bytes, int length) =>
        EpollCalls.Send(_descriptors[index], bytes, (nuint)length, DontWait) == length;

    private void Open(int index, IPEndPoint remote, int receiveBufferBytes)
    {
        var socket = new Socket(remote.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _sockets[index] = socket;
        if (SetOption(socket.SafeHandle, LevelSocket, ReceiveBufferForce, &receiveBufferBytes, sizeof(int)) != 0)
        {
            socket.ReceiveBufferSize = receiveBufferBytes;
        }

        int enabled = 1;
        if (SetOption(socket.SafeHandle, LevelSocket, TimestampOption, &enabled, sizeof(int)) != 0)
        {
            throw new SocketException(Marshal.GetLastPInvokeError());
        }

        socket.Connect(remote);
        _descriptors[index] = (int)socket.SafeHandle.DangerousGetHandle();
        byte* watch = stackalloc byte[16];
        *(uint*)watch = EpollCalls.In;
        *(long*)(watch + _dataOffset) = index;
        if (EpollCalls.Control((int)_epoll.DangerousGetHandle(), EpollCalls.Add, _descriptors[index], watch) != 0)
        {
            throw new SocketException(Marshal.GetLastPInvokeError());
        }
    }
}
