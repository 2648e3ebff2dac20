using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Simulator.Bench;

/// <summary>
/// Many repeaters for load tests, each with its own socket and port, on two threads in all: one receives (and pings), one
/// sends while a test runs. Linux only.
/// </summary>
/// <remarks>Without a login they serve against a bare relay, too: it need only know their <see cref="Local"/> addresses.</remarks>
[SupportedOSPlatform("linux")]
public sealed class BenchRepeaters : IFleetReceiver, IDisposable
{
    private const int ReceiveBufferBytes = 4 * 1024 * 1024;
    private const int ReceiveMilliseconds = 20;
    private readonly IReadOnlyList<BenchRepeater> _repeaters;
    private readonly SocketFleet _fleet;
    private readonly FleetLogin _login;
    private readonly Thread _receiver;
    private readonly TimeSpan _pingInterval;
    private readonly byte[] _ping = new byte[SessionMessage.LongestLength];
    private readonly long _started = Stopwatch.GetTimestamp();
    private BurstMeter? _meter;
    private long _pinged;
    private long _pongs;
    private long _receiverCpu;
    private long _receiverAllocated;
    private long _looks;
    private volatile bool _stopping;

    /// <summary>Opens the sockets and begins to receive.</summary>
    /// <param name="masters">Where the nodes listen; the repeaters take them in turn.</param>
    /// <param name="repeaters">The repeaters; a call names them by their number here.</param>
    /// <param name="pingInterval">Between pings of one repeater; 10 s when null.</param>
    public BenchRepeaters(IReadOnlyList<IPEndPoint> masters, IReadOnlyList<BenchRepeater> repeaters, TimeSpan? pingInterval = null)
    {
        ArgumentNullException.ThrowIfNull(repeaters);
        _repeaters = repeaters;
        _pingInterval = pingInterval ?? TimeSpan.FromSeconds(10);
        _fleet = new SocketFleet(masters, repeaters.Count, ReceiveBufferBytes);
        _login = new FleetLogin(_fleet, repeaters);
        _receiver = new Thread(ReceiveLoop) { IsBackground = true, Name = "bench receiver" };
        _receiver.Start();
    }

    /// <summary>How many repeaters there are.</summary>
    public int Count => _repeaters.Count;

    /// <summary>How many repeaters are logged in now.</summary>
    public int LoggedIn => _login.Running;

    /// <summary>How many times the master refused one.</summary>
    public int Refusals => _login.Refusals;

    /// <summary>Pings that were answered.</summary>
    public long Pongs => Volatile.Read(ref _pongs);

    /// <summary>The address that a repeater sends from and listens on.</summary>
    public IPEndPoint Local(int repeater) => _fleet.Local(repeater);

    /// <summary>Logs all in, 64 at once, repeating what is not answered; returns how many are in when all are or time is up.</summary>
    public int LogIn(TimeSpan limit, CancellationToken cancellation = default)
    {
        long start = Stopwatch.GetTimestamp();
        while (_login.Running < _repeaters.Count && Stopwatch.GetElapsedTime(start) < limit && !cancellation.IsCancellationRequested)
        {
            _login.Pump();
            cancellation.WaitHandle.WaitOne(2);
        }

        return _login.Running;
    }

