using System.Net;
using System.Net.Sockets;
using RadioNet.Protocols.M17;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.M17;

/// <summary>
/// A link to one module of a reflector: a socket, and the one thread on which <see cref="M17Session"/> decides and what comes is heard. Any
/// thread may send.
/// </summary>
public sealed class M17Link : IDisposable
{
    private static readonly TimeSpan _longestWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _farewell = TimeSpan.FromMilliseconds(500);
    private static readonly DatagramSocketOptions _socketOptions = new() { ReceiveBufferBytes = 256 * 1024, SendBufferBytes = 256 * 1024, ReceiveBatch = 8, SendBatch = 8 };

    private readonly M17Session _session;
    private readonly PeerAddress _reflector;
    private readonly IM17LinkListener _listener;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly IDatagramSocket _socket;
    private readonly Thread _thread;
    private readonly byte[] _message = new byte[M17Control.LongestLength];
    private volatile M17LinkState _state;
    private volatile bool _stopping;
    private long _received;
    private long _sent;
    private long _unsent;
    private long _strangers;
    private long _faults;

    /// <summary>Prepares a link; <see cref="Start"/> begins it.</summary>
    /// <param name="reflector">Where the reflector is.</param>
    /// <param name="options">Who links to which module.</param>
    /// <param name="listener">Who hears.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    /// <exception cref="SocketException">The system has no socket for it.</exception>
    public M17Link(IPEndPoint reflector, M17SessionOptions options, IM17LinkListener listener, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(reflector);
        ArgumentNullException.ThrowIfNull(listener);
        ArgumentNullException.ThrowIfNull(time);
        _session = new M17Session(options);
        (_reflector, _listener, _time, _origin) = (PeerAddress.From(reflector), listener, time, time.GetTimestamp());
        bool isV4 = reflector.AddressFamily == AddressFamily.InterNetwork;
        _socket = DatagramSocket.Bind(new IPEndPoint(isV4 ? IPAddress.Any : IPAddress.IPv6Any, 0), _socketOptions);
        _thread = new Thread(Run) { Name = "M17 link", IsBackground = true };
    }

    /// <summary>How the link is.</summary>
    public M17LinkState State => _state;

    /// <summary>The clock that the listener is told the time of.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>What it carried.</summary>
    public M17LinkCounters Counters => new(
        Volatile.Read(ref _received), Volatile.Read(ref _sent), Volatile.Read(ref _unsent), Volatile.Read(ref _strangers), Volatile.Read(ref _faults));

    /// <summary>Asks the reflector for the link, and again whenever it fails.</summary>
    public void Start() => _thread.Start();

    /// <summary>Sends a stream packet, from any thread; false when the link does not stand or the system refuses it.</summary>
    public bool Send(ReadOnlySpan<byte> packet)
    {
        bool isSent = _state == M17LinkState.Linked && _socket.Send(_reflector, packet);
        Interlocked.Increment(ref isSent ? ref _sent : ref _unsent);
        return isSent;
    }

    /// <summary>Tells the listener's thread that something is due.</summary>
    public void Wake() => _socket.Wake();

    /// <summary>Takes leave of the reflector, for half a second at most, and closes the socket.</summary>
    public void Dispose()
    {
        if (_stopping) return;
        _stopping = true;
        _socket.Wake();
        if (_thread.IsAlive) _thread.Join();
        _socket.Dispose();
    }

    private void Run()
    {
        Say(_session.Start(Now, _message));
        while (!_stopping) Turn();
        Say(_session.Stop(Now, _message));
        for (var end = Now + _farewell; _session.State == M17LinkState.Leaving && Now < end;) Turn();
    }

    private void Turn()
    {
        var due = _session.DueAt < _listener.DueAt ? _session.DueAt : _listener.DueAt;
        var now = Now;
        var wait = due <= now ? TimeSpan.Zero : due - now < _longestWait ? due - now : _longestWait;
        int taken = _socket.Receive(wait);
        for (int index = 0; index < taken; index++) Take(index);
        now = Now;
        Say(_session.Advance(now, _message));
        Guard(now);
    }

    private void Take(int index)
    {
        if (_socket.Sender(index) != _reflector)
        {
            _strangers++;
            return;
        }

        var now = Now;
        Say(_session.Take(_socket.Received(index), now, _message, out var packet, out bool isStream));
        if (!isStream) return;
        _received++;
        try
        {
            _listener.Take(packet, now);
        }
#pragma warning disable CA1031 // The edge of the loop: one packet never ends it; each failure is counted as a defect.
        catch (Exception)
#pragma warning restore CA1031
        {
            _faults++;
        }
    }

    private void Guard(TimeSpan now)
    {
        try
        {
            _listener.Advance(now);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception)
#pragma warning restore CA1031
        {
            _faults++;
        }
    }

    private void Say(int length)
    {
        if (length > 0) _socket.Send(_reflector, _message.AsSpan(0, length));
        if (_state == _session.State) return;
        _state = _session.State;
        try
        {
            _listener.Changed(_state, _session.Fault);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception)
#pragma warning restore CA1031
        {
            _faults++;
        }
    }
}
