using System.Net.Sockets;

namespace RadioNet.BaseStation.Ports;

/// <summary>
/// A port over a stream that blocks, for systems without a better way: a thread of its own reads ahead, so that a read can be
/// woken. What the stream does after its loss is not relied upon: System.IO.Ports reads, and even closes, for ever then.
/// </summary>
internal sealed class PumpedPort : IModemPort
{
    private const int Room = 1 << 16;
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(1);

    private readonly Stream _stream;
    private readonly Action _release;
    private readonly Func<Exception?, PortFault> _lost;
    private readonly object _sync = new();
    private readonly byte[] _ring = new byte[Room];
    private int _start;
    private int _count;
    private bool _woken;
    private PortFault? _fault;

    /// <summary>Takes over a stream and starts to read it.</summary>
    /// <param name="name">What is open, for people.</param>
    /// <param name="stream">Reads block for ever; writes obey <see cref="Stream.WriteTimeout"/>.</param>
    /// <param name="release">Closes the stream, which ends a read.</param>
    /// <param name="lost">Says why it was lost; null is an end of file.</param>
    public PumpedPort(string name, Stream stream, Action release, Func<Exception?, PortFault> lost)
    {
        Name = name;
        _stream = stream;
        _release = release;
        _lost = lost;
        new Thread(Pump) { IsBackground = true, Name = "modem port " + name }.Start();
    }

    public string Name { get; }

    public PortRead Read(Span<byte> buffer, TimeSpan limit)
    {
        if (buffer.IsEmpty) throw new ArgumentException("A read needs room for at least one octet.", nameof(buffer));
        lock (_sync)
        {
            var due = limit < TimeSpan.Zero ? long.MaxValue : Environment.TickCount64 + (long)Math.Ceiling(limit.TotalMilliseconds);
            while (_count == 0 && !_woken && _fault is null)
            {
                if (limit < TimeSpan.Zero) Monitor.Wait(_sync);
                else if (due - Environment.TickCount64 is var left and > 0) Monitor.Wait(_sync, (int)Math.Min(left, int.MaxValue));
                else return default;
            }

            if (_count > 0 && _fault?.Kind != PortFaultKind.Closed) return new PortRead(Take(buffer));
            if (_fault is not null) return new PortRead(0, _fault);
            _woken = false;
            return default;
        }
    }

    public PortWrite Write(ReadOnlySpan<byte> bytes, TimeSpan limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero);
        if (Fault is { } fault) return new PortWrite(0, fault);
        try
        {
            _stream.WriteTimeout = Math.Max(1, (int)limit.TotalMilliseconds);
            _stream.Write(bytes);
            return new PortWrite(bytes.Length);
        }
        catch (Exception slow) when (slow is TimeoutException || slow.InnerException is SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.WouldBlock })
        {
            return new PortWrite(0, Fault);
        }
        catch (Exception gone) when (IsLoss(gone))
        {
            return new PortWrite(0, End(_lost(gone)));
        }
    }

    public void Wake()
    {
        lock (_sync)
        {
            _woken = true;
            Monitor.PulseAll(_sync);
        }
    }

    public void Dispose()
    {
        lock (_sync)
        {
            if (_fault?.Kind == PortFaultKind.Closed) return;
            _fault = PortFault.Closed;
            Monitor.PulseAll(_sync);
        }

        var closing = new Thread(Close) { IsBackground = true, Name = "closing " + Name };
        closing.Start();
        closing.Join(CloseLimit);
    }

    private PortFault? Fault
    {
        get
        {
            lock (_sync) return _fault;
        }
    }

    private static bool IsLoss(Exception gone) =>
        gone is IOException or InvalidOperationException or OperationCanceledException or UnauthorizedAccessException or TimeoutException;

    private void Close()
    {
        try
        {
            _release();
        }
        catch (Exception gone) when (IsLoss(gone))
        {
            // It was gone before.
        }
    }

    private void Pump()
    {
        var chunk = new byte[4096];
        try
        {
            int count;
            while ((count = _stream.Read(chunk, 0, chunk.Length)) > 0)
            {
                if (!TryKeep(chunk.AsSpan(0, count))) return;
            }

            End(_lost(null));
        }
        catch (Exception gone) when (IsLoss(gone))
        {
            End(_lost(gone));
        }
    }

    /// <summary>Waits for room and keeps what was read; false when the port is closed.</summary>
    private bool TryKeep(ReadOnlySpan<byte> octets)
    {
        lock (_sync)
        {
            while (_fault is null && Room - _count < octets.Length) Monitor.Wait(_sync);
            if (_fault is not null) return false;
            int end = (_start + _count) % Room;
            int first = Math.Min(octets.Length, Room - end);
            octets[..first].CopyTo(_ring.AsSpan(end));
            octets[first..].CopyTo(_ring);
            _count += octets.Length;
            Monitor.PulseAll(_sync);
            return true;
        }
    }

    private int Take(Span<byte> buffer)
    {
        int count = Math.Min(_count, buffer.Length);
        int first = Math.Min(count, Room - _start);
        _ring.AsSpan(_start, first).CopyTo(buffer);
        _ring.AsSpan(0, count - first).CopyTo(buffer[first..]);
        _start = (_start + count) % Room;
        _count -= count;
        Monitor.PulseAll(_sync);
        return count;
    }

    /// <summary>Ends the port with a cause, unless it has one, and returns the one that it has.</summary>
    private PortFault End(PortFault fault)
    {
        lock (_sync)
        {
            _fault ??= fault;
            Monitor.PulseAll(_sync);
            return _fault;
        }
    }
}