    /// <summary>Talks by the pattern and counts what is heard; blocks until the last burst has had its time.</summary>
    public BenchReport Run(IReadOnlyList<BenchCall> calls, BenchPattern pattern, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        ArgumentNullException.ThrowIfNull(pattern);
        pattern.Validate();
        if (calls.Count is 0 or > ushort.MaxValue) throw new ArgumentException("A load test has 1 to 65,535 calls.", nameof(calls));
        var meter = new BurstMeter(_repeaters, calls, pattern.FirstSource);
        var pacer = new CallPacer(_fleet, _repeaters, calls, pattern);
        long dropsBefore = _fleet.KernelDrops;
        var senderCpu = TimeSpan.Zero;
        long allocated = 0;
        Volatile.Write(ref _meter, meter);
        AwaitReceiver();
        var (receiverCpu, receiverAllocated) = (_receiverCpu, _receiverAllocated);
        var sender = new Thread(Send) { IsBackground = true, Name = "bench sender" };
        sender.Start();
        sender.Join();
        cancellation.WaitHandle.WaitOne(pattern.Drain);
        Volatile.Write(ref _meter, null);
        AwaitReceiver();
        long spurts = pattern.Cycles * calls.Sum(call => (long)call.Listeners.Length);
        return new()
        {
            Sent = pacer.Sent,
            NotSent = pacer.NotSent,
            Due = spurts * pattern.VoicePerSpurt,
            Heard = meter.Heard,
            HeadersDue = spurts,
            HeadersHeard = meter.Headers,
            TerminatorsDue = spurts,
            TerminatorsHeard = meter.Terminators,
            Reordered = meter.Reordered,
            Duplicated = meter.Duplicated,
            Misrouted = meter.Misrouted,
            Malformed = meter.Malformed,
            ListenerDrops = _fleet.KernelDrops - dropsBefore,
            Delay = meter.Delay,
            Lateness = pacer.Lateness,
            Elapsed = pacer.Elapsed,
            SenderCpu = senderCpu,
            ReceiverCpu = TimeSpan.FromTicks(_receiverCpu - receiverCpu),
            Allocated = allocated + _receiverAllocated - receiverAllocated,
        };

        void Send()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            pacer.Run(cancellation);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            senderCpu = ThreadClock.Read();
        }
    }

    /// <summary>Says goodbye for all (RPTCL).</summary>
    public void LogOut()
    {
        Span<byte> datagram = stackalloc byte[SessionMessage.LongestLength];
        for (int i = 0; i < _repeaters.Count; i++)
        {
            if (!_login.IsRunning(i)) continue;
            int length = SessionMessage.Of(HomebrewKind.Logout, _repeaters[i].Repeater).Write(datagram);
            _fleet.Send(i, datagram[..length]);
        }
    }

    /// <summary>Closes the sockets; says no goodbye.</summary>
    public void Dispose()
    {
        if (_stopping) return;
        _stopping = true;
        _receiver.Join();
        _fleet.Dispose();
    }

    void IFleetReceiver.OnDatagram(int socket, ReadOnlySpan<byte> datagram, long arrived)
    {
        if (datagram.StartsWith("DMRD"u8)) Volatile.Read(ref _meter)?.OnBurst(socket, datagram, arrived);
        else if (SessionMessage.TryRead(datagram, out var message)) OnMessage(socket, message);
    }

    private void OnMessage(int repeater, in SessionMessage message)
    {
        if (message.Kind == HomebrewKind.Pong) _pongs++;
        else _login.OnMessage(repeater, message);
    }

    private void ReceiveLoop()
    {
        while (!_stopping)
        {
            _fleet.Receive(ReceiveMilliseconds, this);
            Ping();
            _receiverCpu = ThreadClock.Read().Ticks;
            _receiverAllocated = GC.GetAllocatedBytesForCurrentThread();
            Volatile.Write(ref _looks, _looks + 1);
        }
    }

    /// <summary>Each repeater pings once in an interval, their turns spread over it.</summary>
    private void Ping()
    {
        long due = (long)(Stopwatch.GetElapsedTime(_started) / _pingInterval * _repeaters.Count);
        for (; _pinged < due; _pinged++)
        {
            int repeater = (int)(_pinged % _repeaters.Count);
            if (!_login.IsRunning(repeater)) continue;
            int length = SessionMessage.Of(HomebrewKind.Ping, _repeaters[repeater].Repeater).Write(_ping);
            _fleet.Send(repeater, _ping.AsSpan(0, length));
        }
    }

    /// <summary>Returns when the receiving thread has looked at the meter anew, and its counters stand still for the old one.</summary>
    private void AwaitReceiver()
    {
        long seen = Volatile.Read(ref _looks);
        SpinWait.SpinUntil(() => Volatile.Read(ref _looks) >= seen + 2 || !_receiver.IsAlive);
    }
}
