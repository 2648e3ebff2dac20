using System.Collections.Concurrent;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>
/// The thread that receives on the voice socket: finds the link by the id behind the tag, opens what comes, and puts bursts into
/// a ring for the router's thread. It blocks while nothing comes; a socket without open links costs nobody anything.
/// </summary>
internal sealed class LinkReceiver : IDisposable
{
    /// <summary>Bursts that may wait for the router's thread: those of a thousand calls for a quarter of a second.</summary>
    public const int RingSize = 4096;

    // The longest wait, should a wake-up be lost.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly IDatagramSocket _socket;
    private readonly TimeProvider _time;
    private readonly Action _news;
    private readonly ConcurrentQueue<(RouterPort Port, VoiceLink Link, bool Opens)> _inbox = new();
    private readonly Dictionary<VoiceLinkId, (RouterPort Port, VoiceLink Link)> _links = [];
    private readonly byte[] _opened = new byte[IDatagramSocket.LongestReceived];
    private readonly Thread _thread;
    private volatile bool _stopping;
    private volatile bool _answersDue;

    /// <param name="socket">The voice socket, of which it has the receiving half.</param>
    /// <param name="time">The clock.</param>
    /// <param name="news">Called after bursts were put into the ring, or a keep-alive wants an answer.</param>
    public LinkReceiver(IDatagramSocket socket, TimeProvider time, Action news)
    {
        (_socket, _time, _news) = (socket, time, news);
        _thread = new Thread(Run) { Name = "voice links", IsBackground = true, Priority = ThreadPriority.Highest };
    }

    public LinkRing Ring { get; } = new(RingSize);

    public LinkCells Cells { get; } = new();

    public void Start() => _thread.Start();

    /// <summary>
    /// From the router's thread: what comes for a link goes to a port from now on. A link with the id of another one that is open is refused
    /// and counted: each must be told apart by its id.
    /// </summary>
    public void Open(RouterPort port, VoiceLink link) => Post(port, link, opens: true);

    /// <summary>From the router's thread: nothing more is taken for a link.</summary>
    public void Close(RouterPort port, VoiceLink link) => Post(port, link, opens: false);

    /// <summary>On the router's thread: whether keep-alives want an answer; asked once.</summary>
    public bool TakeAnswersDue()
    {
        bool due = _answersDue;
        if (due) _answersDue = false;
        return due;
    }

    /// <summary>Stops the thread; the socket is closed by its owner.</summary>
    public void Dispose()
    {
        _stopping = true;
        _socket.Wake();
        if (_thread.IsAlive) _thread.Join();
        Obey();
        foreach ((_, VoiceLink link) in _links.Values) link.StopReceiving();
    }

    /// <summary>Takes what came, once; for the thread, and for tests without one.</summary>
    internal void Receive(TimeSpan wait)
    {
        int taken = _socket.Receive(wait);
        Obey();
        long now = _time.GetTimestamp();
        bool news = false;
        for (int i = 0; i < taken; i++) news |= TryTake(i, now);
        if (news) _news();
    }

    private void Post(RouterPort port, VoiceLink link, bool opens)
    {
        _inbox.Enqueue((port, link, opens));
        _socket.Wake();
    }

    private void Run()
    {
        using ThreadShares.Taken share = ThreadShare.TakeMost();
        while (!_stopping)
        {
            Receive(LongestWait);
            Cells.AllocatedBytes = GC.GetAllocatedBytesForCurrentThread();
        }
    }

    private void Obey()
    {
        while (_inbox.TryDequeue(out (RouterPort Port, VoiceLink Link, bool Opens) order))
        {
            if (order.Opens)
            {
                if (_links.TryAdd(order.Link.Id, (order.Port, order.Link))) continue;
                // The session that has the id goes on; the one that may not hear is never heard, and so is sent nothing.
                Cells.Refused++;
                order.Link.StopReceiving();
                continue;
            }

            // The id may be another session's, this one having been refused.
            if (_links.TryGetValue(order.Link.Id, out (RouterPort Port, VoiceLink Link) known) && known.Link == order.Link) _links.Remove(order.Link.Id);
            order.Link.StopReceiving();
        }
    }

    private bool TryTake(int index, long now)
    {
        try
        {
            return Take(_socket.Sender(index), _socket.Received(index), now);
        }
#pragma warning disable CA1031 // The edge of the loop: one bad packet never ends it; each is counted as a defect.
        catch (Exception)
#pragma warning restore CA1031
        {
            Cells.Faults++;
            return false;
        }
    }

    /// <summary>Whether the router's thread has something to do.</summary>
    private bool Take(in PeerAddress from, ReadOnlySpan<byte> datagram, long now)
    {
        if (!SrtpReceiver.TryReadId(datagram, out VoiceLinkId id) || !_links.TryGetValue(id, out (RouterPort Port, VoiceLink Link) known))
        {
            Cells.Unknown++;
            return false;
        }

        if (known.Link.Open(from, datagram, _opened, now, out VoiceLinkPacket packet) != SrtpVerdict.Opened) return false;
        if (packet.IsKeepAlive) return _answersDue |= known.Link.IsKeepAliveDue(now);
        if (Ring.TryWrite(known.Port, packet, now)) return true;
        Cells.NoRoom++;
        return false;
    }
}
