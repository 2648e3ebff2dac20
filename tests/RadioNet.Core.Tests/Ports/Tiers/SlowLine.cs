using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>A line to an address that carries so many bits a second each way, and takes no more than it carries: what waits lies in the sender's buffers.</summary>
internal sealed class SlowLine : IDisposable
{
    private const int Taken = 8 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _to;
    private readonly double _octetsPerSecond;
    private readonly List<Socket> _open = [];

    public SlowLine(Uri to, double bitsPerSecond)
    {
        (_to, _octetsPerSecond) = (to, bitsPerSecond / 8);
        _listener.Server.ReceiveBufferSize = Taken;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Url => new($"https://{_listener.LocalEndpoint}");

    public void Dispose()
    {
        _listener.Stop();
        lock (_open)
        {
            _open.ForEach(socket => socket.Dispose());
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = JoinAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private async Task JoinAsync(Socket from)
    {
        Socket to = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = Taken, NoDelay = true };
        from.NoDelay = true;
        lock (_open)
        {
            _open.AddRange([from, to]);
        }

        try
        {
            await to.ConnectAsync(_to.Host, _to.Port);
            await Task.WhenAny(PassAsync(from, to), PassAsync(to, from));
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // One end is gone.
        }

        from.Dispose();
        to.Dispose();
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[1400];
        var free = Stopwatch.GetTimestamp();
        while (await from.ReceiveAsync(buffer) is var length and > 0)
        {
            free = Math.Max(free, Stopwatch.GetTimestamp()) + (long)(length / _octetsPerSecond * Stopwatch.Frequency);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), free) is { TotalMilliseconds: > 2 } left)
            {
                await Task.Delay(left);
            }

            await to.SendAsync(buffer.AsMemory(0, length));
        }
    }
}
