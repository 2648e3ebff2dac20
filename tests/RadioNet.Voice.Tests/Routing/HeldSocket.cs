using System.Net;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>A socket that sends nothing, and takes as long for it as a test says; nothing comes in.</summary>
internal sealed class HeldSocket : IDatagramSocket
{
    /// <summary>While it is reset, who sends is held.</summary>
    public ManualResetEventSlim Hold { get; } = new(initialState: true);

    /// <summary>Set when somebody is held.</summary>
    public ManualResetEventSlim IsHeld { get; } = new();

    public IPEndPoint Local { get; } = new(IPAddress.Loopback, 62031);

    public ReceiveBuffer ReceiveBuffer => default;

    public DatagramCounters Counters => default;

    public int Receive(TimeSpan timeout) => 0;

    public ReadOnlySpan<byte> Received(int index) => default;

    public PeerAddress Sender(int index) => default;

    public Span<byte> Queue(in PeerAddress to, int length) => new byte[length];

    public void Flush()
    {
    }

    public bool Send(in PeerAddress to, ReadOnlySpan<byte> datagram)
    {
        if (!Hold.IsSet) IsHeld.Set();
        Hold.Wait();
        return true;
    }

    public void Wake()
    {
    }

    public void Dispose()
    {
        Hold.Dispose();
        IsHeld.Dispose();
    }
}
