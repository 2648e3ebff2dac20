using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Links;

/// <summary>
/// The lower end of one voice link with a socket and a thread of its own, as a base station has it: hears what comes, keeps the
/// link alive, and sends bursts from whichever threads have some. Sealing and sending is under one lock, for at most the time of
/// one packet's: a keep-alive may stand before a burst.
/// </summary>
public sealed class VoiceLinkClient : IDisposable
{
    // The longest wait, so that a keep-alive is not late by more.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);

    private readonly VoiceLink _link;
    private readonly PeerAddress _upper;
    private readonly IDatagramSocket _socket;
    private readonly IVoiceLinkListener _listener;
    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private readonly Lock _sealing = new();
    private readonly byte[] _sealed = new byte[VoiceLinkPacket.Longest];
    private readonly byte[] _opened = new byte[IDatagramSocket.LongestReceived];
    private volatile bool _stopping;
    private long _faults;

    /// <summary>Prepares a client on a link and a socket that it owns from now on.</summary>
    /// <exception cref="ArgumentException">The link's end is not the lower one.</exception>
    public VoiceLinkClient(VoiceLink link, IDatagramSocket socket, IVoiceLinkListener listener, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(listener);
        ArgumentNullException.ThrowIfNull(time);
        if (link is not { End: VoiceLinkEnd.Lower, Peer: { } upper }) throw new ArgumentException("A client is the lower end of a link.", nameof(link));
        (_link, _upper, _socket, _listener, _time) = (link, upper, socket, listener, time);
        _thread = new Thread(Run) { Name = "voice link", IsBackground = true, Priority = ThreadPriority.Highest };
    }

    /// <summary>What the link carried and refused.</summary>
    public VoiceLinkCounters Counters => _link.Counters;

    /// <summary>What its socket carried and lost.</summary>
    public DatagramCounters SocketCounters => _socket.Counters;

    /// <summary>Datagrams whose handling threw: each is a defect of the listener.</summary>
    public long Faults => Volatile.Read(ref _faults);

    /// <summary>When the node was last heard; null before. Two keep-alives without an answer are a sign that the way is broken.</summary>
    public long? LastHeard => _link.LastHeard;

    /// <summary>Starts the thread; its first keep-alive leaves at once.</summary>
    public void Start() => _thread.Start();

    /// <summary>
    /// Whether a spurt may have another burst before its last; if not, the caller ends it and begins another one. On the thread that
    /// sends the spurt; it waits for no other.
    /// </summary>
    public bool MayContinue(LinkSpurt spurt) => _link.MayContinue(spurt);

    /// <summary>Sends the next burst of a spurt, from any thread, one spurt from one thread at a time; false when it could not be sent.</summary>
    /// <inheritdoc cref="VoiceLink.Seal" path="/param"/>
    public bool Send(LinkSpurt spurt, in LinkBurst burst, ReadOnlySpan<byte> payload, int ahead = 1)
    {
        lock (_sealing)
        {
            if (_stopping) return false;
            int length = _link.Seal(spurt, burst, payload, ahead, _sealed);
            return length > 0 && _socket.Send(_upper, _sealed.AsSpan(0, length));
        }
    }

    /// <summary>Stops the thread, closes the socket and forgets the keys.</summary>
    public void Dispose()
    {
        lock (_sealing)
        {
            if (_stopping) return;
            _stopping = true;
        }

        _socket.Wake();
        if (_thread.IsAlive) _thread.Join();
        _socket.Dispose();
        _link.Dispose();
    }

    private void Run()
    {
        while (!_stopping)
        {
            KeepAlive(_time.GetTimestamp());
            int taken = _socket.Receive(LongestWait);
            long now = _time.GetTimestamp();
            for (int i = 0; i < taken; i++) Take(i, now);
        }
    }

    private void KeepAlive(long now)
    {
        lock (_sealing)
        {
            if (_stopping || !_link.IsKeepAliveDue(now)) return;
            int length = _link.SealKeepAlive(_sealed, now);
            if (length > 0) _socket.Send(_upper, _sealed.AsSpan(0, length));
        }
    }

    private void Take(int index, long now)
    {
        try
        {
            if (_link.Open(_socket.Sender(index), _socket.Received(index), _opened, now, out VoiceLinkPacket packet) != SrtpVerdict.Opened) return;
            if (!packet.IsKeepAlive) _listener.Take(packet, now);
        }
#pragma warning disable CA1031 // The edge of the loop: one burst never ends it; each failure is counted as a defect.
        catch (Exception)
#pragma warning restore CA1031
        {
            _faults++;
        }
    }
}
