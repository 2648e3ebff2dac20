using System.Net;
using Microsoft.Extensions.Logging;
using RadioNet.CallControl;
using RadioNet.Core.Calls;
using RadioNet.Core.Records.Traces;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Core.Ports.Homebrew;

/// <summary>
/// The node's Homebrew socket with its two threads: the voice router's, which receives and sends bursts, and the sessions',
/// which answers everything else. Between them stand rings that never make the router wait.
/// </summary>
internal sealed partial class HomebrewPort : IVoicePath, IRouterHost, IDisposable
{
    private const int RingSize = 4096;

    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    private readonly VoiceRouter _router;
    private readonly Switchboard _switchboard;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DatagramRing _known = new(RingSize);
    private readonly DatagramRing _strangers = new(RingSize);
    private readonly Doorbell _bell = new();
    private readonly Thread _thread;
    private HomebrewMaster? _master;
    private volatile bool _stops;
    private volatile bool _planChanged;
    private long _nextExpiry;

    /// <summary>Binds both sockets.</summary>
    /// <param name="listen">Where repeaters log in.</param>
    /// <param name="voice">The socket of the voice links, which the router has from now on.</param>
    /// <param name="switchboard">Who decides.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">For what a person should know.</param>
    public HomebrewPort(IPEndPoint listen, IDatagramSocket voice, Switchboard switchboard, TimeProvider time, ILogger<HomebrewPort> logger)
    {
        (_switchboard, _time, _logger) = (switchboard, time, logger);
        var socket = DatagramSocket.Bind(listen);
        _router = new VoiceRouter(socket, this, time, new RouterOptions(), voice);
        _thread = new Thread(Run) { IsBackground = true, Name = "homebrew sessions" };
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Local => _router.Socket.Local;

    /// <summary>Where voice links come in.</summary>
    public IPEndPoint? VoiceLocal => _router.VoiceLocal;

    /// <summary>What the router counted.</summary>
    public RouterCounters Counters => _router.Counters;

    /// <summary>Who notes where voice went first; null when nobody does.</summary>
    public TraceBook? Traces { get; init; }

    /// <summary>Hears likewise; null where nobody shows it.</summary>
    public LiveStreams? Streams { get; init; }

    /// <summary>Starts both threads.</summary>
    public void Start(HomebrewMaster master)
    {
        _master = master;
        if (_router.Socket.ReceiveBuffer.Advice is { } advice)
        {
            LogSmallBuffer(advice);
        }

        _router.Start();
        _thread.Start();
        LogListening(Local);
    }

    /// <summary>Another plan holds: the sessions are checked against it.</summary>
    public void ObeyPlan()
    {
        _planChanged = true;
        _bell.Ring();
    }

    /// <inheritdoc/>
    public void Post(RouterCommand command) => _router.Post(command);

    /// <inheritdoc/>
    public long LastHeard(PortId port) => _router.LastHeard(port) ?? 0;

    /// <inheritdoc/>
    public void Send(in PeerAddress to, ReadOnlySpan<byte> datagram) => _router.Socket.Send(to, datagram);

    /// <inheritdoc/>
    public bool TryTake(in RouterEvent said) => _switchboard.TryTake(said);

    /// <inheritdoc/>
    public void Note(in PassMark mark)
    {
        Streams?.Note(mark);
        Traces?.Note(mark);
    }

    /// <inheritdoc/>
    public bool TryTake(PortId? port, in PeerAddress from, ReadOnlySpan<byte> datagram)
    {
        // Two rings, so that a flood from strangers never crowds out the pings of who is logged in.
        var taken = (port is null ? _strangers : _known).TryWrite(from, datagram);
        _bell.Ring();
        return taken;
    }

    public void Dispose()
    {
        _stops = true;
        _bell.Ring();
        if (_thread.IsAlive)
        {
            _thread.Join(_second);
        }

        _router.Dispose();
        _bell.Dispose();
    }

    private void Run()
    {
        while (!_stops)
        {
            try
            {
                Work();
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                LogFailure(problem);
            }

            _bell.Wait(_second, IsWork);
        }

        _master!.Close();
    }

    private bool IsWork() => !_known.IsEmpty || !_strangers.IsEmpty || _planChanged || _stops;

    private void Work()
    {
        if (_planChanged)
        {
            _planChanged = false;
            _master!.ObeyPlan();
        }

        var now = _time.GetTimestamp();
        if (now >= _nextExpiry)
        {
            _nextExpiry = now + _time.TimestampFrequency;
            _master!.Expire();
        }

        Drain(_known, int.MaxValue);
        while (!_strangers.IsEmpty && !_stops)
        {
            Drain(_strangers, 64);
            Drain(_known, int.MaxValue);
        }
    }

    private void Drain(DatagramRing ring, int most)
    {
        for (var taken = 0; taken < most && ring.TryPeek(out var from, out var datagram); taken++)
        {
            try
            {
                _master!.Take(from, datagram);
            }
            finally
            {
                ring.Drop();
            }
        }
    }

    [LoggerMessage(EventId = 3201, Level = LogLevel.Information, Message = "Repeaters log in at {Address} (Homebrew, UDP).")]
    private partial void LogListening(IPEndPoint address);

    [LoggerMessage(EventId = 3202, Level = LogLevel.Warning, Message = "{Advice}")]
    private partial void LogSmallBuffer(string advice);

    [LoggerMessage(EventId = 3203, Level = LogLevel.Error, Message = "A session's datagram could not be handled; it is dropped.")]
    private partial void LogFailure(Exception problem);
}
