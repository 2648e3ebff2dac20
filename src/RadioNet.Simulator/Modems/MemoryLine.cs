using RadioNet.Simulator.Modems.Firmware;

namespace RadioNet.Simulator.Modems;

/// <summary>
/// A line in memory: what one end writes, the other reads. The modem has this end, the host the other's methods. A full line
/// takes no more.
/// </summary>
public sealed class MemoryLine : IModemLine
{
    private const int Capacity = 16_384;

    private readonly OneWay _toModem = new();
    private readonly OneWay _toHost = new();

    /// <inheritdoc/>
    public string Address => "memory:";

    /// <summary>Whether the modem has hung up.</summary>
    public bool IsClosed => _toHost.IsClosed;

    /// <inheritdoc/>
    public int Read(Span<byte> to, TimeSpan limit) => _toModem.Read(to, limit);

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> from) => _toHost.Write(from);

    /// <inheritdoc/>
    public void Wake() => _toModem.Wake();

    /// <summary>The host reads: waits at most so long for octets (for ever when negative); 0 when none came or the modem has hung up.</summary>
    public int ReadAsHost(Span<byte> to, TimeSpan limit) => _toHost.Read(to, limit);

    /// <summary>The host writes; returns how many octets the line took.</summary>
    public int WriteAsHost(ReadOnlySpan<byte> from) => _toModem.Write(from);

    /// <summary>Makes a read of the host's that waits, or the next one, return.</summary>
    public void WakeHost() => _toHost.Wake();

    /// <inheritdoc/>
    public void Dispose()
    {
        _toModem.Close();
        _toHost.Close();
    }

    private sealed class OneWay
    {
        private readonly object _gate = new();
        private readonly OctetQueue _octets = new(Capacity);
        private bool _isWoken;

        public bool IsClosed { get; private set; }

        public int Read(Span<byte> to, TimeSpan limit)
        {
            lock (_gate)
            {
                if (_octets.Count == 0 && !_isWoken && !IsClosed && limit != TimeSpan.Zero)
                    Monitor.Wait(_gate, limit < TimeSpan.Zero ? Timeout.Infinite : (int)Math.Ceiling(limit.TotalMilliseconds));
                _isWoken = false;
                return _octets.Take(to);
            }
        }

        public int Write(ReadOnlySpan<byte> from)
        {
            lock (_gate)
            {
                if (IsClosed) return 0;
                var part = from[..Math.Min(from.Length, _octets.Space)];
                _octets.TryPut(part);
                Monitor.PulseAll(_gate);
                return part.Length;
            }
        }

        public void Wake()
        {
            lock (_gate)
            {
                _isWoken = true;
                Monitor.PulseAll(_gate);
            }
        }

        public void Close()
        {
            lock (_gate)
            {
                IsClosed = true;
                Monitor.PulseAll(_gate);
            }
        }
    }
}
