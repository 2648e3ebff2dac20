using System.Collections.Concurrent;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>
/// Routes voice: one thread owns the socket's batches, the streams, their waiting bursts and their routes, and alone sends a
/// call's voice. Decisions reach it through its inbox (<see cref="Post"/>), what it learns reaches <see cref="IRouterHost"/>.
/// </summary>
public sealed class VoiceRouter : IDisposable
{
    // The longest wait while nothing happens, so that the samples of the thread's own counters don't grow old.
    private static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(1);

    /// <summary>For how long at most time-outs wait for bursts that have come and are not read yet.</summary>
    private static readonly TimeSpan LongestCatchUp = TimeSpan.FromSeconds(1);

    private readonly IDatagramSocket _socket;
    private readonly TimeProvider _time;
    private readonly RouterOptions _options;
    private readonly RouterCore _core;
    private readonly ConcurrentQueue<RouterCommand> _inbox = new();
    private readonly Thread _thread;
    private readonly long _tickInterval;
    private readonly long _longestCatchUp;
    private int _inboxFilled;
    private volatile bool _stopping;
    private long _nextTick;

    /// <summary>Prepares a router on a socket that it alone receives from, and that it closes in the end.</summary>
    public VoiceRouter(IDatagramSocket socket, IRouterHost host, TimeProvider time, RouterOptions options)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(options);
        _socket = socket;
        _time = time;
        _options = options;
        _core = new RouterCore(options, time, socket, host);
        _tickInterval = RouterCore.Ticks(time, options.TickInterval);
        _longestCatchUp = RouterCore.Ticks(time, LongestCatchUp);
        _thread = new Thread(Run) { Name = "voice router", IsBackground = true, Priority = ThreadPriority.Highest };
    }

    /// <summary>The socket, for session replies: <see cref="IDatagramSocket.Send"/>.</summary>
    public IDatagramSocket Socket => _socket;

    /// <summary>What it did so far.</summary>
    public RouterCounters Counters => _core.Cells.Snapshot(_socket.Counters);

    /// <summary>Starts the thread.</summary>
    public void Start() => _thread.Start();

    /// <summary>Gives the router a command; it is obeyed soon, in the order of posting. From any thread.</summary>
    /// <exception cref="ArgumentException">A grant without an outgoing stream id.</exception>
    public void Post(RouterCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command is RouterCommand.Grant { OutgoingStream: 0 }) throw new ArgumentException("A grant's outgoing stream id is not 0.", nameof(command));
        _inbox.Enqueue(command);
        if (Interlocked.Exchange(ref _inboxFilled, 1) == 0) _socket.Wake();
    }

    /// <summary>
    /// When a port's last burst came, <see cref="TimeProvider.GetTimestamp"/> ticks; null when it is not open or has sent
    /// none. From any thread: voice counts as a sign of life.
    /// </summary>
    public long? LastHeard(PortId port) => _core.LastHeard(port);

    /// <summary>Stops the thread and closes the socket. Running streams are not told: close their ports before.</summary>
    public void Dispose()
    {
        if (_stopping) return;
        _stopping = true;
        _socket.Wake();
        if (_thread.IsAlive) _thread.Join();
        _socket.Dispose();
    }

    private void Run()
    {
        ThreadShare.TakeMost();
        while (!_stopping)
        {
            int taken = _socket.Receive(_core.IsBusy ? _options.TickInterval : IdleInterval);
            long now = _time.GetTimestamp();
            for (int i = 0; i < taken; i++)
            {
                Drain(now);
                OnDatagram(i, now);
            }

            Drain(now);
            PassTime(now);
            _socket.Flush();
        }

        Drain(_time.GetTimestamp());
        _socket.Flush();
    }

    private void Drain(long now)
    {
        if (Volatile.Read(ref _inboxFilled) == 0) return;
        // Cleared before it is emptied: what is posted from here on wakes the next wait.
        Interlocked.Exchange(ref _inboxFilled, 0);
        while (_inbox.TryDequeue(out RouterCommand? command)) Obey(command, now);
    }

    private void OnDatagram(int index, long now)
    {
        try
        {
            _core.OnDatagram(_socket.Sender(index), _socket.Received(index), now);
        }
#pragma warning disable CA1031 // The edge of the loop: one bad packet never ends it; each is counted as a defect.
        catch (Exception)
#pragma warning restore CA1031
        {
            _core.Cells.Faults++;
        }
    }

    private void Obey(RouterCommand command, long now)
    {
        try
        {
            _core.Obey(command, now);
        }
#pragma warning disable CA1031 // The edge of the loop: one bad command never ends it; each is counted as a defect.
        catch (Exception)
#pragma warning restore CA1031
        {
            _core.Cells.Faults++;
        }
    }

    private void PassTime(long now)
    {
        if (now < _nextTick) return;

        // After a pause of this thread, the bursts of streams that seem silent wait in the socket: they are read first.
        if (_socket.MayHaveMore && now - _nextTick < _longestCatchUp) return;
        _nextTick = now + _tickInterval;
        Tick(now);
        _core.Cells.AllocatedBytes = GC.GetAllocatedBytesForCurrentThread();
        _core.Cells.ProcessorTicks = ThreadShare.ProcessorTime.Ticks;
    }

    private void Tick(long now)
    {
        try
        {
            _core.Tick(now);
        }
#pragma warning disable CA1031 // The edge of the loop: a host that throws never ends it; each is counted as a defect.
        catch (Exception)
#pragma warning restore CA1031
        {
            _core.Cells.Faults++;
        }
    }
}
