using System.Net;
using System.Net.Sockets;

namespace RadioNet.Simulator.Modems;

/// <summary>A line over TCP: one host at a time; who connects later takes its place.</summary>
internal sealed class TcpLine : IModemLine
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private Socket? _host;

    public TcpLine(IPEndPoint local)
    {
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(local);
        _listener.Listen(1);
        Local = (IPEndPoint)_listener.LocalEndPoint!;
    }

    public IPEndPoint Local { get; }

    public string Address => $"tcp:{Local}";

    public int Read(Span<byte> to, TimeSpan limit)
    {
        try
        {
            Accept(_host is null ? limit : TimeSpan.Zero);
            if (_host is null || !SocketWait.For(_host, limit)) return 0;
            int count = _host.Receive(to);
            if (count == 0) Drop();
            return count;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            Drop();
            return 0;
        }
    }

    public int Write(ReadOnlySpan<byte> from)
    {
        if (_host is null) return from.Length; // nobody is there to get it
        try
        {
            return _host.Send(from);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.WouldBlock)
        {
            return 0;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            Drop();
            return 0;
        }
    }

    public void Wake()
    {
    }

    public void Dispose()
    {
        Drop();
        _listener.Dispose();
    }

    private void Accept(TimeSpan limit)
    {
        if (!SocketWait.For(_listener, limit)) return;
        Drop();
        _host = _listener.Accept();
        _host.NoDelay = true;
        _host.Blocking = false;
    }

    private void Drop()
    {
        _host?.Dispose();
        _host = null;
    }
}
