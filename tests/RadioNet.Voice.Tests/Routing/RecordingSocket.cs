using System.Net;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>A socket at which comes in what a test puts there; what is queued is kept in order.</summary>
internal sealed class RecordingSocket : IDatagramSocket
{
    private readonly List<(PeerAddress From, byte[] Octets)> _batch = [];

    public List<(PeerAddress To, byte[] Octets)> Sent { get; } = [];

    /// <summary>What the next <see cref="Receive"/> takes.</summary>
    public List<(PeerAddress From, byte[] Octets)> Incoming { get; } = [];

    public IPEndPoint Local { get; } = new(IPAddress.Loopback, 62031);

    public ReceiveBuffer ReceiveBuffer => default;

    public DatagramCounters Counters => default;

    public int Receive(TimeSpan timeout)
    {
        _batch.Clear();
        _batch.AddRange(Incoming);
        Incoming.Clear();
        return _batch.Count;
    }

    public ReadOnlySpan<byte> Received(int index) => _batch[index].Octets;

    public PeerAddress Sender(int index) => _batch[index].From;

    public Span<byte> Queue(in PeerAddress to, int length)
    {
        byte[] octets = new byte[length];
        // What the last user of a send buffer left there must not leak out.
        octets.AsSpan().Fill(0xEE);
        Sent.Add((to, octets));
        return octets;
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
