using RadioNet.Plan.Model;
using RadioNet.Voice.Routing;

namespace RadioNet.BaseStation.Ports;

/// <summary>
/// Keeps one modem port open: opens it, reads it, and when it is lost opens it again, later and later. One thread does all;
/// when it waits, it costs nothing.
/// </summary>
public sealed class PortKeeper : IDisposable
{
    // The longest that MMDVM's UDP hosts send at once is 600 octets, the longest frame is 510.
    private const int BufferLength = 4096;

    // What a modem sends in a second, each frame a datagram; a flood does not keep its user from its turn.
    private const int MostReads = 64;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestTimer = TimeSpan.FromMilliseconds(1);

    private readonly Func<CancellationToken, PortOpening> _open;
    private readonly IPortUser _user;
    private readonly TimeProvider _time;
    private readonly PortLife _life;
    private readonly CancellationTokenSource _stop = new();
    private readonly AutoResetEvent _signal = new(false);
    private readonly byte[] _buffer = new byte[BufferLength];
    private readonly Thread _thread;
    private volatile IModemPort? _port;
    private volatile PortFault? _reopen;
    private volatile PortStatus _status = PortStatus.Stopped;

    /// <summary>Prepares to keep a port open; <see cref="Start"/> begins.</summary>
    /// <param name="address">Where the modem is.</param>
    /// <param name="user">Who speaks to it.</param>
    /// <param name="opener">Opens ports; that of the running system by default.</param>
    /// <param name="timing">When it is tried again.</param>
    /// <param name="time">The clock of the waits between tries.</param>
    public PortKeeper(ModemPortAddress address, IPortUser user, ModemPortOpener? opener = null, PortTiming? timing = null, TimeProvider? time = null)
        : this(user, cancel => (opener ?? new ModemPortOpener()).Open(address, cancel), $"modem {address}", timing, time)
    {
    }

    internal PortKeeper(IPortUser user, Func<CancellationToken, PortOpening> open, string name, PortTiming? timing, TimeProvider? time)
    {
        ArgumentNullException.ThrowIfNull(user);
        _open = open;
        _user = user;
        _time = time ?? TimeProvider.System;
        _life = new PortLife(timing ?? new PortTiming(), _time);
        _thread = new Thread(Run) { IsBackground = true, Name = name };
    }

    /// <summary>How the port is; from any thread.</summary>
    public PortStatus Status => _status;

    /// <summary>Starts, once.</summary>
    public void Start() => _thread.Start();

    /// <summary>Gives the user a <see cref="IPortUser.Turn"/> soon. From any thread.</summary>
    public void Wake()
    {
        if (_port is { } port) port.Wake();
        else _signal.Set();
    }

    /// <summary>Closes the port, if it is open, and opens it again: for a modem that doesn't answer. From any thread.</summary>
    /// <param name="cause">What the user is told of the loss.</param>
    public void Reopen(PortFault cause)
    {
        _reopen = cause;
        Wake();
    }

    /// <summary>Closes the port and stops for good; the user's last call is over when it returns. From any thread.</summary>
    public void Dispose()
    {
        if (_stop.IsCancellationRequested) return;
        _stop.Cancel();
        _port?.Dispose();
        _signal.Set();
        if (Thread.CurrentThread != _thread && _thread.ThreadState != ThreadState.Unstarted) _thread.Join(StopLimit);
    }

    private void Run()
    {
        using var share = ThreadShare.TakeMost();
        var action = Tell(PortEvent.Start);
        while (action != PortAction.End)
        {
            action = action switch
            {
                PortAction.Open => Open(),
                PortAction.Use => Use(),
                _ => Wait(),
            };
        }
    }

    private PortAction Tell(PortEvent happened, PortFault? fault = null)
    {
        var action = _life.Handle(_stop.IsCancellationRequested && happened != PortEvent.Start ? PortEvent.Stop : happened, fault);
        _status = _life.Status;
        _ = Guard(() => _user.Changed(_status));
        return action;
    }

    private PortAction Open()
    {
        PortOpening opening;
        try
        {
            opening = _open(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return Tell(PortEvent.Stop);
        }
        catch (Exception broken)
        {
            opening = Broken(broken);
        }

        if (!opening.IsOpen) return Tell(PortEvent.Refused, opening.Fault);
        _reopen = null;
        _port = opening.Port;
        var action = Tell(PortEvent.Opened);
        if (action == PortAction.End) opening.Port.Dispose();
        return action;
    }

    private PortAction Use()
    {
        var port = _port!;
        var fault = Guard(() => _user.Opened(port)) ?? ReadUntilLost(port);
        _port = null;
        port.Dispose();
        if (_stop.IsCancellationRequested) fault = PortFault.Closed;
        _ = Guard(() => _user.Lost(fault));
        return Tell(PortEvent.Lost, fault);
    }

    private PortFault ReadUntilLost(IModemPort port)
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                if (_reopen is { } asked) return asked;
                var fault = ReadAll(port);
                if (fault is not null) return fault;
                _user.Turn();
            }

            return PortFault.Closed;
        }
        catch (Exception broken)
        {
            return Broken(broken);
        }
    }

    /// <summary>Reads all that is there, if it was late several datagrams, before the user draws its conclusions in a turn.</summary>
    private PortFault? ReadAll(IModemPort port)
    {
        var read = port.Read(_buffer, _user.Patience);
        for (int reads = 1; read.Count > 0; reads++)
        {
            _user.Bytes(_buffer.AsSpan(0, read.Count));
            if (reads == MostReads) return null;
            read = port.Read(_buffer, TimeSpan.Zero);
        }

        return read.Fault;
    }

    private PortAction Wait()
    {
        using var timer = _time.CreateTimer(_ => _signal.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        while (!_stop.IsCancellationRequested && _life.UntilDue is var left && left > TimeSpan.Zero)
        {
            var patience = left;
            _ = Guard(() => patience = _user.Patience);
            var wait = patience >= TimeSpan.Zero && patience < left ? patience : left;

            // A timer counts whole milliseconds, from its own start: when time went by before that, it is set again.
            timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            if (left - _life.UntilDue >= ShortestTimer) continue;
            _signal.WaitOne();
            _ = Guard(_user.Turn);
        }

        return Tell(PortEvent.Due);
    }

    /// <summary>A user that throws may lose its port, and never the process.</summary>
    private static PortFault? Guard(Action call)
    {
        try
        {
            call();
            return null;
        }
        catch (Exception broken)
        {
            return Broken(broken);
        }
    }

    private static PortFault Broken(Exception broken) =>
        new(PortFaultKind.Failed, LocalizedText.Same($"{broken.GetType().Name}: {broken.Message}"));
}
