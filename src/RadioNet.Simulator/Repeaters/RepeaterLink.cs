using System.Net;
using System.Net.Sockets;

namespace RadioNet.Simulator.Repeaters;

/// <summary>
/// A repeater's socket towards its master, from opening to closing: one local port, and a task that hands over what comes.
/// It is connected, so that the system drops what does not come from the master's own address and port.
/// </summary>
internal sealed class RepeaterLink : IDisposable
{
    private const int LongestDatagram = 2048;
    private readonly Socket _socket;
    private readonly DatagramHandler _handler;

    public RepeaterLink(IPEndPoint master, DatagramHandler handler)
    {
        _handler = handler;
        _socket = new Socket(master.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _socket.Connect(master);
        Local = (IPEndPoint)_socket.LocalEndPoint!;
        Receiving = Task.Run(ReceiveAsync);
    }

    /// <summary>Takes a datagram, on the receiving task; valid during the call only.</summary>
    public delegate void DatagramHandler(RepeaterLink link, ReadOnlySpan<byte> datagram);

    public IPEndPoint Local { get; }

    /// <summary>Ends after the link is disposed of.</summary>
    public Task Receiving { get; }

    public void Dispose() => _socket.Dispose();

    /// <summary>Sends a datagram. As on the air: what can't be sent is lost; the retry timer repeats a login's step.</summary>
    public void Send(ReadOnlySpan<byte> datagram)
    {
        try
        {
            _socket.Send(datagram);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Refused by ICMP, no buffer, no route, or closed meanwhile.
        }
    }

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[LongestDatagram];
        while (true)
        {
            try
            {
                int length = await _socket.ReceiveAsync(buffer).ConfigureAwait(false);
                _handler(this, buffer.AsSpan(0, length));
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionRefused)
            {
                // Nobody listens there (ICMP); the retry timer goes on.
            }
            catch (Exception error) when (error is ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }
}
