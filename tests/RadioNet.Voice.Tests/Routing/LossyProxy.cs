using System.Net;
using System.Net.Sockets;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>
/// A bad way from a base station to its node: drops some of its bursts, doubles some, and lets others overtake some, all by a seed. Keep-alives
/// and the way back are good.
/// </summary>
internal sealed class LossyProxy : IDisposable
{
    private const int LongestKeepAlive = 30;

    private readonly Socket _front = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket _back = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Random _random;
    private readonly Lock _lock = new();
    private readonly List<(byte[] Octets, int After)> _held = [];
    private readonly List<byte[]> _forwarded = [];
    private EndPoint? _station;
    private volatile bool _stopping;

    public LossyProxy(IPEndPoint node, int seed)
    {
        _random = new Random(seed);
        _front.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _back.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _back.Connect(node);
        _front.ReceiveTimeout = _back.ReceiveTimeout = 50;
        new Thread(Up) { IsBackground = true, Name = "lossy proxy, up" }.Start();
        new Thread(Down) { IsBackground = true, Name = "lossy proxy, down" }.Start();
    }

    /// <summary>Where the base station thinks its node is.</summary>
    public IPEndPoint Local => (IPEndPoint)_front.LocalEndPoint!;

    /// <summary>Bursts that came, whatever became of them.</summary>
    public int Taken { get; private set; }

    /// <summary>The bursts that went on to the node, in their new order.</summary>
    public List<byte[]> Forwarded
    {
        get
        {
            lock (_lock) return [.. _forwarded];
        }
    }

    public void Dispose()
    {
        _stopping = true;
        _front.Dispose();
        _back.Dispose();
    }

    private void Up()
    {
        byte[] room = new byte[2048];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        while (!_stopping)
        {
            try
            {
                int length = _front.ReceiveFrom(room, ref from);
                _station = from;
                if (length <= LongestKeepAlive) _back.Send(room.AsSpan(0, length));
                else Mistreat(room[..length]);
            }
            catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
            {
                // Nothing came, or the test is over.
            }
        }
    }

    private void Down()
    {
        byte[] room = new byte[2048];
        while (!_stopping)
        {
            try
            {
                int length = _back.Receive(room);
                if (_station is { } station) _front.SendTo(room.AsSpan(0, length), station);
            }
            catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
            {
                // Nothing came, or the test is over.
            }
        }
    }

    private void Mistreat(byte[] burst)
    {
        lock (_lock)
        {
            // The first burst goes through as it is.
            int fate = ++Taken == 1 ? 99 : _random.Next(100);
            if (fate < 6) return;
            if (fate < 14)
            {
                _held.Add((burst, _random.Next(1, 5)));
                return;
            }

            Forward(burst);
            if (fate < 20) Forward(burst);
            for (int i = _held.Count - 1; i >= 0; i--)
            {
                _held[i] = (_held[i].Octets, _held[i].After - 1);
                if (_held[i].After > 0) continue;
                Forward(_held[i].Octets);
                _held.RemoveAt(i);
            }
        }
    }

    private void Forward(byte[] burst)
    {
        _forwarded.Add(burst);
        _back.Send(burst);
    }
}
