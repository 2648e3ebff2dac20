using RadioNet.BaseStation.Ports;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.HilRigs.Tests.Driving;

/// <summary>
/// A modem's port as a rig lets it be used: every frame passes the rig's limits, a transmission that lasts too long is ended, the
/// transmitter is switched off before the port closes, and a scenario's trouble happens to the octets.
/// </summary>
/// <param name="inner">The port; this one's to close.</param>
/// <param name="guard">The limits.</param>
/// <param name="trouble">What goes wrong on purpose.</param>
/// <param name="clock">The time.</param>
internal sealed class RigPort(IModemPort inner, TransmitGuard guard, LineTrouble trouble, Func<TimeSpan> clock) : IModemPort
{
    // A cut is due to the tenth of a second, whatever the reader's patience is.
    private static readonly TimeSpan _longestRead = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _lastWrite = TimeSpan.FromMilliseconds(100);

    /// <summary>A port that closes waits so long for the status that says off.</summary>
    private static readonly TimeSpan _closing = ModemTimers.Watchdog;

    private readonly ModemFrameReader _reader = new(FrameDirection.ToHost);
    private readonly byte[] _copy = new byte[ModemFrame.LongestLength];
    private readonly byte[] _rest = new byte[ModemFrame.LongestLength];
    private readonly Lock _reading = new();
    private readonly Lock _writing = new();
    private int _restLength;
    private bool _isClosed;

    public string Name => inner.Name;

    public PortRead Read(Span<byte> buffer, TimeSpan limit)
    {
        using var scope = _reading.EnterScope();
        if (guard.MustCut(clock())) SwitchOff();
        var read = inner.Read(buffer, limit < TimeSpan.Zero || limit > _longestRead ? _longestRead : limit);
        if (read.Count == 0) return read;
        Listen(buffer[..read.Count]);
        if (trouble.IsSilent) return read with { Count = 0 };
        trouble.Spoil(buffer[..read.Count]);
        return read;
    }

    /// <summary>Writes whole frames; what the port takes only in part, it is given the rest of before anything else.</summary>
    public PortWrite Write(ReadOnlySpan<byte> bytes, TimeSpan limit)
    {
        using var scope = _writing.EnterScope();
        int taken = 0;
        while (WriteRest(limit) is var flushed)
        {
            if (flushed.Fault is not null || _restLength > 0 || taken == bytes.Length) return flushed with { Count = taken };
            int length = FrameLength(bytes[taken..]);
            Pass(bytes.Slice(taken, length));
            taken += length;
        }

        return default;
    }

    public void Wake() => inner.Wake();

    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _isClosed, true))
        {
            using var scope = _reading.EnterScope();
            if (HasGoneWhileOn()) guard.Closed(clock());
        }

        inner.Dispose();
    }

    /// <summary>
    /// Switches the transmitter off until a status says that it is. One that says nothing stays on as far as the guard knows, and
    /// true is a port that is gone.
    /// </summary>
    private bool HasGoneWhileOn()
    {
        Span<byte> heard = stackalloc byte[ModemFrame.LongestLength];
        var start = clock();
        while (guard.IsKeyed && clock() - start < _closing)
        {
            if (SwitchOff().Fault is not null) return true;
            for (var said = clock(); guard.IsKeyed && clock() - said < TransmitGuard.Settling;)
            {
                var read = inner.Read(heard, _longestRead);
                Listen(heard[..read.Count]);
                if (read.Fault is not null) return guard.IsKeyed;
            }
        }

        return false;
    }

    /// <summary>Ends whatever the modem may be transmitting and asks whether it has, past everything that goes wrong on purpose.</summary>
    private PortWrite SwitchOff()
    {
        using var scope = _writing.EnterScope();
        var flushed = WriteRest(_lastWrite);
        if (flushed.Fault is not null || _restLength > 0) return flushed;
        _restLength = new DmrStart(false).Write(_rest);
        _restLength += new CalibrationTransmit(false).Write(_rest.AsSpan(_restLength));
        _restLength += new SetMode(ModemState.Idle).Write(_rest.AsSpan(_restLength));
        _restLength += ModemFrame.Write(_rest.AsSpan(_restLength), ModemCommand.GetStatus);
        return WriteRest(_lastWrite);
    }

    private void Listen(ReadOnlySpan<byte> octets)
    {
        while (_reader.TryRead(ref octets, out var frame))
        {
            bool isStatus = StatusReply.TryRead(frame, ModemProtocol.Version2, out var status)
                || StatusReply.TryRead(frame, ModemProtocol.Version1, out status);
            if (isStatus) guard.OnStatus((status.Flags & ModemStatusFlags.Transmitting) != 0, clock());
        }
    }

    /// <summary>The length of the frame at the front, as its header says it.</summary>
    private static int FrameLength(ReadOnlySpan<byte> octets)
    {
        int length = octets.Length < ModemFrame.ShortestLength ? octets.Length : octets[1] != 0 ? octets[1] : byte.MaxValue + octets[2];
        return Math.Clamp(length, 1, octets.Length);
    }

    private void Pass(ReadOnlySpan<byte> octets)
    {
        // The session writes whole frames; what is none belongs to no limit and goes nowhere.
        if (!ModemFrame.TryRead(octets, out var frame) || !guard.MayPass(frame, clock()) || trouble.IsSilent) return;
        octets.CopyTo(_copy);
        var copy = _copy.AsSpan(0, octets.Length);
        bool isQuestion = frame.Command is ModemCommand.GetVersion or ModemCommand.GetStatus;
        if (isQuestion || !trouble.SparesOrders) trouble.Spoil(copy);
        copy.CopyTo(_rest);
        _restLength = copy.Length;
    }

    private PortWrite WriteRest(TimeSpan limit)
    {
        if (_restLength == 0) return default;
        var write = inner.Write(_rest.AsSpan(0, _restLength), limit);
        _rest.AsSpan(write.Count, _restLength - write.Count).CopyTo(_rest);
        _restLength -= write.Count;
        return write;
    }
}
