using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using RadioNet.Protocols.M17;

namespace RadioNet.Simulator.M17;

/// <summary>
/// An M17 reflector on real UDP with a thread of its own: clients link to its modules, and what one says at a module all others there hear,
/// octet by octet as it came. It is the other side of <c>firmware-interfaces/m17</c>; one stream at a time has a module.
/// </summary>
public sealed class VirtualReflector : IDisposable
{
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(20);

    private readonly VirtualReflectorOptions _options;
    private readonly M17Address _callsign;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly ConcurrentDictionary<IPEndPoint, ReflectorClient> _clients = new();
    private readonly Dictionary<char, (ushort Id, IPEndPoint From, TimeSpan LastHeard)> _streams = [];
    private readonly byte[] _received = new byte[1500];
    private readonly byte[] _message = new byte[M17Control.LongestLength];
    private readonly long _origin = TimeProvider.System.GetTimestamp();
    private readonly Thread _thread;
    private volatile bool _isClosed;
    private TimeSpan _pingAt;
    private int _requests;
    private int _refused;
    private int _pongs;
    private long _taken;
    private long _relayed;
    private long _lost;

    /// <summary>Opens it.</summary>
    /// <exception cref="SocketException">The port is taken.</exception>
    public VirtualReflector(VirtualReflectorOptions? options = null)
    {
        _options = options ?? new VirtualReflectorOptions();
        _callsign = _options.Address;
        _socket.Bind(_options.Local);
        Address = (IPEndPoint)_socket.LocalEndPoint!;
        _thread = new Thread(Run) { IsBackground = true, Name = "virtual reflector" };
        _thread.Start();
    }

    /// <summary>Where it is.</summary>
    public IPEndPoint Address { get; }

    /// <summary>What goes wrong.</summary>
    public ReflectorFaults Faults { get; } = new();

    /// <summary>Who is linked now.</summary>
    public IReadOnlyCollection<ReflectorClient> Clients => [.. _clients.Values];

    /// <summary>How often a client asked for a link.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>How often it refused.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Pings that were answered.</summary>
    public int Pongs => Volatile.Read(ref _pongs);

    /// <summary>Stream packets that it took.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <summary>Stream packets that it sent to clients.</summary>
    public long Relayed => Volatile.Read(ref _relayed);

    /// <summary>Stream packets that it lost on purpose.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>It forgets its clients without a word, as one that starts anew.</summary>
    public void Restart() => _clients.Clear();

    /// <summary>It ends the links of all clients.</summary>
    public void EndAll()
    {
        byte[] message = new byte[M17Control.LongestLength];
        int length = new M17Control(M17ControlKind.Disconnect, _callsign).Write(message);
        foreach (var client in _clients.Values) Send(message.AsSpan(0, length), client.Address);
        _clients.Clear();
    }

    /// <summary>Closes it.</summary>
    public void Dispose()
    {
        if (_isClosed) return;
        _isClosed = true;
        _thread.Join();
        _socket.Dispose();
    }

    private TimeSpan Now => TimeProvider.System.GetElapsedTime(_origin);

    private void Run()
    {
        while (!_isClosed)
        {
            var from = new IPEndPoint(IPAddress.Any, 0);
            int length = Receive(ref from);
            if (Faults.IsSilent) continue;
            if (length > 0) Take(_received.AsSpan(0, length), from, Now);
            Keep(Now);
        }
    }

    private int Receive(ref IPEndPoint from)
    {
        try
        {
            if (!_socket.Poll(_tick, SelectMode.SelectRead)) return 0;
            EndPoint sender = from;
            int length = _socket.ReceiveFrom(_received, ref sender);
            from = (IPEndPoint)sender;
            return length;
        }
        catch (SocketException)
        {
            return 0; // a client's port that is closed already
        }
    }

    private void Keep(TimeSpan now)
    {
        foreach (var client in _clients.Values.Where(client => now - client.LastHeard > _options.ClientTimeout)) _clients.TryRemove(client.Address, out _);
        if (now < _pingAt) return;
        _pingAt = now + _options.PingInterval;
        foreach (var client in _clients.Values) Say(M17ControlKind.Ping, client.Address);
    }

    private void Take(ReadOnlySpan<byte> datagram, IPEndPoint from, TimeSpan now)
    {
        if (_clients.TryGetValue(from, out var known)) known.LastHeard = now;
        if (M17StreamPacket.TryRead(datagram, out var packet)) Relay(packet, datagram, known, now);
        if (!M17Control.TryRead(datagram, out var control)) return;
        switch (control.Kind)
        {
            case M17ControlKind.Connect or M17ControlKind.Listen:
                Admit(control, from, now);
                break;
            case M17ControlKind.Pong when known is not null:
                _pongs++;
                break;
            case M17ControlKind.Disconnect when _clients.TryRemove(from, out _):
                Say(M17ControlKind.Disconnected, from);
                break;
        }
    }

    private void Admit(in M17Control control, IPEndPoint from, TimeSpan now)
    {
        bool isAdmitted = !Faults.Refuses && _options.Modules.Contains(control.Module, StringComparison.Ordinal) && control.Sender.IsCallsign;
        if (isAdmitted)
            _clients[from] = new ReflectorClient(control.Sender.ToString(), control.Module, control.Kind == M17ControlKind.Listen, from) { LastHeard = now };
        else
            _refused++;
        Say(isAdmitted ? M17ControlKind.Acknowledgement : M17ControlKind.Refusal, from);
        _requests++;
    }

    private void Relay(in M17StreamPacket packet, ReadOnlySpan<byte> datagram, ReflectorClient? talker, TimeSpan now)
    {
        if (talker is null or { ListensOnly: true }) return;
        bool isRunning = _streams.TryGetValue(talker.Module, out var stream) && now - stream.LastHeard < _options.StreamTimeout;
        if (isRunning && (stream.Id != packet.StreamId || !stream.From.Equals(talker.Address))) return;
        _taken++;
        if (packet.IsLast) _streams.Remove(talker.Module);
        else _streams[talker.Module] = (packet.StreamId, talker.Address, now);
        int lostOf = Faults.LostOf;
        bool isLost = lostOf > 0 && !packet.IsLast && packet.FrameNumber % lostOf == lostOf - 1;
        foreach (var client in _clients.Values.Where(client => client.Module == talker.Module && !client.Address.Equals(talker.Address)))
        {
            if (isLost) _lost++;
            else if (Send(datagram, client.Address)) _relayed++;
        }
    }

    private void Say(M17ControlKind kind, IPEndPoint to) => Send(_message.AsSpan(0, new M17Control(kind, _callsign).Write(_message)), to);

    private bool Send(ReadOnlySpan<byte> datagram, IPEndPoint to)
    {
        try
        {
            return _socket.SendTo(datagram, SocketFlags.None, to) == datagram.Length;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
