using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace RadioNet.Simulator.Links;

/// <summary>Passes connections on, late, both ways; while the way is dead it keeps what comes, as the ends' TCP would.</summary>
internal sealed class StreamWay : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);

    private readonly IPEndPoint _entrance, _to;
    private readonly WayState _state;
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly CancellationTokenSource _over = new();
    private TcpListener? _listener;

    public StreamWay(IPEndPoint entrance, IPEndPoint to, WayState state)
    {
        (_entrance, _to, _state) = (entrance, to, state);
        Accept();
    }

    /// <summary>Accepts connections, if it did not.</summary>
    public void Accept()
    {
        if (_listener is null)
        {
            _listener = new TcpListener(_entrance);
            _listener.Start();
            _ = AcceptAsync(_listener);
        }
    }

    /// <summary>Closes all connections and accepts none.</summary>
    public void Refuse()
    {
        _listener?.Stop();
        _listener = null;
        foreach (var socket in _open.Keys) Close(socket);
    }

    public void Dispose()
    {
        Refuse();
        _over.Cancel();
        _over.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await listener.AcceptSocketAsync().ConfigureAwait(false));
            }
        }
        catch (Exception closed) when (closed is ObjectDisposedException or SocketException or InvalidOperationException)
        {
            // It refuses now.
        }
    }

    private async Task PassAsync(Socket child)
    {
        var parent = new Socket(SocketType.Stream, ProtocolType.Tcp);
        child.NoDelay = parent.NoDelay = true;
        (_open[child], _open[parent]) = (0, 0);
        try
        {
            while (!_state.IsOpen)
            {
                await Task.Delay(LookAgain, _over.Token).ConfigureAwait(false);
            }

            await parent.ConnectAsync(_to).ConfigureAwait(false);
            await Task.WhenAny(PassAsync(child, parent), PassAsync(parent, child)).ConfigureAwait(false);
        }
        catch (Exception closed) when (closed is ObjectDisposedException or SocketException or OperationCanceledException)
        {
            // One of the two is gone, and takes the other with it.
        }

        Close(child);
        Close(parent);
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var waiting = Channel.CreateUnbounded<(long At, byte[] Octets)>();
        var writing = WriteAsync(waiting.Reader, to);
        var buffer = new byte[16_384];
        while (await from.ReceiveAsync(buffer).ConfigureAwait(false) is var length and > 0)
        {
            waiting.Writer.TryWrite((Stopwatch.GetTimestamp() + (long)(_state.Delay.TotalSeconds * Stopwatch.Frequency), buffer[..length]));
        }

        waiting.Writer.Complete();
        await writing.ConfigureAwait(false);
    }

    private async Task WriteAsync(ChannelReader<(long At, byte[] Octets)> waiting, Socket to)
    {
        await foreach (var (at, octets) in waiting.ReadAllAsync().ConfigureAwait(false))
        {
            var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), at);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left).ConfigureAwait(false);
            }

            while (!_state.IsOpen)
            {
                await Task.Delay(LookAgain, _over.Token).ConfigureAwait(false);
            }

            await to.SendAsync(octets).ConfigureAwait(false);
        }
    }

    private void Close(Socket socket)
    {
        if (_open.TryRemove(socket, out _))
        {
            socket.Dispose();
        }
    }
}
