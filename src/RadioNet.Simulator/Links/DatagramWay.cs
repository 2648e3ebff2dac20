using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace RadioNet.Simulator.Links;

/// <summary>Passes datagrams on, late and with losses, both ways.</summary>
internal sealed class DatagramWay : IDisposable
{
    private const int Seed = 20_251_119, MostWaiting = 65_536;

    private readonly IPEndPoint _to;
    private readonly WayState _state;
    private readonly Socket _entrance = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly ConcurrentDictionary<SocketAddress, Exit> _exits = new();
    private readonly Lock _dice = new();
    private readonly Random _random = new(Seed);
    private readonly Late _up = new(), _down = new();
    private long _passed, _lost;

    public DatagramWay(IPEndPoint entrance, IPEndPoint to, WayState state)
    {
        (_to, _state) = (to, state);
        _entrance.Bind(entrance);
        _ = Task.Run(() => ReadAsync(_entrance, entrance, _up, (from, octets) => Open(from).Socket.Send(octets)));
    }

    public long Passed => Interlocked.Read(ref _passed);

    public long Lost => Interlocked.Read(ref _lost);

    public void Dispose()
    {
        _entrance.Dispose();
        foreach (var exit in _exits.Values) exit.Socket.Dispose();
        _up.Dispose();
        _down.Dispose();
    }

    private Exit Open(EndPoint child) => _exits.GetOrAdd(child.Serialize(), _ =>
    {
        var exit = new Exit(new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        exit.Socket.Connect(_to);
        Task.Run(() => ReadAsync(exit.Socket, _to, _down, (_, octets) => _entrance.SendTo(octets, child)));
        return exit;
    });

    private async Task ReadAsync(Socket socket, EndPoint from, Late late, Action<EndPoint, byte[]> pass)
    {
        var buffer = new byte[2048];
        while (true)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, from).ConfigureAwait(false);
                if (IsLost())
                {
                    continue;
                }

                Interlocked.Increment(ref _passed);
                var (sender, octets) = (received.RemoteEndPoint, buffer[..received.ReceivedBytes]);
                late.Add(_state.Delay, () => pass(sender, octets));
            }
            catch (SocketException refused) when (refused.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset)
            {
                // Nobody listens at the other end now.
            }
            catch (Exception closed) when (closed is ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private bool IsLost()
    {
        lock (_dice)
        {
            if (_state.IsOpen && _random.NextDouble() >= _state.Loss)
            {
                return false;
            }
        }

        Interlocked.Increment(ref _lost);
        return true;
    }

    private sealed record Exit(Socket Socket);

    /// <summary>Does what is due, in order, on a thread of its own.</summary>
    private sealed class Late : IDisposable
    {
        private readonly Channel<(long At, Action Pass)> _waiting = Channel.CreateBounded<(long, Action)>(MostWaiting);

        public Late() => new Thread(Run) { IsBackground = true, Name = "link way" }.Start();

        public void Add(TimeSpan delay, Action pass) =>
            _waiting.Writer.TryWrite((Stopwatch.GetTimestamp() + (long)(delay.TotalSeconds * Stopwatch.Frequency), pass));

        public void Dispose() => _waiting.Writer.TryComplete();

        private void Run()
        {
            while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (_waiting.Reader.TryRead(out var next))
                {
                    var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), next.At);
                    if (left > TimeSpan.Zero)
                    {
                        Thread.Sleep(left);
                    }

                    try
                    {
                        next.Pass();
                    }
                    catch (Exception closed) when (closed is ObjectDisposedException or SocketException)
                    {
                        // It is over, or nobody listens there now.
                    }
                }
            }
        }
    }
}
