using System.Collections.Concurrent;
using System.Net;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>
/// Routes voice: one thread owns the socket's batches, the streams, their waiting bursts and their routes, and alone sends a
/// call's voice. Decisions reach it through its inbox (<see cref="Post"/>), what it learns reaches <see cref="IRouterHost"/>.
/// </summary>
public sealed class VoiceRouter : IDisposable
{
    // The longest wait while nothing happens, so that the samples of the thread's own counters don't grow old, nor a link's keep-alives.
    private static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait while a link has not been heard yet: its first keep-alives come more often.</summary>
    private static readonly TimeSpan NewLinkInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>For how long at most time-outs wait for bursts that have come and are not read yet.</summary>
    private static readonly TimeSpan LongestCatchUp = TimeSpan.FromSeconds(1);

    /// <summary>A tick that is later than this comes after a pause of the thread, or of the whole process.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IDatagramSocket _socket;
    private readonly TimeProvider _time;
    private readonly RouterOptions _options;
    private readonly RouterCore _core;
    private readonly IDatagramSocket? _voiceSocket;
    private readonly LinkReceiver? _links;
    private readonly ConcurrentQueue<RouterCommand> _inbox = new();
    private readonly Thread _thread;
    private readonly long _tickInterval;
    private readonly long _longestCatchUp;
    private readonly long _pause;
    private int _inboxFilled;
    private volatile bool _stopping;
    private long _nextTick;

