using System.Net;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>A socket that nothing comes in at; what is queued is kept in order.</summary>
internal sealed class RecordingSocket : IDatagramSocket
{
    public List<(PeerAddress To, byte[] Octets)> Sent { get; } = [];

    public IPEndPoint Local { get; } = new(IPAddress.Loopback, 62031);

    public ReceiveBuffer ReceiveBuffer => default;

    public DatagramCounters Counters => default;

    public int Receive(TimeSpan timeout) => 0;

    public ReadOnlySpan<byte> Received(int index) => [];

    public PeerAddress Sender(int index) => default;

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
