using System.Net;

namespace RadioNet.Voice.Transport;

/// <summary>
/// A UDP socket that receives and sends in batches. <see cref="Receive"/>, <see cref="Received"/> and <see cref="Sender"/> belong
/// to one thread, <see cref="Queue"/> and <see cref="Flush"/> to one thread, which may be the same; <see cref="Send"/>,
/// <see cref="Wake"/> and the counters may be used from any thread. Nothing here allocates per datagram, save on the
/// portable path <see cref="Receive"/> after an error that the system reports as an exception.
/// </summary>
public interface IDatagramSocket : IDisposable
{
    /// <summary>The longest datagram that <see cref="Queue"/> takes, in bytes.</summary>
    const int LongestQueued = 128;

    /// <summary>The longest datagram that is received whole, in bytes; a longer one is dropped and counted.</summary>
    const int LongestReceived = 2048;

    /// <summary>Where the socket listens.</summary>
    IPEndPoint Local { get; }

    /// <summary>What receive buffer the system granted.</summary>
    ReceiveBuffer ReceiveBuffer { get; }

    /// <summary>What went in, out and wrong so far.</summary>
    DatagramCounters Counters { get; }

    /// <summary>
    /// Waits for datagrams, for <see cref="Wake"/>, or for <paramref name="timeout"/> (infinite when negative), and takes
    /// what is there. A thread that also sends must have flushed what it queued before. Returns how many datagrams were
    /// taken; 0 when it was woken or timed out. They are readable until the next call.
    /// </summary>
    int Receive(TimeSpan timeout);

    /// <summary>Whether the last <see cref="Receive"/> took all that it has room for, so that more may be there already.</summary>
    bool MayHaveMore => false;

    /// <summary>The bytes of one datagram of the last batch.</summary>
    ReadOnlySpan<byte> Received(int index);

    /// <summary>Who sent one datagram of the last batch.</summary>
    PeerAddress Sender(int index);

    /// <summary>
    /// Makes room for one datagram of <paramref name="length"/> bytes (at most <see cref="LongestQueued"/>) at the end of
    /// the queue; the caller fills the span before its next call. Datagrams leave in the order of queueing; a full queue
    /// is flushed first.
    /// </summary>
    Span<byte> Queue(in PeerAddress to, int length);

    /// <summary>Sends what is queued. What the system refuses after a bounded number of tries is dropped and counted.</summary>
    void Flush();

    /// <summary>Sends one datagram at once, from any thread, past the queue; false when the system refused it.</summary>
    bool Send(in PeerAddress to, ReadOnlySpan<byte> datagram);

    /// <summary>Makes a <see cref="Receive"/> that waits, or the next one, return. From any thread.</summary>
    void Wake();
}