    /// <summary>Prepares a router on sockets that it alone receives from, and that it closes in the end.</summary>
    /// <param name="socket">The Homebrew socket, for repeaters.</param>
    /// <param name="host">Who decides.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">Times and bounds.</param>
    /// <param name="voiceSocket">The voice socket, for base stations and other nodes; null for a router without voice links.</param>
    public VoiceRouter(IDatagramSocket socket, IRouterHost host, TimeProvider time, RouterOptions options, IDatagramSocket? voiceSocket = null)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(options);
        _socket = socket;
        _time = time;
        _options = options;
        _voiceSocket = voiceSocket;
        _links = voiceSocket is null ? null : new LinkReceiver(voiceSocket, time, Ring);
        _core = new RouterCore(options, time, socket, host, voiceSocket, _links);
        _tickInterval = RouterCore.Ticks(time, options.TickInterval);
        _longestCatchUp = RouterCore.Ticks(time, LongestCatchUp);
        _pause = RouterCore.Ticks(time, Pause);
        _thread = new Thread(Run) { Name = "voice router", IsBackground = true, Priority = ThreadPriority.Highest };
    }

    /// <summary>The socket, for session replies: <see cref="IDatagramSocket.Send"/>.</summary>
    public IDatagramSocket Socket => _socket;

    /// <summary>What it did so far.</summary>
    public RouterCounters Counters => _core.Cells.Snapshot(_socket.Counters, _voiceSocket?.Counters ?? default, _links?.Cells, _core.Meter);

    /// <summary>Where the voice socket listens; null without one.</summary>
    public IPEndPoint? VoiceLocal => _voiceSocket?.Local;

    /// <summary>Starts the thread, and with a voice socket the one that receives there.</summary>
    public void Start()
    {
        _thread.Start();
        _links?.Start();
    }

    /// <summary>Gives the router a command; it is obeyed soon, in the order of posting. From any thread.</summary>
    /// <exception cref="ArgumentException">A grant or a relay without an outgoing stream id, a relay without a spurt's number, or a voice link where there is no voice socket.</exception>
    public void Post(RouterCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command is RouterCommand.Grant { OutgoingStream: 0 }) throw new ArgumentException("A grant's outgoing stream id is not 0.", nameof(command));
        if (command is RouterCommand.Relay { OutgoingStream: 0, Route: not null } or RouterCommand.Relay { Spurt: 0 })
            throw new ArgumentException("A relay's outgoing stream id is not 0, nor is its spurt's number.", nameof(command));
        if (command is RouterCommand.OpenLink && _links is null) throw new ArgumentException("This router has no voice socket.", nameof(command));
        if (command is RouterCommand.OpenTalks talks) talks.Ring.Wakes(Ring);
        _inbox.Enqueue(command);
        Ring();
    }

    /// <summary>
    /// When a port's last burst came, <see cref="TimeProvider.GetTimestamp"/> ticks; null when it is not open or has sent
    /// none. From any thread: voice counts as a sign of life.
    /// </summary>
    public long? LastHeard(PortId port) => _core.LastHeard(port);

    /// <summary>Stops the threads, closes the sockets and forgets the links' keys. Running streams are not told: close their ports before.</summary>
    public void Dispose()
    {
        if (_stopping) return;
        _stopping = true;
        _socket.Wake();
        if (_thread.IsAlive) _thread.Join();
        _links?.Dispose();
        _core.StopLinks();
        _socket.Dispose();
        _voiceSocket?.Dispose();
    }

    private void Run()
    {
        using ThreadShares.Taken share = ThreadShare.TakeMost();
        while (!_stopping)
        {
            int taken = _socket.Receive(_core.IsBusy ? _options.TickInterval : _core.HasNewLink(_time.GetTimestamp()) ? NewLinkInterval : IdleInterval);
            long now = _time.GetTimestamp();
            for (int i = 0; i < taken; i++)
            {
                Drain(now);
                OnDatagram(i, now);
            }

            Drain(now);
            PassTime(now);
            Flush();
        }

        Drain(_time.GetTimestamp());
        Flush();
    }

    private void Flush()
    {
        // Links first: what goes to other nodes has further to go.
        _core.FlushLinks();
        _socket.Flush();
        _core.Meter.Settle();
    }

    /// <summary>There is something in the inbox, of a voice link or of a console: the thread looks before its next datagram, and wakes if it waits.</summary>
    private void Ring()
    {
        if (Interlocked.Exchange(ref _inboxFilled, 1) == 0) _socket.Wake();
    }

    private void Drain(long now)
    {
        if (Volatile.Read(ref _inboxFilled) == 0) return;
        // Cleared before it is emptied: what is posted from here on wakes the next wait.
        Interlocked.Exchange(ref _inboxFilled, 0);
        ObeyAll(now);
        for (int left = _core.TalksWaiting; left > 0; left--)
        {
            OnTalk(now);
            ObeyAll(now);
        }

        if (_links is null) return;
        // What waits in the ring now: later bursts are announced anew.
        for (int left = _links.Ring.Count; left > 0; left--)
        {
            OnLinkBurst(_links.Ring, now);
            ObeyAll(now);
        }

        if (_links.TakeAnswersDue()) _core.KeepLinksAlive(now);
    }

    private void ObeyAll(long now)
    {
        while (_inbox.TryDequeue(out RouterCommand? command)) Obey(command, now);
    }

    private void OnLinkBurst(LinkRing ring, long now)
    {
        ring.Peek(out RouterPort port, out BurstTrail trail, out DmrdPacket packet);
        try
        {
            _core.OnLinkBurst(port, packet, trail, now);
        }
#pragma warning disable CA1031 // The edge of the loop: one bad burst never ends it; each is counted as a defect.
        catch (Exception)
#pragma warning restore CA1031
        {
            _core.Cells.Faults++;
        }

        ring.Drop();
    }

    private void OnTalk(long now)
    {
        try
        {
            if (_core.TalksWaiting > 0) _core.TakeTalk(now);
        }
#pragma warning disable CA1031 // The edge of the loop: one bad burst never ends it; each is counted as a defect.
        catch (Exception)
#pragma warning restore CA1031
        {
            _core.Cells.Faults++;
        }
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

        // So do those of voice links, which another thread reads: it gets a moment for it.
        bool paused = _links is not null && _core.IsBusy && now - _nextTick > _pause;
        _nextTick = now + _tickInterval;
        if (paused) return;
        Tick(now);
        if (_links is not null) _core.KeepLinksAlive(now);
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
