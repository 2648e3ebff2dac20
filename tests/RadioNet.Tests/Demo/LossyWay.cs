using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RadioNet.Tests.Demo;

/// <summary>Stands between repeaters and a node and drops every nth voice datagram that the node sends.</summary>
internal sealed class LossyWay : IDisposable
{
    private readonly IPEndPoint _node;
    private readonly int _everyNth;
    private readonly Socket _entrance = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly ConcurrentDictionary<SocketAddress, Socket> _exits = new();
    private long _passed;
    private long _dropped;

    public LossyWay(IPEndPoint node, int everyNth)
    {
        (_node, _everyNth) = (node, everyNth);
        _entrance.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Entrance = (IPEndPoint)_entrance.LocalEndPoint!;
        _ = Task.Run(PassToNodeAsync);
    }

    public IPEndPoint Entrance { get; }

    public long Dropped => Interlocked.Read(ref _dropped);

    public void Dispose()
    {
        _entrance.Dispose();
        foreach (var exit in _exits.Values) exit.Dispose();
    }

    private async Task PassToNodeAsync()
    {
        var buffer = new byte[2048];
        try
        {
            while (true)
            {
                var received = await _entrance.ReceiveFromAsync(buffer, Entrance);
                var repeater = received.RemoteEndPoint;
                var exit = _exits.GetOrAdd(repeater.Serialize(), _ => Open(repeater));
                await exit.SendAsync(buffer.AsMemory(0, received.ReceivedBytes));
            }
        }
        catch (Exception closed) when (closed is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private Socket Open(EndPoint repeater)
    {
        var exit = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        exit.Connect(_node);
        _ = Task.Run(() => PassBackAsync(exit, repeater));
        return exit;
    }

    private async Task PassBackAsync(Socket exit, EndPoint repeater)
    {
        var buffer = new byte[2048];
        try
        {
            while (true)
            {
                var length = await exit.ReceiveAsync(buffer);
                if (buffer.AsSpan(0, length).StartsWith("DMRD"u8) && Interlocked.Increment(ref _passed) % _everyNth == 0)
                {
                    Interlocked.Increment(ref _dropped);
                    continue;
                }

                await _entrance.SendToAsync(buffer.AsMemory(0, length), repeater);
            }
        }
        catch (Exception closed) when (closed is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }
}
