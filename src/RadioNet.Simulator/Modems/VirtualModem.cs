using System.Net;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems.Firmware;

namespace RadioNet.Simulator.Modems;

/// <summary>
/// A modem without hardware, in real time: firmware behind a line that a host opens as it opens a real modem's, and on an air
/// with virtual radios. It has a thread of its own. All members are for any thread.
/// </summary>
public sealed class VirtualModem : IDisposable
{
    private const int ReadLength = 4096;
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(1);

    private readonly VirtualModemOptions _options;
    private readonly Func<string?, IModemLine> _open;
    private readonly ModemFirmware _firmware;
    private readonly LineDirection _toModem;
    private readonly LineDirection _toHost;
    private readonly AutoResetEvent _woken = new(initialState: false);
    private readonly Lock _lineUse = new();
    private readonly Lock _wakeUse = new();
    private readonly Thread _thread;
    private volatile IModemLine? _line;
    private volatile bool _isStopping;
    private bool _isOver;
    private TimeSpan _silentUntil;
    private TimeSpan _dueAt = TimeSpan.MaxValue;
    private TimeSpan _longestLate;
    private long _octetsFromHost;
    private long _octetsToHost;
    private long _octetsLost;

    private VirtualModem(Func<string?, IModemLine> open, string? name, VirtualModemOptions? options)
    {
        _options = options ?? new();
        _open = open;
        _line = open(name);
        Air = _options.Air ?? new LiveAir();
        _toModem = new(_options.Baud, _options.Seed);
        _toHost = new(_options.Baud, unchecked(_options.Seed + 1));
        (Antenna, _firmware) = Air.Do((air, now) =>
        {
            var channel = _options.Channel;
            var antenna = air.Raise(
                _options.Name, channel.ReceiveHertz, channel.TransmitHertz, isFullDuplex: !channel.IsSimplex, _options.ReceiveDelay);
            var firmware = new ModemFirmware(_options.Firmware, antenna, now);
            air.Connect(antenna, firmware);
            return (antenna, firmware);
        });
        Air.Stirred += Wake;
        _thread = new Thread(Run) { IsBackground = true, Name = $"virtual {_options.Name}", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>The air that it is on.</summary>
    public LiveAir Air { get; }

    /// <summary>Its antenna, to set levels to.</summary>
    public AirAntenna Antenna { get; }

    /// <summary>How a host reaches it, as <c>radionet base-station --modem</c> takes it; empty while its line is gone.</summary>
    public string Address => _line?.Address ?? "";

    /// <summary>What it has sent on the air.</summary>
    public OnAirLog OnAir => _firmware.OnAir;

    /// <summary>What goes wrong on the way to the host.</summary>
    public LineFaults FaultsToHost
    {
        get => Air.Do((_, _) => _toHost.Faults);
        set => Air.Do((_, _) => _toHost.Faults = value);
    }

    /// <summary>What goes wrong on the way from the host.</summary>
    public LineFaults FaultsToModem
    {
        get => Air.Do((_, _) => _toModem.Faults);
        set => Air.Do((_, _) => _toModem.Faults = value);
    }

    /// <summary>What it has seen and done.</summary>
    public ModemStatistics Statistics => Air.Do((air, now) => new ModemStatistics
    {
        Name = _options.Name,
        Address = Address,
        State = _firmware.State,
        IsTransmitting = _firmware.IsTransmitting,
        Firmware = _firmware.Counts,
        OnAir = _firmware.OnAir.Count(now),
        OctetsFromHost = _octetsFromHost,
        OctetsToHost = _octetsToHost,
        OctetsLost = _octetsLost + _toHost.Lost + _toModem.Lost,
        AirBurstsLost = air.BurstsLost,
        LongestLateMilliseconds = _longestLate.TotalMilliseconds,
    });

    /// <summary>Starts a modem at a pseudo-terminal.</summary>
    /// <param name="link">A name for the host's end that stays the same; null: <c>/dev/pts/N</c>.</param>
    /// <param name="options">How it is set up.</param>
    /// <exception cref="PlatformNotSupportedException">This is no Linux.</exception>
    public static VirtualModem AtTerminal(string? link = null, VirtualModemOptions? options = null) => new(
        name => OperatingSystem.IsLinux() ? new TerminalLine(name) : throw new PlatformNotSupportedException("Pseudo-terminals are Linux's alone."),
        link,
        options);

    /// <summary>Starts a modem at a UDP port of the loopback, or of an address.</summary>
    public static VirtualModem AtUdp(VirtualModemOptions? options = null, IPEndPoint? local = null)
    {
        var bound = local ?? new(IPAddress.Loopback, 0);
        return new(_ => Bind(new UdpLine(bound), line => bound = line.Local), null, options);
    }

    /// <summary>Starts a modem at a TCP port of the loopback, or of an address.</summary>
    public static VirtualModem AtTcp(VirtualModemOptions? options = null, IPEndPoint? local = null)
    {
        var bound = local ?? new(IPAddress.Loopback, 0);
        return new(_ => Bind(new TcpLine(bound), line => bound = line.Local), null, options);
    }

    /// <summary>Starts a modem in memory; the host uses the line's methods for hosts.</summary>
    public static VirtualModem InMemory(out MemoryLine line, VirtualModemOptions? options = null)
    {
        var first = line = new MemoryLine();
        return new(_ => first.IsClosed ? throw new IOException("A line in memory does not come back.") : first, null, options);
    }

    /// <summary>Looks at the firmware, or does something to it, while nothing else happens.</summary>
    public T With<T>(Func<ModemFirmware, TimeSpan, T> look) => Air.Do((_, now) => look(_firmware, now));

    /// <summary>Neither reads nor answers for a time, as a driver that hangs; what came meanwhile it reads afterwards. Firmware runs on.</summary>
    public void FallSilent(TimeSpan time) => Air.Do((_, now) => _silentUntil = now + time);

    /// <summary>Switches it off and on: it forgets its configuration and what waits. Its line stays.</summary>
    public void PowerCycle() => Air.Do((_, now) => _firmware.PowerUp(now));

    /// <summary>Sends octets to the host that mean nothing.</summary>
    public void Flood(int octets) => Air.Do((_, now) =>
    {
        byte[] garbage = new byte[octets];
        new Random(_options.Seed).NextBytes(garbage);
        _toHost.Put(garbage, now);
    });

    /// <summary>Is unplugged: its line is gone, and it has no power.</summary>
    public void Vanish()
    {
        var line = _line;
        _line = null;
        Air.Do((air, now) =>
        {
            air.Connect(Antenna, null);
            _firmware.PowerUp(now);
            _toModem.Clear();
            _toHost.Clear();
        });
        line?.Dispose();
        lock (_lineUse)
        {
            // Whoever still read there has left, and the line is closed.
        }
    }

    /// <summary>Is plugged in again: a line as before, or a pseudo-terminal under another name.</summary>
    public void ComeBack(string? link = null)
    {
        if (_line is not null) throw new InvalidOperationException("It is there.");
        var line = _open(link);
        Air.Do((air, now) =>
        {
            _firmware.PowerUp(now);
            air.Connect(Antenna, _firmware);
        });
        _line = line;
        Wake();
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        if (_isStopping) return;
        _isStopping = true;
        Air.Stirred -= Wake;
        Wake();
        _thread.Join();
        Air.Do((air, now) =>
        {
            _firmware.PowerUp(now);
            air.Connect(Antenna, null);
        });
        _line?.Dispose();
        lock (_wakeUse)
        {
            _isOver = true;
            _woken.Dispose();
        }
    }

    private static T Bind<T>(T line, Action<T> onBound)
    {
        onBound(line);
        return line;
    }

    private void Wake()
    {
        if (Thread.CurrentThread == _thread) return;
        lock (_wakeUse)
        {
            // Whoever stirs the air may have looked up who is on it before this modem left.
            if (_isOver) return;
            _woken.Set();
        }

        _line?.Wake();
    }

    private void Run()
    {
        byte[] octets = new byte[ReadLength];
        while (!_isStopping)
        {
            int toHost = Live(octets, out var limit, out bool isSilent);
            if (_line is not { } line || isSilent)
            {
                _woken.WaitOne(limit);
                continue;
            }

            int fromHost;
            lock (_lineUse)
            {
                if (toHost > 0) Give(line, octets.AsSpan(0, toHost));
                fromHost = line.Read(octets, toHost > 0 ? TimeSpan.Zero : limit);
            }

            if (fromHost > 0) Take(octets.AsSpan(0, fromHost));
        }
    }

    /// <summary>Lets happen what is due; gives what goes to the host now, and for how long there is nothing to do.</summary>
    private int Live(Span<byte> toHost, out TimeSpan limit, out bool isSilent)
    {
        using var scope = Air.Enter(out var air, out var now);
        if (now - _dueAt is var late && late > _longestLate) _longestLate = late;
        isSilent = now < _silentUntil;
        int count = _toModem.Take(toHost, now);
        if (count > 0) _firmware.FromHost(toHost[..count], now);
        count = 0;
        if (!isSilent)
        {
            while ((count = _firmware.ToHost(toHost)) > 0) _toHost.Put(toHost[..count], now);
            count = _toHost.Take(toHost, now);
        }

        var due = Earlier(air.NextDue, isSilent ? _silentUntil : Earlier(_toModem.NextDue, _toHost.NextDue));
        limit = due < now ? TimeSpan.Zero : due - now < _longestWait ? due - now : _longestWait;
        _dueAt = now + limit;
        return count;
    }

    private void Give(IModemLine line, ReadOnlySpan<byte> octets)
    {
        int taken = line.Write(octets);
        Interlocked.Add(ref _octetsToHost, taken);
        Interlocked.Add(ref _octetsLost, octets.Length - taken);
    }

    private void Take(ReadOnlySpan<byte> octets)
    {
        Interlocked.Add(ref _octetsFromHost, octets.Length);
        using var scope = Air.Enter(out _, out var now);
        _toModem.Put(octets, now);
    }

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
