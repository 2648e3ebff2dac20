using System.Net;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>A socket whose queue leads nowhere: what remains is the router's own cost.</summary>
internal sealed class NullSocket : IDatagramSocket
{
    private readonly byte[] _queue = new byte[256 * IDatagramSocket.LongestQueued];
    private int _next;

    public long Queued { get; private set; }

    public IPEndPoint Local { get; } = new(IPAddress.Loopback, 62031);

    public ReceiveBuffer ReceiveBuffer => default;

    public DatagramCounters Counters => default;

    public int Receive(TimeSpan timeout) => 0;

    public ReadOnlySpan<byte> Received(int index) => [];

    public PeerAddress Sender(int index) => default;

    public Span<byte> Queue(in PeerAddress to, int length)
    {
        Queued++;
        _next = (_next + 1) & 255;
        return _queue.AsSpan(_next * IDatagramSocket.LongestQueued, length);
    }

    public void Flush()
    {
    }

    public bool Send(in PeerAddress to, ReadOnlySpan<byte> datagram) => true;

    public void Wake()
    {
    }

    public void Dispose()
    {
    }
}
