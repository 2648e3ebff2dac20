using System.IO.Ports;

namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>
/// A way over a serial port by System.IO.Ports, for systems without Linux' terminal lines. Its reads cannot be woken, and after a
/// loss they may never end: a thread of its own reads, and is left behind then.
/// </summary>
internal sealed class LibraryAmbeLine : IAmbeLine
{
    private const int WriteMilliseconds = 50;

    private readonly SerialPort _port;
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _signal = new(initialState: false);
    private readonly byte[] _octets = new byte[8192];
    private int _count;
    private volatile bool _isLost;

    private LibraryAmbeLine(SerialPort port)
    {
        _port = port;
        new Thread(Pump) { IsBackground = true, Name = $"AMBE {port.PortName}" }.Start();
    }

    public bool HasDatagrams => false;

    public static IAmbeLine? Open(AmbeAddress address, out VocoderText? fault)
    {
        var port = new SerialPort(address.Name, address.Number == 0 ? AmbeAddress.DefaultBaud : address.Number) { WriteTimeout = WriteMilliseconds };
        try
        {
            port.Open();
            port.DiscardInBuffer();
            fault = null;
            return new LibraryAmbeLine(port);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            port.Dispose();
            fault = AmbeTexts.NotOpened(address, refused.Message);
            return null;
        }
    }

    public int Read(Span<byte> to, TimeSpan limit)
    {
        for (bool waited = false; ; waited = true)
        {
            lock (_gate)
            {
                int taken = Math.Min(_count, to.Length);
                _octets.AsSpan(0, taken).CopyTo(to);
                _octets.AsSpan(taken, _count - taken).CopyTo(_octets);
                _count -= taken;
                if (taken > 0) return taken;
            }

            if (_isLost) return -1;
            if (waited) return 0;
            _signal.WaitOne(limit);
        }
    }

    public bool Write(ReadOnlySpan<byte> packet)
    {
        try
        {
            _port.BaseStream.Write(packet);
            return true;
        }
        catch (Exception refused) when (refused is IOException or TimeoutException or InvalidOperationException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Wake() => _signal.Set();

    public void Dispose()
    {
        _isLost = true;
        _signal.Set();
        // Closing waits for ever at a port that was pulled out.
        new Thread(_port.Dispose) { IsBackground = true, Name = "AMBE close" }.Start();
    }

    private void Pump()
    {
        byte[] taken = new byte[1024];
        try
        {
            while (!_isLost)
            {
                int count = _port.BaseStream.Read(taken);
                if (count == 0) break;
                lock (_gate)
                {
                    // Nobody takes it: the oldest goes, and the reader finds the next packet's start.
                    if (_count + count > _octets.Length) _count = 0;
                    taken.AsSpan(0, count).CopyTo(_octets.AsSpan(_count));
                    _count += count;
                }

                _signal.Set();
            }
        }
        catch (Exception lost) when (lost is IOException or TimeoutException or InvalidOperationException or OperationCanceledException or UnauthorizedAccessException)
        {
            // The reader is told below.
        }

        _isLost = true;
        _signal.Set();
    }
}
